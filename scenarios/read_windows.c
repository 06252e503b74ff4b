/* read_windows: maintenance windows, those with a name and those written inside a member. */
#include "scenarios/reader.h"

#include "scenarios/json_print.h"

#include <string.h>

static const char *const schedule_names[] = {
    [SCHEDULE_DAILY] = "daily",
    [SCHEDULE_WEEKLY] = "weekly",
    [SCHEDULE_ABSOLUTE_MONTHLY] = "absoluteMonthly",
    [SCHEDULE_RELATIVE_MONTHLY] = "relativeMonthly",
};

enum { SCHEDULE_KINDS = 4 };

static int read_week_index(const char *text)
{
    static const char *const names[] = {"First", "Second", "Third", "Fourth", "Last"};
    for (int i = 0; text && i < 5; i++)
        if (strcmp(names[i], text) == 0)
            return i + 1;
    return WEEK_FIRST;
}

static void read_rule(const cJSON *rule, struct window *window)
{
    static const char *const intervals[] = {"intervalDays", "intervalWeeks", "intervalMonths",
                                            "intervalMonths"};
    const char *day = json_text(json_get(rule, "dayOfWeek"));
    window->interval = (int)json_number(json_get(rule, intervals[window->kind]), 1);
    window->day_of_week = day ? weekday_parse(day) : 0;
    window->day_of_month = (int)json_number(json_get(rule, "dayOfMonth"), 1);
    window->week_index = (enum week_index)read_week_index(json_text(json_get(rule, "weekIndex")));
}

static bool is_present(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static void read_schedule(struct reader *reader, const cJSON *schedule, const struct path *path,
                          struct window *window)
{
    int count = 0;
    for (int kind = 0; schedule && kind < SCHEDULE_KINDS; kind++)
        if (is_present(schedule, schedule_names[kind])) {
            window->kind = (enum schedule_kind)kind;
            count++;
        }
    if (schedule && count != 1 && !(count == 0 && json_is_spoilt(schedule)))
        reader_problem(reader, schedule, path, PROBLEM_SCHEDULE_COUNT,
                       count == 0 ? "no" : arena_printf(reader->scratch, "%d", count), "");
    read_rule(json_get(schedule, schedule_names[window->kind]), window);
}

static void read_span(struct reader *reader, const cJSON *entry, const struct path *path,
                      struct date_span *span)
{
    const cJSON *start = json_get(entry, "start"), *end = json_get(entry, "end");
    span->start = span->end = (struct date){1970, 1, 1};
    if (!start || !end)
        return;
    date_parse(json_text(start), &span->start);
    date_parse(json_text(end), &span->end);
    if (date_to_days(span->end) < date_to_days(span->start))
        reader_problem(reader, end, PATH_KEY(path, "end"), PROBLEM_SPAN_ORDER, json_text(end),
                       json_text(start));
}

static void read_not_allowed(struct reader *reader, const cJSON *list, const struct path *path,
                             struct window *window)
{
    window->not_allowed_count = json_count(list);
    struct date_span *spans =
        arena_array(reader->arena, struct date_span, window->not_allowed_count);
    window->not_allowed = spans;
    size_t i = 0;
    for (const cJSON *entry = json_first(list); entry; entry = entry->next, i++)
        read_span(reader, entry, PATH_INDEX(path, i), &spans[i]);
}

/* Without startDate it counts from the scenario's start day (R32), in its own offset. */
static struct date start_day(const struct reader *reader, const struct window *window)
{
    return date_from_days((reader->scenario->start_s + window->utc_offset_s) / DAY_S);
}

static void read_window(struct reader *reader, const cJSON *value, const struct path *path,
                        const char *name, struct window *window)
{
    const char *time = json_text(json_get(value, "startTime"));
    const char *offset = json_text(json_get(value, "utcOffset"));
    const char *start_date = json_text(json_get(value, "startDate"));
    *window = (struct window){.name = name, .interval = 1};
    read_schedule(reader, json_get(value, "schedule"), PATH_KEY(path, "schedule"), window);
    window->length_s = (int64_t)json_number(json_get(value, "durationHours"), 4) * HOUR_S;
    if (time)
        clock_parse(time, &window->start_time_s);
    if (offset)
        utc_offset_parse(offset, &window->utc_offset_s);
    window->start_date = start_day(reader, window);
    if (start_date)
        date_parse(start_date, &window->start_date);
    read_not_allowed(reader, json_get(value, "notAllowedDates"), PATH_KEY(path, "notAllowedDates"),
                     window);
}

static struct window *add_window(struct reader *reader)
{
    struct scenario *scenario = reader->scenario;
    if (scenario->window_count == reader->window_room) {
        reader->window_room = 2 * reader->window_room + 16;
        struct window *larger = arena_array(reader->scratch, struct window, reader->window_room);
        if (scenario->window_count)
            memcpy(larger, reader->window_list, scenario->window_count * sizeof *larger);
        reader->window_list = larger;
    }
    return &reader->window_list[scenario->window_count++];
}

void read_windows(struct reader *reader)
{
    const struct path *path = PATH_KEY(NULL, "maintenanceWindows");
    const cJSON *windows = json_get(reader->root, "maintenanceWindows");
    for (const cJSON *value = json_first(windows); value; value = value->next) {
        reader_intern(reader, &reader->windows, value->string);
        read_window(reader, value, PATH_KEY(path, value->string),
                    reader->windows.list[reader->windows.count - 1], add_window(reader));
    }
}

/* Two members that write the same window share it. */
static uint32_t inline_window(struct reader *reader, const cJSON *value, const struct path *path,
                              const char *owner)
{
    const char *text = json_print_short(reader->scratch, value);
    uint32_t known = names_find(&reader->inline_windows, text);
    if (known == NONE) {
        known = names_add(&reader->inline_windows, text);
        read_window(reader, value, path, arena_printf(reader->arena, "window of %s", owner),
                    add_window(reader));
    }
    return reader->windows.count + known;
}

uint32_t read_window_reference(struct reader *reader, const cJSON *value, const struct path *path,
                               const char *owner)
{
    if (cJSON_IsObject(value))
        return inline_window(reader, value, path, owner);
    return reader_refer(reader, &reader->windows, value, path, PROBLEM_WINDOW_UNKNOWN);
}
