#include "scenarios/history.h"

#include "scenarios/history_parts.h"

#include <string.h>

/* `list` with room for one more; doubled, in the arena. */
static void *roomy(struct arena *arena, void *list, size_t count, size_t size, size_t room)
{
    if (count < room)
        return list;
    void *larger = arena_calloc(arena, room ? 2 * room : 64, size);
    if (count > 0)
        memcpy(larger, list, count * size);
    return larger;
}

static size_t next_room(size_t count, size_t room)
{
    return count < room ? room : room ? 2 * room : 64;
}

static uint32_t intern(struct past *past, struct names *names, const char *name)
{
    uint32_t known = names_find(names, name);
    return known != NONE ? known : names_add(names, arena_strdup(past->arena, name));
}

uint32_t past_member(struct past *past, const char *name)
{
    uint32_t before = past->members.count, member = intern(past, &past->members, name);
    if (member < before)
        return member;
    past->member_region = roomy(past->arena, past->member_region, before,
                                sizeof *past->member_region, past->member_room);
    past->member_room = next_room(before, past->member_room);
    past->member_region[member] = NONE;
    return member;
}

uint32_t past_run(struct past *past, const char *name)
{
    uint32_t before = past->runs.count, run = intern(past, &past->runs, name);
    if (run < before)
        return run;
    past->run_number =
        roomy(past->arena, past->run_number, before, sizeof *past->run_number, past->run_room);
    past->run_until_s =
        roomy(past->arena, past->run_until_s, before, sizeof *past->run_until_s, past->run_room);
    past->run_room = next_room(before, past->run_room);
    past->run_until_s[run] = INT64_MIN;
    return run;
}

uint32_t past_code(struct past *past, const char *name)
{
    return intern(past, &past->codes, name);
}

uint32_t past_region(struct past *past, const char *name)
{
    return intern(past, &past->regions, name);
}

void past_set_region(struct past *past, uint32_t member, uint32_t region)
{
    past->member_region[member] = region;
}

void past_see(struct past *past, int64_t at_s)
{
    if (at_s > past->until_s)
        past->until_s = at_s;
}

struct reading_of_run past_reading(struct past *past, uint32_t run, int64_t until_s)
{
    uint32_t number = ++past->readings;
    if (until_s >= past->run_until_s[run]) {
        past->run_until_s[run] = until_s;
        past->run_number[run] = number;
    }
    return (struct reading_of_run){run, number};
}

void past_add_upgrade(struct past *past, struct reading_of_run reading, uint32_t member,
                      const struct upgrade_record *record)
{
    size_t count = past->upgrade_count, room = past->upgrade_room;
    past->upgrades = roomy(past->arena, past->upgrades, count, sizeof *past->upgrades, room);
    past->upgrade_readings =
        roomy(past->arena, past->upgrade_readings, count, sizeof *past->upgrade_readings, room);
    past->upgrade_room = next_room(count, room);
    past->upgrades[count] = *record;
    past->upgrades[count].member = member;
    past->upgrade_readings[count] = reading;
    past->upgrade_count++;
}

void past_add_approval(struct past *past, struct reading_of_run reading,
                       const struct approval_record *record)
{
    size_t count = past->approval_count, room = past->approval_room;
    past->approvals = roomy(past->arena, past->approvals, count, sizeof *past->approvals, room);
    past->approval_readings =
        roomy(past->arena, past->approval_readings, count, sizeof *past->approval_readings, room);
    past->approval_room = next_room(count, room);
    past->approvals[count] = *record;
    past->approval_readings[count] = reading;
    past->approval_count++;
}

enum upgrade_type past_type(const char *word)
{
    int type = 0;
    while (type < UPGRADE_TYPE_COUNT && strcmp(word, upgrade_type_name((enum upgrade_type)type)))
        type++;
    return (enum upgrade_type)type;
}

static bool counts(const struct past *past, struct reading_of_run reading)
{
    return reading.run == NONE || past->run_number[reading.run] == reading.number;
}

