#include "scenarios/targets.h"

#include <string.h>

static const struct path operations_path = {NULL, "operations", 0};

/* What one text names, as it is looked up in a plan. */
struct wanted {
    enum target_kind kind;
    const char *name;
    uint32_t member; /* TARGET_MEMBER */
};

static uint32_t find_stage(const struct plan *plan, const char *name)
{
    for (uint32_t i = 0; i < plan->stage_count; i++)
        if (strcmp(plan->stages[i].name, name) == 0)
            return i;
    return NONE;
}

static uint32_t find_group(const struct plan *plan, const char *name)
{
    for (uint32_t i = 0; i < plan->group_count; i++)
        if (strcmp(plan->groups[i].name, name) == 0)
            return i;
    return NONE;
}

static uint32_t find_gate(const struct plan *plan, const char *name)
{
    uint32_t first = NONE;
    return plan_find_gates(plan, name, &first) == 0 ? NONE : first;
}

static uint32_t find_in_plan(const struct plan *plan, const struct wanted *wanted)
{
    switch (wanted->kind) {
    case TARGET_STAGE:
    case TARGET_WAIT:
        return find_stage(plan, wanted->name);
    case TARGET_GROUP:
        return find_group(plan, wanted->name);
    case TARGET_MEMBER:
        return wanted->member == NONE ? NONE : plan->slot_of[wanted->member];
    case TARGET_GATE:
        return find_gate(plan, wanted->name);
    case TARGET_RUN:
        break;
    }
    return NONE;
}

/* Per plan of the run; *found whether any has it. */
static const uint32_t *find_in_plans(struct reader *reader, const struct run_plans *plans,
                                     const struct wanted *wanted, bool *found)
{
    uint32_t *index = arena_array(reader->arena, uint32_t, plans->count);
    *found = false;
    for (uint32_t i = 0; i < plans->count; i++) {
        index[i] = find_in_plan(plans->plans[i], wanted);
        *found |= index[i] != NONE;
    }
    return index;
}

/* All that could stand in the place of a name that is wrong. */
static void collect_names(const struct reader *reader, const struct plan *plan,
                          enum target_kind kind, struct names *names)
{
    const struct fleet *fleet = &reader->scenario->fleet;
    if (kind == TARGET_STAGE || kind == TARGET_WAIT)
        for (uint32_t i = 0; i < plan->stage_count; i++)
            names_add(names, plan->stages[i].name);
    if (kind == TARGET_GROUP)
        for (uint32_t i = 0; i < plan->group_count; i++)
            names_add(names, plan->groups[i].name);
    if (kind == TARGET_MEMBER)
        for (uint32_t i = 0; i < plan->member_count; i++)
            names_add(names, fleet->members[plan->members[i]].name);
    if (kind == TARGET_GATE)
        for (uint32_t i = 0; i < plan->gate_count; i++)
            if (plan->gates[i].display_name)
                names_add(names, plan->gates[i].display_name);
}

static void refuse_name(struct reader *reader, const cJSON *value, const struct path *path,
                        uint32_t run, const struct wanted *wanted)
{
    static const char *const nouns[] = {
        [TARGET_RUN] = "",          [TARGET_STAGE] = "stage", [TARGET_GROUP] = "group",
        [TARGET_MEMBER] = "member", [TARGET_WAIT] = "stage",  [TARGET_GATE] = "gate"};
    struct names names;
    names_init(&names, reader->scratch);
    collect_names(reader, &reader->scenario->plans[run], wanted->kind, &names);
    reader_problem(reader, value, path, PROBLEM_TARGET_UNKNOWN,
                   reader_quoted(reader, reader->scenario->runs[run].name),
                   arena_printf(reader->scratch, "%s %s%s", nouns[wanted->kind],
                                reader_quoted(reader, wanted->name),
                                inputs_hint(reader->inputs, &names, wanted->name)));
}

static bool parse_target(const struct reader *reader, const char *text, struct wanted *wanted)
{
    static const enum target_kind kinds[] = {TARGET_STAGE, TARGET_GROUP, TARGET_MEMBER,
                                             TARGET_WAIT};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        const char *prefix = target_prefix(kinds[i]);
        if (strncmp(text, prefix, strlen(prefix)) != 0)
            continue;
        *wanted = (struct wanted){.kind = kinds[i], .name = text + strlen(prefix), .member = NONE};
        if (wanted->kind == TARGET_MEMBER)
            wanted->member = names_find(&reader->members, wanted->name);
        return *wanted->name != '\0';
    }
    return false;
}

