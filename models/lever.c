#include "models/lever.h"

#include <assert.h>

uint32_t lever_chance_count(uint32_t deadline_count)
{
    return deadline_count > 0 ? deadline_count : 1;
}

const char *lever_kind_name(enum lever_kind kind)
{
    static const char *const names[] = {
        [LEVER_REMOVED] = "removed",
        [LEVER_EASED] = "eased",
        [LEVER_MOVED] = "moved",
    };
    return names[kind];
}

const char *lever_words(const struct lever *lever)
{
    static const char *const removed[LEVER_ON_COUNT] = {
        [LEVER_FAILURES] = "no upgrade fails",
        [LEVER_WAITS] = "no waits after stages",
        [LEVER_CONCURRENCY] = "no limits on concurrency",
        [LEVER_WINDOWS] = "maintenance windows always open",
    };
    static const char *const eased[LEVER_ON_COUNT] = {
        [LEVER_FAILURES] = "half as many upgrades fail",
        [LEVER_WAITS] = "half the wait after stages",
        [LEVER_CONCURRENCY] = "one more at a time",
        [LEVER_WINDOWS] = "maintenance windows an hour longer",
    };
    assert(lever->kind != LEVER_MOVED);
    return lever->kind == LEVER_REMOVED ? removed[lever->on] : eased[lever->on];
}
