#include "tests/lib/small_shapes.h"

#include <string.h>

/* Groups of the first stage and of the second. */
static const uint32_t structures[][SMALL_STAGES] = {{1, 0}, {2, 0}, {1, 1}, {1, 2}, {2, 1}, {2, 2}};

/* Of a group and of a stage. */
static const uint32_t limits[][2] = {{1, 2}, {2, 1}, {2, 2}};

/* Where a gate stands. */
enum owner { FIRST_STAGE, LAST_STAGE, FIRST_GROUP, LAST_GROUP };

struct place {
    enum owner owner;
    enum gate_timing timing;
    enum gate_type type;
};

static const struct arrangement {
    uint32_t count;
    struct place places[SMALL_GATES];
} arrangements[] = {
    {0},
    {1, {{FIRST_STAGE, GATE_BEFORE, GATE_APPROVAL}}},
    {1, {{FIRST_STAGE, GATE_BEFORE, GATE_SCHEDULED_START}}},
    {1, {{FIRST_STAGE, GATE_AFTER, GATE_APPROVAL}}},
    {1, {{LAST_STAGE, GATE_BEFORE, GATE_APPROVAL}}},
    {1, {{FIRST_GROUP, GATE_BEFORE, GATE_APPROVAL}}},
    {1, {{FIRST_GROUP, GATE_AFTER, GATE_APPROVAL}}},
    {1, {{LAST_GROUP, GATE_BEFORE, GATE_SCHEDULED_START}}},
    {2, {{FIRST_GROUP, GATE_BEFORE, GATE_APPROVAL}, {LAST_GROUP, GATE_AFTER, GATE_APPROVAL}}},
    {2, {{FIRST_STAGE, GATE_AFTER, GATE_APPROVAL}, {LAST_STAGE, GATE_BEFORE, GATE_APPROVAL}}},
    {3,
     {{FIRST_STAGE, GATE_BEFORE, GATE_APPROVAL},
      {FIRST_GROUP, GATE_AFTER, GATE_APPROVAL},
      {LAST_GROUP, GATE_BEFORE, GATE_SCHEDULED_START}}},
};

/* On the first day of instants, a Thursday, in the midst of the second wait. */
static const struct gate_schedule soon = {.weekday = 4, .start_time_s = SMALL_WAIT_S * 3 / 2};

#define COUNT(array) ((uint32_t)(sizeof(array) / sizeof *(array)))

enum { BY_GROUP = SMALL_MEMBERS + 1, ASSIGNMENTS = BY_GROUP * BY_GROUP * BY_GROUP * BY_GROUP };

static uint32_t digit(uint32_t *number, uint32_t below)
{
    uint32_t value = *number % below;
    *number /= below;
    return value;
}

/* False: members in groups that are none, or too many. */
static bool assign(struct small_shape *shape, const uint32_t *structure, uint32_t assignment)
{
    shape->stage_count = structure[1] > 0 ? 2 : 1;
    shape->group_count = structure[0] + structure[1];
    for (uint32_t group = 0; group < SMALL_GROUPS; group++) {
        shape->stage_of[group] = group >= structure[0];
        shape->members[group] = digit(&assignment, BY_GROUP);
        shape->member_count += shape->members[group];
        if (group >= shape->group_count && shape->members[group] > 0)
            return false;
    }
    return shape->member_count <= SMALL_MEMBERS;
}

static uint32_t most_in_a_group(const struct small_shape *shape)
{
    uint32_t most = 0;
    for (uint32_t group = 0; group < shape->group_count; group++)
        most = shape->members[group] > most ? shape->members[group] : most;
    return most;
}

/* False: they hold nobody up who is not held up by the limits before. */
static bool limit(struct small_shape *shape, uint32_t which)
{
    shape->group_limit = limits[which][0];
    shape->stage_limit = limits[which][1];
    return which == 0 || (which == 1 ? shape->member_count : most_in_a_group(shape)) > 1;
}

/* False: the same gates stand there under other names. */
static bool place_gates(struct small_shape *shape, const struct arrangement *arrangement)
{
    shape->gate_count = arrangement->count;
    for (uint32_t i = 0; i < arrangement->count; i++) {
        const struct place *place = &arrangement->places[i];
        bool of_group = place->owner == FIRST_GROUP || place->owner == LAST_GROUP;
        if ((place->owner == LAST_STAGE && shape->stage_count == 1) ||
            (place->owner == LAST_GROUP && shape->group_count == 1 && place->type == GATE_APPROVAL))
            return false;
        uint32_t group = place->owner == LAST_GROUP ? shape->group_count - 1 : 0;
        uint32_t stage = place->owner == LAST_STAGE ? shape->stage_count - 1 : 0;
        shape->gates[i] = (struct plan_gate){.type = place->type,
                                             .stage = of_group ? shape->stage_of[group] : stage,
                                             .group = of_group ? group : NONE,
                                             .timing = place->timing,
                                             .schedule = soon};
    }
    return true;
}

/* False: it is none, or one that says the same as another. */
static bool decode(uint32_t number, struct small_shape *shape)
{
    memset(shape, 0, sizeof *shape);
    const struct arrangement *arrangement = &arrangements[digit(&number, COUNT(arrangements))];
    uint32_t of_limits = digit(&number, COUNT(limits));
    shape->failures_max = digit(&number, 2);
    shape->wait_s = digit(&number, 2) * SMALL_WAIT_S;
    shape->windowed = digit(&number, 2) > 0;
    const uint32_t *structure = structures[digit(&number, COUNT(structures))];
    if (!assign(shape, structure, number) || !limit(shape, of_limits))
        return false;
    if (shape->member_count == 0 && (shape->windowed || shape->failures_max > 0))
        return false;
    return place_gates(shape, arrangement);
}

bool small_shapes_next(struct small_shapes *shapes, struct small_shape *shape)
{
    uint32_t numbers =
        COUNT(arrangements) * COUNT(limits) * 2 * 2 * 2 * COUNT(structures) * ASSIGNMENTS;
    while (shapes->next < numbers)
        if (decode(shapes->next++, shape))
            return true;
    return false;
}

uint32_t small_shape_features(const struct small_shape *shape)
{
    return (shape->wait_s > 0) + shape->windowed + shape->gate_count;
}
