#include "models/lever_windows.h"

#include <string.h>

#define WINDOW_LENGTH_MAX_S INT64_C(86400)

/* Whose list of openings it is: all members of one have the same window and are in the scope of the
 * same freezes. */
struct list_owner {
    uint32_t window; /* NONE: always open but for freezes */
    uint32_t member; /* NONE: nobody has it */
};

static void note_owners(const struct fleet *fleet, struct list_owner *owners)
{
    for (uint32_t m = 0; m < fleet->member_count; m++)
        for (int use = 0; use < SCHEDULE_USE_COUNT; use++) {
            const struct member *member = &fleet->members[m];
            owners[member->openings[use]] = (struct list_owner){member->window[use], m};
        }
}

static struct list_owner *find_owners(struct arena *arena, const struct scenario *scenario)
{
    struct list_owner *owners = arena_array(arena, struct list_owner, scenario->openings_count);
    for (uint32_t i = 0; i < scenario->openings_count; i++)
        owners[i] = (struct list_owner){NONE, NONE};
    for (uint32_t e = 0; e < scenario->epoch_count; e++)
        note_owners(&scenario->epochs[e].fleet, owners);
    return owners;
}

static struct openings without_freezes(struct arena *arena, const struct scenario *scenario,
                                       uint32_t member, struct openings whole)
{
    struct opening *closed = arena_array(arena, struct opening, scenario->freeze_count);
    struct openings result;
    size_t count = 0;
    for (uint32_t i = 0; i < scenario->freeze_count; i++)
        if (scenario->freezes[i].enforce && scenario->freezes[i].in_scope[member])
            closed[count++] =
                (struct opening){scenario->freezes[i].start_s, scenario->freezes[i].end_s};
    if (count == 0)
        return whole;
    openings_without(arena, &whole, closed, count, &result);
    return result;
}

static struct openings always(struct arena *arena)
{
    struct opening *opening = arena_new(arena, struct opening);
    *opening = (struct opening){INT64_MIN, INSTANT_NEVER};
    return (struct openings){opening, 1};
}

static struct openings expand(struct arena *arena, const struct scenario *scenario,
                              const struct list_owner *owner, int64_t more_s)
{
    if (owner->window == NONE || more_s == LENGTH_ALWAYS)
        return without_freezes(arena, scenario, owner->member, always(arena));
    struct window window = scenario->windows[owner->window];
    struct openings openings;
    window.length_s = more_s < WINDOW_LENGTH_MAX_S - window.length_s ? window.length_s + more_s
                                                                     : WINDOW_LENGTH_MAX_S;
    window_expand(arena, &window, scenario->start_s, scenario->horizon_s, &openings);
    return without_freezes(arena, scenario, owner->member, openings);
}

bool lever_windows_longer(struct arena *arena, uint32_t window, int64_t more_s,
                          struct scenario *scenario)
{
    struct list_owner *owners = find_owners(arena, scenario);
    struct openings *lists = arena_array(arena, struct openings, scenario->openings_count);
    bool any = false;
    for (uint32_t i = 0; i < scenario->openings_count; i++) {
        lists[i] = scenario->openings[i];
        if (owners[i].window == NONE || (window != NONE && window != owners[i].window))
            continue;
        lists[i] = expand(arena, scenario, &owners[i], more_s);
        any = true;
    }
    scenario->openings = lists;
    return any;
}

/* `extra` comes before, inside or behind the others; where they meet they are one. */
static struct openings with_extra(struct arena *arena, const struct openings *openings,
                                  struct opening extra)
{
    struct opening *list = arena_array(arena, struct opening, openings->count + 1);
    size_t count = 0, i = 0;
    while (i < openings->count && openings->list[i].until_s < extra.from_s)
        list[count++] = openings->list[i++];
    for (; i < openings->count && openings->list[i].from_s <= extra.until_s; i++) {
        const struct opening *met = &openings->list[i];
        extra.from_s = met->from_s < extra.from_s ? met->from_s : extra.from_s;
        extra.until_s = met->until_s > extra.until_s ? met->until_s : extra.until_s;
    }
    list[count++] = extra;
    while (i < openings->count)
        list[count++] = openings->list[i++];
    return (struct openings){list, count};
}

/* A list of its own for the member and this use, behind the others. */
static bool open_once_more(struct arena *arena, uint32_t member, int use, int64_t at_s,
                           struct scenario *scenario, struct openings *list)
{
    const struct member *is = &scenario->fleet.members[member];
    if (is->window[use] == NONE)
        return false;
    struct opening *extra = arena_new(arena, struct opening);
    *extra = (struct opening){at_s, at_s + scenario->windows[is->window[use]].length_s};
    struct openings allowed = without_freezes(arena, scenario, member, (struct openings){extra, 1});
    *list = scenario->openings[is->openings[use]];
    for (size_t i = 0; i < allowed.count; i++)
        *list = with_extra(arena, list, allowed.list[i]);
    return allowed.count > 0;
}

bool lever_windows_once_more(struct arena *arena, uint32_t member, int64_t at_s,
                             struct scenario *scenario)
{
    if (scenario->epoch_count > 1)
        return false;
    struct fleet *fleet = &scenario->fleet;
    struct member *members = arena_array(arena, struct member, fleet->member_count);
    struct openings *lists =
        arena_array(arena, struct openings, scenario->openings_count + SCHEDULE_USE_COUNT);
    bool any = false;
    memcpy(members, fleet->members, fleet->member_count * sizeof *members);
    memcpy(lists, scenario->openings, scenario->openings_count * sizeof *lists);
    for (int use = 0; use < SCHEDULE_USE_COUNT; use++)
        if (open_once_more(arena, member, use, at_s, scenario, &lists[scenario->openings_count])) {
            members[member].openings[use] = scenario->openings_count++;
            any = true;
        }
    scenario->openings = lists;
    fleet->members = members;
    return any;
}
