/* read_strategies: stages and groups with their selectors, gates and limits. */
#include "scenarios/reader.h"

static struct limit read_limit(const cJSON *value)
{
    const char *text = json_text(value);
    return (struct limit){.amount = reader_amount(value, (struct amount){0, false}),
                          .given = text && *text};
}

/* Names that must be unique in the strategy. */
static void take_name(struct reader *reader, const cJSON *value, const struct path *path,
                      struct names *seen, enum problem_code twice, const char *name)
{
    if (names_find(seen, name) != NONE)
        reader_problem(reader, value, path, twice, reader_quoted(reader, name), "");
    else
        names_add(seen, name);
}

static const struct selector *read_member_selector(struct reader *reader, const cJSON *owner,
                                                   const struct path *path)
{
    const cJSON *selector = json_get(owner, "memberSelector");
    return read_selector(reader, json_get(selector, "byLabel"),
                         PATH_KEY(PATH_KEY(path, "memberSelector"), "byLabel"));
}

static void read_group(struct reader *reader, const cJSON *value, const struct path *path,
                       struct names *seen, struct strategy_group *group)
{
    const cJSON *name = json_get(value, "name");
    group->name = reader_text(reader, name);
    if (group->name) {
        take_name(reader, name, PATH_KEY(path, "name"), seen, PROBLEM_GROUP_TWICE, group->name);
        reader_note_name(reader, NAME_GROUP, group->name);
    }
    group->selector = read_member_selector(reader, value, path);
    group->before = read_gates(reader, value, path, GATE_BEFORE);
    group->after = read_gates(reader, value, path, GATE_AFTER);
    group->max_concurrency = read_limit(json_get(value, "maxConcurrency"));
    group->max_allowed_failures = read_limit(json_get(value, "maxAllowedFailures"));
}

static void read_groups(struct reader *reader, const cJSON *stage_value, const struct path *path,
                        struct names *seen, struct strategy_stage *stage)
{
    const cJSON *groups = json_get(stage_value, "groups");
    if (cJSON_IsObject(stage_value) && !groups && !json_is_spoilt(stage_value) &&
        !json_get(stage_value, "memberSelector"))
        reader_problem(reader, stage_value, path, PROBLEM_GROUPS_MISSING,
                       stage->name ? reader_quoted(reader, stage->name) : "here", "");
    stage->group_count = json_count(groups);
    stage->groups = arena_array(reader->arena, struct strategy_group, stage->group_count);
    const struct path here = {path, "groups", 0};
    size_t i = 0;
    for (const cJSON *group = json_first(groups); group; group = group->next, i++)
        read_group(reader, group, PATH_INDEX(&here, i), seen, &stage->groups[i]);
}

static void read_stage(struct reader *reader, const cJSON *value, const struct path *path,
                       struct names *stages, struct names *groups, struct strategy_stage *stage)
{
    const cJSON *name = json_get(value, "name");
    stage->name = reader_text(reader, name);
    if (stage->name) {
        take_name(reader, name, PATH_KEY(path, "name"), stages, PROBLEM_STAGE_TWICE, stage->name);
        reader_note_name(reader, NAME_STAGE, stage->name);
    }
    stage->selector = read_member_selector(reader, value, path);
    stage->before = read_gates(reader, value, path, GATE_BEFORE);
    stage->after = read_gates(reader, value, path, GATE_AFTER);
    stage->max_concurrency = read_limit(json_get(value, "maxConcurrency"));
    stage->max_allowed_failures = read_limit(json_get(value, "maxAllowedFailures"));
    stage->after_stage_wait_s = (int64_t)json_number(json_get(value, "afterStageWaitInSeconds"), 0);
    read_groups(reader, value, path, groups, stage);
}

static void fill_strategy(struct reader *reader, const cJSON *value, const struct path *path,
                          const char *name, struct strategy *strategy)
{
    const cJSON *stages = json_get(value, "stages");
    struct names stage_names, group_names;
    names_init(&stage_names, reader->scratch);
    names_init(&group_names, reader->scratch);
    strategy->name = name;
    strategy->stage_count = json_count(stages);
    strategy->stages = arena_array(reader->arena, struct strategy_stage, strategy->stage_count);
    const struct path here = {path, "stages", 0};
    size_t i = 0;
    for (const cJSON *stage = json_first(stages); stage; stage = stage->next, i++)
        read_stage(reader, stage, PATH_INDEX(&here, i), &stage_names, &group_names,
                   &strategy->stages[i]);
}

struct strategy *read_strategy(struct reader *reader, const cJSON *value, const struct path *path,
                               const char *name)
{
    struct strategy *strategy = arena_new(reader->arena, struct strategy);
    fill_strategy(reader, value, path, name, strategy);
    return strategy;
}

void read_strategies(struct reader *reader)
{
    const cJSON *strategies = json_get(reader->root, "strategies");
    const struct path path = {NULL, "strategies", 0};
    struct strategy *list = arena_array(reader->arena, struct strategy, json_count(strategies));
    for (const cJSON *value = json_first(strategies); value; value = value->next) {
        uint32_t i = reader_intern(reader, &reader->strategies, value->string);
        const char *name = reader->strategies.list[i];
        reader_note_name(reader, NAME_STRATEGY, name);
        fill_strategy(reader, value, PATH_KEY(&path, value->string), name, &list[i]);
    }
    reader->scenario->strategies = list;
    reader->scenario->strategy_count = reader->strategies.count;
}
