/* read_conditions: what is required of the forecast, with its names found. */
#include "scenarios/reader.h"

#include "models/run_figure.h"
#include "scenarios/names.h"

#include <string.h>

/* One condition on its way. */
struct condition_read {
    struct reader *reader;
    const cJSON *value;
    const struct path *path;
    struct condition_text parts;
    struct condition_limit limit;
    struct condition *condition;
};

static bool problem(const struct condition_read *read, enum problem_code code, const char *first,
                    const char *second)
{
    return reader_problem(read->reader, read->value, read->path, code, first, second);
}

static const char *quoted(const struct condition_read *read, const char *text)
{
    return reader_quoted(read->reader, text);
}

static const char *hint_in(const struct condition_read *read, const struct names *names,
                           const char *wrong)
{
    return inputs_hint(read->reader->inputs, names, wrong);
}

static uint32_t find_deadline(const struct scenario *scenario, const char *name, uint32_t run)
{
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        if (scenario->deadlines[i].name && strcmp(scenario->deadlines[i].name, name) == 0 &&
            (run == NONE || scenario->deadlines[i].track == run))
            return i;
    return NONE;
}

/* A run or a profile: its track. */
static bool find_track(const struct condition_read *read, const char *name, uint32_t *track)
{
    const struct reader *reader = read->reader;
    uint32_t profile = names_find(&reader->profiles, name);
    *track = names_find(&reader->runs, name);
    if (profile != NONE)
        *track = reader->scenario->run_count + profile;
    if (*track != NONE || reader->runs.incomplete || reader->profiles.incomplete)
        return *track != NONE;
    return problem(read, PROBLEM_RUN_UNKNOWN, quoted(read, name),
                   hint_in(read, &reader->runs, name));
}

/* A deadline for all runs, held against one of them: an entry of its own, so that every table shows
 * what the condition is about. There is room for it. */
static uint32_t deadline_of_run(struct scenario *scenario, struct deadline *deadlines,
                                uint32_t index, uint32_t run)
{
    uint32_t own = find_deadline(scenario, deadlines[index].name, run);
    if (own != NONE)
        return own;
    deadlines[scenario->deadline_count] = deadlines[index];
    deadlines[scenario->deadline_count].track = run;
    return scenario->deadline_count++;
}

static bool unknown_deadline(const struct condition_read *read)
{
    const struct scenario *scenario = read->reader->scenario;
    struct names names;
    names_init(&names, read->reader->scratch);
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        if (scenario->deadlines[i].name)
            names_add(&names, scenario->deadlines[i].name);
    if (reader_is_void(read->reader->root, "deadline", NULL))
        return false;
    return problem(read, PROBLEM_CONDITION_DEADLINE, quoted(read, read->parts.inside),
                   hint_in(read, &names, read->parts.inside));
}

/* "name" or "name, run"; names may hold commas, so every comma is tried. */
static bool read_deadline_name(const struct condition_read *read, struct deadline *deadlines)
{
    struct scenario *scenario = read->reader->scenario;
    const char *inside = read->parts.inside;
    read->condition->deadline = find_deadline(scenario, inside, NONE);
    if (read->condition->deadline != NONE)
        return true;
    for (const char *comma = strchr(inside, ','); comma; comma = strchr(comma + 1, ',')) {
        const char *name =
            arena_printf(read->reader->scratch, "%.*s", (int)(comma - inside), inside);
        uint32_t index = find_deadline(scenario, name, NONE), run;
        if (index == NONE)
            continue;
        if (!find_track(read, comma + 1 + strspn(comma + 1, " "), &run))
            return false;
        read->condition->deadline = deadline_of_run(scenario, deadlines, index, run);
        return true;
    }
    return unknown_deadline(read);
}

static bool read_deadline_condition(const struct condition_read *read, struct deadline *deadlines)
{
    if (read->limit.unit != LIMIT_NUMBER || read->limit.number < 0 || read->limit.number > 1)
        return problem(read, PROBLEM_CONDITION_LIMIT, quoted(read, read->parts.limit),
                       "a probability from 0 to 1");
    read->condition->limit = read->limit.number;
    return read_deadline_name(read, deadlines);
}

