#include "models/lever.h"

#include "models/instant.h"

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

static const char *moved_words(const struct lever *lever)
{
    if (lever->on == LEVER_WINDOWS)
        return "its maintenance window opened once more";
    switch (lever->by_s / WEEK_S) {
    case 1:
        return "start a week earlier";
    case 2:
        return "start two weeks earlier";
    case 4:
        return "start four weeks earlier";
    default:
        assert(lever->by_s == 8 * WEEK_S);
        return "start eight weeks earlier";
    }
}

const char *lever_words(const struct lever *lever)
{
    static const char *const removed[LEVER_ON_COUNT] = {
        [LEVER_FAILURES] = "no upgrade fails",
        [LEVER_FAILURE_LIMITS] = "no limits on failures",
        [LEVER_APPROVALS] = "approvals at once",
        [LEVER_SCHEDULED_STARTS] = "scheduled starts at once",
        [LEVER_WAITS] = "no waits after stages",
        [LEVER_CONCURRENCY] = "no limits on concurrency",
        [LEVER_WINDOWS] = "maintenance windows always open",
        [LEVER_RELEASES] = "versions and images in every region when published",
    };
    static const char *const eased[LEVER_ON_COUNT] = {
        [LEVER_FAILURES] = "half as many upgrades fail",
        [LEVER_FAILURE_LIMITS] = "one more failure allowed",
        [LEVER_APPROVALS] = "approvals in half the time",
        [LEVER_WAITS] = "half the wait after stages",
        [LEVER_CONCURRENCY] = "one more at a time",
        [LEVER_WINDOWS] = "maintenance windows an hour longer",
    };
    if (lever->kind == LEVER_MOVED)
        return moved_words(lever);
    return lever->kind == LEVER_REMOVED ? removed[lever->on] : eased[lever->on];
}
