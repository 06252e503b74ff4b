#include "reports/answer_advice.h"

#include "models/instant.h"
#include "reports/figure.h"
#include "reports/name.h"

#include <stddef.h>

/* The deadline that is met least; NONE: there is none to speak of. */
static uint32_t hardest_deadline(const struct forecast *forecast)
{
    uint32_t hardest = NONE;
    for (uint32_t i = 0; i < forecast->scenario->deadline_count; i++) {
        const struct deadline_outcome *outcome = &forecast->deadlines[i];
        if (outcome->simulated &&
            (hardest == NONE || outcome->met.value < forecast->deadlines[hardest].met.value))
            hardest = i;
    }
    return hardest;
}

static bool is_at_hand(const struct lever_outcome *outcome)
{
    return outcome->not_run == NULL &&
           (outcome->lever.kind == LEVER_EASED || outcome->lever.on == LEVER_WINDOWS) &&
           outcome->lever.kind != LEVER_REMOVED;
}

/* Which of a lever's chances counts: that of the hardest deadline; without one, where P80 is
 * infinite, that of being Completed. NONE: P80 itself counts. */
static uint32_t chance_that_counts(const struct forecast *forecast)
{
    uint32_t deadline = hardest_deadline(forecast);
    if (deadline != NONE || forecast->scenario->deadline_count > 0)
        return deadline;
    return forecast->finish_all[Q80].value_s == INSTANT_NEVER ? 0 : NONE;
}

/* What it gains for certain, and how much: of the chance, or seconds of P80. 0: nothing. */
static double gain(const struct lever_outcome *outcome, uint32_t chance)
{
    if (chance != NONE)
        return outcome->chances[chance].low > 0 ? outcome->chances[chance].change : 0;
    const struct lever_finish *p80 = &outcome->p80;
    return p80->known && p80->high_known && p80->high_s < 0 ? -p80->change_s : 0;
}

/* Of those that can be ordered, or of the others. */
static const struct lever_outcome *best_of(const struct forecast *forecast, bool ordered)
{
    uint32_t chance = chance_that_counts(forecast);
    const struct lever_outcome *best = NULL;
    double most = 0;
    for (uint32_t i = 0; i < forecast->lever_count; i++) {
        const struct lever_outcome *outcome = &forecast->levers[i];
        if (!is_at_hand(outcome) || (outcome->lever.on != LEVER_FAILURES) != ordered ||
            gain(outcome, chance) <= most)
            continue;
        best = outcome;
        most = gain(outcome, chance);
    }
    return best;
}

const struct lever_outcome *answer_best_lever(const struct forecast *forecast)
{
    const struct lever_outcome *best = best_of(forecast, true);
    return best != NULL ? best : best_of(forecast, false);
}

static void add_points(struct line *line, const struct lever_chance *chance)
{
    char change[FIGURE_SIZE], low[FIGURE_SIZE], high[FIGURE_SIZE];
    line_add(line, ", %s points more (%s", figure_fixed(chance->change * 100, 1, change),
             figure_fixed(chance->low * 100, 1, low));
    line_add(line, " to %s)", figure_fixed(chance->high * 100, 1, high));
}

static void add_gain(struct line *line, const struct forecast *forecast,
                     const struct lever_outcome *best)
{
    uint32_t chance = chance_that_counts(forecast);
    char buffer[FIGURE_SIZE], name[NAME_SIZE];
    if (chance == NONE) {
        line_add(line, "P80 %s earlier", figure_length((int64_t)-best->p80.change_s, buffer));
        return;
    }
    if (forecast->scenario->deadline_count == 0)
        line_add(line, "Completed: ");
    else
        line_add(line, "deadline \"%s\": ",
                 name_short(forecast->scenario->deadlines[chance].name, NAME_COLUMNS, name));
    line_add(line, "%s", figure_chance(&best->chances[chance].with, buffer));
    add_points(line, &best->chances[chance]);
}

static void lever_row(const struct forecast *forecast, answer_row_function *emit, void *context)
{
    const struct lever_outcome *best = answer_best_lever(forecast);
    struct answer_row row = {0};
    char name[NAME_SIZE];
    line_add(&row.label, "What would help most");
    if (best == NULL) {
        line_add(&row.value, "nothing of what was tried");
        line_add(&row.note, "all that was tried: levers.csv");
    } else {
        line_add(&row.value, "%s", best->words);
        if (best->subject[0] != '\0')
            line_add(&row.value, ": %s", name_short(best->subject, NAME_COLUMNS, name));
        add_gain(&row.note, forecast, best);
        line_add(&row.note, "; all that was tried: levers.csv");
    }
    emit(context, &row);
}

static void start_row(const struct forecast *forecast, uint32_t deadline, answer_row_function *emit,
                      void *context)
{
    const struct latest_start *start = &forecast->latest_starts[deadline];
    struct answer_row row = {0};
    char buffer[FIGURE_SIZE], name[NAME_SIZE];
    line_add(&row.label, "Latest start for \"%s\"",
             name_short(forecast->scenario->deadlines[deadline].name, NAME_COLUMNS, name));
    line_add(&row.label, " with %s %%", figure_share(start->required, buffer));
    if (!latest_start_exists(start)) {
        line_add(&row.value, "none");
        line_add(&row.note, "%s", latest_start_note(start->answer));
    } else {
        answer_moment(forecast->scenario, start->at_s, &row.value);
        line_add(&row.note, "met: %s", figure_chance(&start->met, buffer));
        if (start->day_later.n > 0)
            line_add(&row.note, "; a day later: %s", figure_chance(&start->day_later, buffer));
        if (start->answer == LATEST_START_FOUND_BEFORE)
            line_add(&row.note, "; %s", latest_start_note(start->answer));
    }
    emit(context, &row);
}

void answer_advice_rows(const struct forecast *forecast, answer_row_function *emit, void *context)
{
    uint32_t deadline = hardest_deadline(forecast);
    if (forecast->levers != NULL)
        lever_row(forecast, emit, context);
    if (forecast->latest_starts != NULL && deadline != NONE)
        start_row(forecast, deadline, emit, context);
}