/* The limit in the column's unit. */
static bool read_limit(const struct condition_read *read, enum run_unit unit)
{
    static const char *const wanted[] = {
        [RUN_PROBABILITY] = "a probability from 0 to 1",
        [RUN_HOURS] = "a number of hours or a duration such as \"36h\"",
        [RUN_INSTANT] = "an instant such as \"2026-12-19T00:00:00Z\"",
        [RUN_MEAN] = "a number"};
    const struct condition_limit *limit = &read->limit;
    bool number = limit->unit == LIMIT_NUMBER;
    bool right = unit == RUN_INSTANT ? limit->unit == LIMIT_INSTANT
                 : unit == RUN_HOURS ? number || limit->unit == LIMIT_LENGTH
                                     : number;
    if (unit == RUN_PROBABILITY)
        right &= limit->number >= 0 && limit->number <= 1;
    if (number && unit == RUN_HOURS)
        right &= limit->number >= 0 && limit->number <= 1e6;
    if (!right)
        return problem(read, PROBLEM_CONDITION_LIMIT, quoted(read, read->parts.limit),
                       wanted[unit]);
    read->condition->limit = limit->number;
    read->condition->limit_s =
        number ? (int64_t)(limit->number * (double)HOUR_S + 0.5) : limit->value_s;
    return true;
}

static void add_columns(void *context, const struct run_figure *figure)
{
    struct names *names = context;
    char column[RUN_COLUMN_SIZE];
    for (int part = RUN_VALUE; part <= (figure->interval ? RUN_HIGH : RUN_VALUE); part++)
        names_add(names, arena_strdup(names->arena,
                                      run_figure_column(figure, (enum run_part)part, column)));
}

static bool unknown_column(const struct condition_read *read)
{
    struct names names;
    names_init(&names, read->reader->scratch);
    run_figures_visit(&run_nothing, add_columns, &names);
    const char *nearest = names_nearest(&names, read->parts.head);
    return problem(read, PROBLEM_CONDITION_COLUMN, quoted(read, read->parts.head),
                   nearest ? arena_printf(read->reader->scratch, " (did you mean %s?)", nearest)
                           : "");
}

/* "P80(k135)" is its finish or, held against a length, its duration. */
static const char *column_of_head(const struct condition_read *read)
{
    const char *head = read->parts.head;
    for (int i = 0; i < QUANTILE_COUNT; i++)
        if (head[0] == 'P' && strcmp(head + 1, quantile_names[i] + 1) == 0)
            return arena_printf(read->reader->scratch,
                                read->limit.unit == LIMIT_INSTANT ? "finish_%s_utc"
                                                                  : "duration_%s_h",
                                quantile_names[i]);
    return head;
}

static bool read_column_condition(const struct condition_read *read)
{
    struct condition *condition = read->condition;
    struct run_figure figure;
    enum run_part part;
    const char *column = column_of_head(read);
    if (!run_figure_find(&run_nothing, column, &figure, &part))
        return unknown_column(read);
    condition->column = arena_strdup(read->reader->arena, column);
    if (read->parts.inside && !find_track(read, read->parts.inside, &condition->run))
        return false;
    return read_limit(read, figure.unit);
}

static void read_condition(struct condition_read *read, struct deadline *deadlines)
{
    struct condition *condition = read->condition;
    const char *text = json_text(read->value);
    *condition = (struct condition){.text = "", .deadline = NONE, .run = NONE};
    if (!text)
        return;
    condition->text = arena_strdup(read->reader->arena, text);
    if (!condition_split(read->reader->scratch, text, &read->parts)) {
        problem(read, PROBLEM_CONDITION_FORM, quoted(read, text), "");
        return;
    }
    condition->relation = read->parts.relation;
    if (!condition_limit_parse(read->parts.limit, &read->limit))
        problem(read, PROBLEM_CONDITION_LIMIT, quoted(read, read->parts.limit),
                "a number, an instant or a duration");
    else if (strcmp(read->parts.head, "P") == 0 && read->parts.inside)
        read_deadline_condition(read, deadlines);
    else
        read_column_condition(read);
}

/* The deadlines again, with room for one more a condition. */
static struct deadline *widen_deadlines(struct reader *reader, size_t more)
{
    struct scenario *scenario = reader->scenario;
    struct deadline *list =
        arena_array(reader->arena, struct deadline, scenario->deadline_count + more);
    for (uint32_t i = 0; i < scenario->deadline_count; i++)
        list[i] = scenario->deadlines[i];
    scenario->deadlines = list;
    return list;
}

void read_conditions(struct reader *reader, const cJSON *value, const struct path *path)
{
    struct experiment *experiment = &reader->scenario->experiment;
    size_t count = json_count(value), i = 0;
    struct condition *list = arena_array(reader->arena, struct condition, count);
    struct deadline *deadlines = widen_deadlines(reader, count);
    experiment->conditions = list;
    experiment->condition_count = (uint32_t)count;
    for (const cJSON *entry = json_first(value); entry; entry = entry->next, i++) {
        struct condition_read read = {
            .reader = reader, .value = entry, .path = PATH_INDEX(path, i), .condition = &list[i]};
        read_condition(&read, deadlines);
    }
}
