/* read_times: name, start, horizon and display of the scenario, and its deadlines. */
#include "scenarios/reader.h"

enum { HORIZON_DAYS_MAX = 3660 };

static void read_horizon(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    const cJSON *value = json_get(reader->root, "horizon");
    const char *text = json_text(value);
    const struct path *path = PATH_KEY(NULL, "horizon");
    int64_t length_s;
    if (!text)
        text = defaults_text(&reader->defaults, "horizon");
    if (!instant_parse(text, &scenario->horizon_s)) {
        duration_parse(text, &length_s);
        length_s = length_s < INT64_C(100) * 366 * DAY_S ? length_s : INT64_C(100) * 366 * DAY_S;
        scenario->horizon_s = scenario->start_s + length_s;
    }
    if (scenario->horizon_s <= scenario->start_s)
        reader_problem(reader, value, path, PROBLEM_HORIZON_ORDER, reader_quoted(reader, text),
                       reader_instant_text(reader, scenario->start_s));
    else if (scenario->horizon_s - scenario->start_s > HORIZON_DAYS_MAX * DAY_S)
        reader_problem(reader, value, path, PROBLEM_HORIZON_LONG, reader_quoted(reader, text),
                       "10 years");
}

static void read_display(struct reader *reader)
{
    const cJSON *display = json_get(reader->root, "display");
    const char *offset = json_text(json_get(display, "utcOffset"));
    if (!offset)
        return;
    utc_offset_parse(offset, &reader->scenario->display_offset_s);
    const char *label = reader_text(reader, json_get(display, "label"));
    reader->scenario->display_label = label ? label : arena_printf(reader->arena, "UTC%s", offset);
}

void read_times(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    scenario->name = reader_text(reader, json_get(reader->root, "name"));
    scenario->description = reader_text(reader, json_get(reader->root, "description"));
    const cJSON *start = json_get(reader->root, "start");
    scenario->start_s = reader_instant(start, 0);
    if (start)
        read_horizon(reader);
    read_display(reader);
}

/* Its instant, which must be after the start (when that is known). */
static void read_deadline_at(struct reader *reader, const cJSON *value, const struct path *path,
                             struct deadline *deadline)
{
    int64_t start_s = reader->scenario->start_s;
    deadline->at_s = reader_instant(value, INSTANT_NEVER);
    if (value && deadline->at_s <= start_s)
        reader_problem(reader, value, path, PROBLEM_DEADLINE_ORDER,
                       reader_instant_text(reader, deadline->at_s),
                       reader_instant_text(reader, start_s));
}

/* The run or the profile of this name: the tracks of profiles stand behind those of runs. */
static uint32_t read_track(struct reader *reader, const cJSON *name, const struct path *path)
{
    uint32_t profile = json_text(name) ? names_find(&reader->profiles, json_text(name)) : NONE;
    if (profile != NONE)
        return reader->scenario->run_count + profile;
    return reader_refer(reader, &reader->runs, name, path, PROBLEM_RUN_UNKNOWN);
}

static void read_deadline(struct reader *reader, const cJSON *entry, const struct path *path,
                          struct names *seen, struct deadline *deadline)
{
    const cJSON *name = json_get(entry, "name");
    deadline->name = reader_text(reader, name);
    if (deadline->name && names_find(seen, deadline->name) != NONE)
        reader_problem(reader, name, PATH_KEY(path, "name"), PROBLEM_DEADLINE_TWICE,
                       reader_quoted(reader, deadline->name), "");
    else if (deadline->name)
        names_add(seen, deadline->name);
    read_deadline_at(reader, json_get(entry, "at"), PATH_KEY(path, "at"), deadline);
    deadline->track = read_track(reader, json_get(entry, "run"), PATH_KEY(path, "run"));
    deadline->coverage = json_number(json_get(entry, "coverage"), 0);
}

void read_deadlines(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    const cJSON *value = json_get(reader->root, "deadline");
    const struct path *path = PATH_KEY(NULL, "deadline");
    struct names seen;
    names_init(&seen, reader->scratch);
    scenario->deadline_count = json_text(value) ? 1 : (uint32_t)json_count(value);
    struct deadline *list = arena_array(reader->arena, struct deadline, scenario->deadline_count);
    scenario->deadlines = list;
    if (json_text(value)) {
        list[0] = (struct deadline){.name = "deadline", .track = NONE};
        read_deadline_at(reader, value, path, &list[0]);
        return;
    }
    size_t i = 0;
    for (const cJSON *entry = json_first(value); entry; entry = entry->next, i++)
        read_deadline(reader, entry, PATH_INDEX(path, i), &seen, &list[i]);
}
