#include "sim/path_walk.h"

#include <assert.h>

struct walk {
    const struct path_log *log;
    const struct scenario *scenario;
    const struct plan *plan;
    enum schedule_use use; /* of windows */
    struct path_visitor visitor;
    uint32_t now;            /* all behind it is told */
    enum path_limit through; /* the member was reached through a slot that this limit kept full */
};

static void tell(struct walk *walk, uint32_t from, struct path_step step)
{
    assert(from <= walk->now);
    step.from = from;
    step.until = walk->now;
    if (from < walk->now)
        walk->visitor.step(walk->visitor.context, &step);
    walk->now = from;
}

static uint32_t end_of(const struct walk *walk, uint32_t node)
{
    return path_log_node(walk->log, node)->end;
}

static struct path_step step_of_member(const struct walk *walk, uint32_t slot, enum driver driver)
{
    uint32_t group = walk->plan->slot_group[slot];
    return (struct path_step){.driver = driver,
                              .stage = walk->plan->groups[group].stage,
                              .group = group,
                              .slot = slot,
                              .gate = NONE,
                              .window = NONE};
}

static struct path_step step_of_stage(uint32_t stage, enum driver driver)
{
    return (struct path_step){.driver = driver,
                              .stage = stage,
                              .group = NONE,
                              .slot = NONE,
                              .gate = NONE,
                              .window = NONE};
}

/* ---- Windows. */

static const struct member *member_at(const struct walk *walk, uint32_t slot, uint32_t at)
{
    const struct scenario *scenario = walk->scenario;
    uint32_t epoch =
        epoch_at(scenario->epochs, scenario->epoch_count, scenario->start_s + (int64_t)at);
    return &scenario->epochs[epoch].fleet.members[walk->plan->members[slot]];
}

/* The first opening of the member's window that ends after `at`. */
static struct opening opening_after(const struct walk *walk, const struct member *member,
                                    uint32_t at)
{
    size_t cursor = 0;
    return openings_next(&walk->scenario->openings[member->openings[walk->use]],
                         walk->scenario->start_s + (int64_t)at, &cursor);
}

static uint32_t since_start(const struct walk *walk, int64_t at_s)
{
    return at_s <= walk->scenario->start_s ? 0 : (uint32_t)(at_s - walk->scenario->start_s);
}

/* The member waited until `opens`. It was ready but for a slot from `ready` on, and got that later,
 * at `slot`: had it an opening in between? */
static bool has_missed(const struct walk *walk, const struct member *member, uint32_t ready,
                       uint32_t slot)
{
    if (ready >= slot)
        return false;
    struct opening first = opening_after(walk, member, ready);
    return since_start(walk, first.from_s) < slot;
}

/* ---- Releases. */

enum { RELEASE_VERSION, RELEASE_IMAGE, RELEASE_OTHER, RELEASE_WINDOW, RELEASE_CALENDAR_COUNT };

struct release {
    uint32_t at;
    enum driver driver;
};

/* Ascending, in the order of the enum where equal: there are four. */
static void sort_releases(struct release *releases)
{
    for (uint32_t i = 1; i < RELEASE_CALENDAR_COUNT; i++)
        for (uint32_t j = i; j > 0 && releases[j].at < releases[j - 1].at; j--) {
            struct release swapped = releases[j];
            releases[j] = releases[j - 1];
            releases[j - 1] = swapped;
        }
}