/* What had not ended lasted until the history's end, and regions may have become known later. */
static void finish_upgrades(struct past *past)
{
    size_t kept = 0;
    for (size_t i = 0; i < past->upgrade_count; i++) {
        struct upgrade_record *record = &past->upgrades[i];
        if (!counts(past, past->upgrade_readings[i]))
            continue;
        if (record->outcome == RECORD_UNFINISHED)
            record->ended_s = past->until_s > record->begun_s ? past->until_s : record->begun_s;
        if (record->region == NONE)
            record->region = past->member_region[record->member];
        past->upgrades[kept++] = *record;
    }
    past->upgrade_count = kept;
}

static void finish_approvals(struct past *past)
{
    size_t kept = 0;
    for (size_t i = 0; i < past->approval_count; i++) {
        struct approval_record *record = &past->approvals[i];
        if (!counts(past, past->approval_readings[i]))
            continue;
        if (!record->approved)
            record->ended_s = past->until_s > record->asked_s ? past->until_s : record->asked_s;
        past->approvals[kept++] = *record;
    }
    past->approval_count = kept;
}

/* A JSON text begins with { or [; anything else is a table. */
static void read_input(struct past *past, struct input *input)
{
    const char *text = input->text;
    text += strncmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    text += strspn(text, " \t\r\n");
    if (*text == '{' || *text == '[') {
        past_read_json(past, input);
        return;
    }
    input->kind = INPUT_TABLE;
    past_read_csv(past, input);
}

static bool has_completed(const struct past *past)
{
    for (size_t i = 0; i < past->upgrade_count; i++)
        if (past->upgrades[i].outcome == RECORD_COMPLETED)
            return true;
    return false;
}

static void keep(const struct past *past, struct records *records)
{
    *records = (struct records){
        .upgrades = past->upgrades,
        .upgrade_count = past->upgrade_count,
        .approvals = past->approvals,
        .approval_count = past->approval_count,
        .members = {past->members.list, past->members.count},
        .runs = {past->runs.list, past->runs.count},
        .regions = {past->regions.list, past->regions.count},
        .codes = {past->codes.list, past->codes.count},
        .until_s = past->until_s,
        .not_begun = past->not_begun,
        .not_understood = past->not_understood,
    };
}

static void init(struct past *past, struct arena *arena, struct arena *scratch,
                 struct problems *problems)
{
    problems_init(problems, arena);
    arena_init(scratch, arena->exhausted);
    *past = (struct past){.arena = arena, .inputs = arena_new(scratch, struct inputs)};
    inputs_init(past->inputs, scratch, problems);
    names_init(&past->runs, arena);
    names_init(&past->regions, arena);
    names_init(&past->codes, arena);
    names_init(&past->members, arena);
}

static bool finish(struct past *past, struct arena *scratch, struct records *records)
{
    const struct problems *problems = past->inputs->problems;
    finish_upgrades(past);
    finish_approvals(past);
    if (problems->count == 0 && !has_completed(past))
        inputs_problem(past->inputs, -1, "", PROBLEM_HISTORY_EMPTY, "", "");
    keep(past, records);
    bool right = problems->count == 0;
    arena_clear(scratch);
    return right;
}

bool history_read(struct arena *arena, const char *const *paths, size_t count,
                  struct records *records, struct problems *problems)
{
    struct arena scratch;
    struct past past;
    init(&past, arena, &scratch, problems);
    for (size_t i = 0; i < count; i++) {
        struct input *input = inputs_read(past.inputs, INPUT_JSON, paths[i], -1);
        if (input)
            read_input(&past, input);
    }
    return finish(&past, &scratch, records);
}

bool history_read_text(struct arena *arena, const char *name, const char *text, size_t length,
                       struct records *records, struct problems *problems)
{
    struct arena scratch;
    struct past past;
    init(&past, arena, &scratch, problems);
    struct input *input = inputs_add(past.inputs, INPUT_JSON, name, "", text, length, -1);
    if (input)
        read_input(&past, input);
    return finish(&past, &scratch, records);
}