/* ---- The list. */

static struct operation *add(struct reader *reader, struct operation *list,
                             const struct asked_operation *asked)
{
    struct operation *operation = &list[reader->scenario->operation_count++];
    *operation = (struct operation){.at_s = asked->at_s,
                                    .kind = asked->kind,
                                    .number = asked->number,
                                    .run = asked->run,
                                    .profile = asked->profile,
                                    .target_kind = TARGET_RUN,
                                    .target = "",
                                    .change = asked->change};
    return operation;
}

/* The run, or the first place of the profile whose latest run it is: all of them have its plans. */
static uint32_t run_of(const struct scenario *scenario, const struct operation *operation)
{
    if (operation->run != NONE)
        return operation->run;
    return scenario->tracks[scenario->written_run_count + operation->profile].run_first;
}

static void find(struct reader *reader, struct operation *operation, const cJSON *value,
                 const struct path *path, const struct wanted *wanted)
{
    bool found;
    operation->target_kind = wanted->kind;
    operation->target = reader_text(reader, value);
    uint32_t run = run_of(reader->scenario, operation);
    operation->index = find_in_plans(reader, &reader->scenario->run_plans[run], wanted, &found);
    if (!found)
        refuse_name(reader, value, path, run, wanted);
}

static void add_targets(struct reader *reader, struct operation *list,
                        const struct asked_operation *asked, const struct path *path)
{
    const struct path targets = {path, "targets", 0};
    size_t i = 0;
    for (const cJSON *value = json_first(json_get(asked->value, "targets")); value;
         value = value->next, i++) {
        struct wanted wanted;
        if (!json_text(value))
            continue;
        if (parse_target(reader, json_text(value), &wanted))
            find(reader, add(reader, list, asked), value, PATH_INDEX(&targets, i), &wanted);
        else
            reader_problem(reader, value, PATH_INDEX(&targets, i), PROBLEM_TARGET_FORM,
                           reader_quoted(reader, json_text(value)), "");
    }
}

/* A name that stands at several gates says nothing; only an Approval can be approved. */
static void check_gate(struct reader *reader, const struct operation *operation, const cJSON *value,
                       const struct path *path)
{
    const struct run_plans *plans =
        &reader->scenario->run_plans[run_of(reader->scenario, operation)];
    for (uint32_t i = 0; i < plans->count; i++) {
        const struct plan *plan = plans->plans[i];
        uint32_t gate = operation->index[i], first;
        if (gate == NONE)
            continue;
        if (plan_find_gates(plan, operation->target, &first) > 1) {
            reader_problem(reader, value, path, PROBLEM_GATE_SEVERAL,
                           reader_quoted(reader, operation->target), "");
            return;
        }
        if (operation->kind == OPERATION_APPROVE && plan->gates[gate].type != GATE_APPROVAL) {
            reader_problem(reader, value, path, PROBLEM_GATE_NOT_APPROVAL,
                           reader_quoted(reader, operation->target), "");
            return;
        }
    }
}

static void add_gate(struct reader *reader, struct operation *list,
                     const struct asked_operation *asked, const struct path *path)
{
    const cJSON *value = json_get(asked->value, "gate");
    const struct path here = {path, "gate", 0};
    struct wanted wanted = {.kind = TARGET_GATE, .name = json_text(value), .member = NONE};
    struct operation *operation = add(reader, list, asked);
    if (!wanted.name)
        return;
    find(reader, operation, value, &here, &wanted);
    check_gate(reader, operation, value, &here);
}

static size_t count_targets(const struct reader *reader)
{
    size_t count = 0;
    for (uint32_t i = 0; i < reader->asked_count; i++) {
        size_t targets = json_count(json_get(reader->asked[i].value, "targets"));
        count += targets ? targets : 1;
    }
    return count;
}

void targets_find(struct reader *reader)
{
    struct operation *list = arena_array(reader->arena, struct operation, count_targets(reader));
    for (uint32_t i = 0; i < reader->asked_count; i++) {
        const struct asked_operation *asked = &reader->asked[i];
        const struct path path = {&operations_path, NULL, asked->number};
        switch (asked->kind) {
        case OPERATION_SKIP:
            add_targets(reader, list, asked, &path);
            break;
        case OPERATION_APPROVE:
        case OPERATION_COMPLETE_GATE:
            add_gate(reader, list, asked, &path);
            break;
        default:
            add(reader, list, asked);
        }
    }
    reader->scenario->operations = list;
}