static uint32_t latest_of(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* When the window opened, and as what the time until then counts. */
static struct release window_release(const struct walk *walk, const struct member *member,
                                     const struct path_node *node)
{
    struct opening opening = opening_after(walk, member, node->begin);
    uint32_t ready = latest_of(latest_of(end_of(walk, node->cause), node->version),
                               latest_of(node->image, node->other));
    bool missed = node->freed != NONE && has_missed(walk, member, ready, end_of(walk, node->freed));
    assert(opening.from_s <= walk->scenario->start_s + (int64_t)node->begin);
    return (struct release){since_start(walk, opening.from_s),
                            missed ? DRIVER_WINDOW_MISSED : DRIVER_WINDOW_CLOSED};
}

/* From the beginning of a member's upgrade back to `base`, its turn or its slot. */
static void tell_waiting(struct walk *walk, const struct path_node *node, uint32_t base)
{
    const struct member *member = member_at(walk, node->index, node->begin);
    struct release releases[RELEASE_CALENDAR_COUNT] = {
        [RELEASE_VERSION] = {node->version, DRIVER_VERSION_NOT_IN_REGION},
        [RELEASE_IMAGE] = {node->image, DRIVER_IMAGE_NOT_IN_REGION},
        [RELEASE_OTHER] = {node->other, DRIVER_OTHER_OPERATION},
        [RELEASE_WINDOW] = window_release(walk, member, node)};
    sort_releases(releases);
    uint32_t last = latest_of(base, releases[RELEASE_CALENDAR_COUNT - 1].at);
    tell(walk, last, step_of_member(walk, node->index, DRIVER_WINDOW_POLL));
    for (uint32_t i = RELEASE_CALENDAR_COUNT; i-- > 0 && releases[i].at > base;) {
        struct path_step step = step_of_member(walk, node->index, releases[i].driver);
        if (releases[i].driver == DRIVER_WINDOW_CLOSED ||
            releases[i].driver == DRIVER_WINDOW_MISSED)
            step.window = member->window[walk->use];
        tell(walk, latest_of(base, i > 0 ? releases[i - 1].at : base), step);
    }
}

/* ---- Nodes. Each returns the one the path goes on with. */

/* Its slot, where that came at or after its turn, or what gave its turn. */
static uint32_t before_member(struct walk *walk, const struct path_node *node)
{
    bool slot = node->freed != NONE && end_of(walk, node->freed) >= end_of(walk, node->cause);
    walk->through = slot ? (enum path_limit)node->limit : PATH_LIMIT_NONE;
    return slot ? node->freed : node->cause;
}

static uint32_t walk_work(struct walk *walk, const struct path_node *node)
{
    enum driver driver = (enum driver)node->driver;
    bool held_up = walk->through != PATH_LIMIT_NONE && driver == DRIVER_UPGRADE_WORK;
    struct path_step step =
        step_of_member(walk, node->index, held_up ? DRIVER_CONCURRENCY_LIMIT : driver);
    step.limit = held_up ? walk->through : PATH_LIMIT_NONE;
    tell(walk, node->begin, step);
    uint32_t next = before_member(walk, node);
    if (end_of(walk, next) < node->begin)
        tell_waiting(walk, node, end_of(walk, next));
    return next;
}

static uint32_t walk_skip(struct walk *walk, const struct path_node *node)
{
    uint32_t next = before_member(walk, node);
    struct path_step step = step_of_member(walk, node->index, (enum driver)node->driver);
    if (node->driver == DRIVER_WINDOW_CLOSED)
        step.window = member_at(walk, node->index, node->end)->window[walk->use];
    if (node->driver == DRIVER_CONCURRENCY_LIMIT)
        step.limit = (enum path_limit)node->full;
    tell(walk, end_of(walk, next), step);
    return next;
}

static uint32_t walk_gate(struct walk *walk, const struct path_node *node)
{
    const struct plan_gate *gate = &walk->plan->gates[node->index];
    struct path_step step = step_of_stage(gate->stage, (enum driver)node->driver);
    step.group = gate->group;
    step.gate = node->index;
    tell(walk, node->begin, step);
    return node->cause;
}

static uint32_t walk_wait(struct walk *walk, const struct path_node *node)
{
    tell(walk, node->begin, step_of_stage(node->index, (enum driver)node->driver));
    return node->cause;
}

static uint32_t walk_held(struct walk *walk, const struct path_node *node)
{
    tell(walk, node->begin, step_of_stage(node->index, (enum driver)node->driver));
    tell(walk, end_of(walk, node->cause), step_of_stage(node->index, (enum driver)node->before));
    return node->cause;
}

static uint32_t walk_node(struct walk *walk, const struct path_node *node)
{
    switch ((enum path_kind)node->kind) {
    case PATH_WORK:
        return walk_work(walk, node);
    case PATH_SKIP:
        return walk_skip(walk, node);
    case PATH_GATE:
        return walk_gate(walk, node);
    case PATH_WAIT:
        return walk_wait(walk, node);
    case PATH_HELD:
        return walk_held(walk, node);
    case PATH_START:
        break;
    }
    return NONE;
}

uint32_t path_walk(const struct path_log *log, uint32_t run, struct path_visitor visitor)
{
    const struct scenario *scenario = path_log_scenario(log);
    uint32_t at = path_log_last(log, run), start = 0;
    struct walk walk = {.log = log,
                        .scenario = scenario,
                        .plan = path_log_plan(log, run),
                        .use = path_log_schedule(log, run),
                        .visitor = visitor,
                        .now = path_log_node(log, at)->end};
    while (at != NONE) {
        const struct path_node *node = path_log_node(log, at);
        assert(node->end == walk.now);
        start = node->begin;
        at = walk_node(&walk, node);
    }
    return start;
}
