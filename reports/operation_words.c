#include "reports/operation_words.h"

#include "reports/figure.h"
#include "reports/name.h"

enum { WORDS_NAME_COLUMNS = 48 };

const char *operation_run(const struct scenario *scenario, const struct operation *operation)
{
    if (operation->run != NONE)
        return scenario->runs[operation->run].name;
    return operation->profile == NONE ? "" : scenario->profiles[operation->profile].name;
}

enum refusal operation_refusal(const struct operation_outcome *outcome)
{
    enum refusal most = REFUSAL_NONE;
    for (int refusal = REFUSAL_NONE + 1; refusal < REFUSAL_COUNT; refusal++)
        if (outcome->refusals[refusal].hits > outcome->refusals[most].hits)
            most = (enum refusal)refusal;
    return most;
}

static void add_worst(const struct forecast *forecast, uint32_t index, struct line *line)
{
    const struct scenario *scenario = forecast->scenario;
    const struct operation *operation = &scenario->operations[index];
    const struct operation_outcome *outcome = &forecast->operations[index];
    char name[NAME_SIZE], figure[FIGURE_SIZE];
    line_add(line, "%s", operation_word(operation->kind));
    if (*operation->target != '\0')
        line_add(line, " %s", name_short(operation->target, WORDS_NAME_COLUMNS, name));
    line_add(line, " of %s",
             name_short(operation_run(scenario, operation), WORDS_NAME_COLUMNS, name));
    line_add(line, " at %s", figure_moment(operation->at_s, figure));
    line_add(line, ", in %s of histories: ", figure_chance(&outcome->refused, figure));
    line_add(line, "%s", refusal_text(operation_refusal(outcome)));
}

void operation_refused_sentence(const struct forecast *forecast, struct line *line)
{
    uint32_t operations = forecast->operations == NULL ? 0 : forecast->scenario->operation_count;
    uint32_t refused = 0, worst = 0;
    for (uint32_t i = 0; i < operations; i++) {
        refused += forecast->operations[i].refused.hits > 0;
        if (forecast->operations[i].refused.hits > forecast->operations[worst].refused.hits)
            worst = i;
    }
    if (refused == 0)
        return;
    line_add(line, "%u of %u operation%s %s refused%s: ", refused, operations,
             operations == 1 ? "" : "s", refused == 1 ? "is" : "are",
             refused == 1 ? "" : ", most often");
    add_worst(forecast, worst, line);
    line_add(line, "%s.", refused == 1 ? "" : "; operations.csv lists them");
}
