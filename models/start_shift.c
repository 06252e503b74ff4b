#include "models/start_shift.h"

#include "models/lever_windows.h"

#include <string.h>

/* Of a manual run; INSTANT_NEVER: nobody starts it. */
static int64_t started_by_operation(const struct scenario *scenario, uint32_t run)
{
    int64_t first_s = INSTANT_NEVER;
    for (uint32_t i = 0; i < scenario->operation_count; i++) {
        const struct operation *operation = &scenario->operations[i];
        if (operation->kind == OPERATION_START && operation->run == run &&
            operation->at_s < first_s)
            first_s = operation->at_s;
    }
    return first_s;
}

static int64_t begins_s(const struct scenario *scenario, uint32_t run)
{
    switch (scenario->runs[run].start) {
    case RUN_START_AT:
        return scenario->runs[run].start_s;
    case RUN_START_MANUAL:
        return started_by_operation(scenario, run);
    case RUN_START_AFTER:
    case RUN_START_PROFILE:
        break;
    }
    return INSTANT_NEVER;
}

/* The run at the head of those that follow one another. A circle of followers has none. */
static uint32_t head_of(const struct scenario *scenario, uint32_t run)
{
    for (uint32_t i = 0; i < scenario->run_count; i++) {
        if (scenario->runs[run].start != RUN_START_AFTER)
            return run;
        run = scenario->runs[run].after;
    }
    return NONE;
}

bool start_shift_runs(const struct scenario *scenario, uint32_t track, bool *moves)
{
    bool any = false;
    memset(moves, 0, scenario->run_count * sizeof *moves);
    for (uint32_t run = 0; run < scenario->written_run_count; run++) {
        if (track != NONE && track != run)
            continue;
        uint32_t head = head_of(scenario, run);
        if (head == NONE || begins_s(scenario, head) == INSTANT_NEVER)
            continue;
        moves[head] = any = true;
    }
    return any;
}

int64_t start_shift_first(const struct scenario *scenario, const bool *moves)
{
    int64_t first_s = INSTANT_NEVER;
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        if (moves[run] && begins_s(scenario, run) < first_s)
            first_s = begins_s(scenario, run);
    return first_s;
}

static void move_runs(struct arena *arena, const bool *moves, int64_t by_s,
                      struct scenario *changed)
{
    struct update_run *runs = arena_array(arena, struct update_run, changed->run_count);
    memcpy(runs, changed->runs, changed->run_count * sizeof *runs);
    for (uint32_t run = 0; run < changed->written_run_count; run++)
        if (moves[run] && runs[run].start == RUN_START_AT)
            runs[run].start_s += by_s;
    changed->runs = runs;
}

/* What creates and starts manual runs; a start after a stop or a failure is another matter. */
static bool begins_run(const struct scenario *scenario, const struct operation *operation,
                       const bool *moves)
{
    if (operation->run == NONE || !moves[operation->run])
        return false;
    return operation->kind == OPERATION_CREATE_RUN ||
           (operation->kind == OPERATION_START &&
            operation->at_s == started_by_operation(scenario, operation->run));
}

static void move_operations(struct arena *arena, const struct scenario *scenario, const bool *moves,
                            int64_t by_s, struct scenario *changed)
{
    struct operation *list = arena_array(arena, struct operation, scenario->operation_count);
    for (uint32_t i = 0; i < scenario->operation_count; i++) {
        list[i] = scenario->operations[i];
        if (begins_run(scenario, &list[i], moves))
            list[i].at_s += by_s;
    }
    changed->operations = list;
}

static int64_t earliest(const struct scenario *changed)
{
    int64_t first_s = changed->start_s;
    for (uint32_t run = 0; run < changed->written_run_count; run++)
        if (changed->runs[run].start == RUN_START_AT && changed->runs[run].start_s < first_s)
            first_s = changed->runs[run].start_s;
    for (uint32_t i = 0; i < changed->operation_count; i++)
        if (changed->operations[i].at_s < first_s)
            first_s = changed->operations[i].at_s;
    return first_s;
}

/* The fleet is then what it is written to be at the start. */
static void begin_at(struct arena *arena, int64_t start_s, struct scenario *changed)
{
    struct epoch *epochs = arena_array(arena, struct epoch, changed->epoch_count);
    memcpy(epochs, changed->epochs, changed->epoch_count * sizeof *epochs);
    epochs[0].at_s = start_s;
    changed->epochs = epochs;
    changed->start_s = start_s;
    if (changed->release_plan != NULL) {
        struct release_plan *plan = arena_new(arena, struct release_plan);
        *plan = *changed->release_plan;
        plan->start_s = plan->future.start_s = start_s;
        changed->release_plan = plan;
    }
    lever_windows_longer(arena, NONE, 0, changed);
}

void start_shift(struct arena *arena, const struct scenario *scenario, const bool *moves,
                 int64_t by_s, struct scenario *changed)
{
    *changed = *scenario;
    move_runs(arena, moves, by_s, changed);
    move_operations(arena, scenario, moves, by_s, changed);
    int64_t first_s = earliest(changed);
    if (first_s < scenario->start_s)
        begin_at(arena, first_s, changed);
}
