#include "sim/skip_search.h"

#include <string.h>

enum {
    SCREEN_MISSES = 64,       /* on which steps are tried */
    EXCHANGE_CANDIDATES = 24, /* at most; of fleets with few members all */
    FEW_SLOTS = 64
};

/* A member that may be skipped, and how much it is to blame. */
struct candidate {
    struct skip skip;
    int64_t blame_s;
};

/* Those most to blame, the worst first; of equals those that come first in the plan. */
struct ranking {
    struct candidate list[FEW_SLOTS];
    uint32_t count, room;
};

static void rank(struct ranking *ranking, struct candidate candidate)
{
    uint32_t at = ranking->count;
    if (at == ranking->room) {
        if (ranking->list[at - 1].blame_s >= candidate.blame_s)
            return;
        at--;
    } else {
        ranking->count++;
    }
    for (; at > 0 && ranking->list[at - 1].blame_s < candidate.blame_s; at--)
        ranking->list[at] = ranking->list[at - 1];
    ranking->list[at] = candidate;
}

static bool holds(const struct skip *skips, uint32_t count, struct skip skip)
{
    for (uint32_t i = 0; i < count; i++)
        if (skips[i].run == skip.run && skips[i].member == skip.member)
            return true;
    return false;
}

/* ---- Growing. */

/* Some members that are added together. */
struct step {
    struct skip skips[SKIPS_MAX];
    uint32_t count;
    uint32_t gain; /* trials of the screen more than without it that meet the deadline */
};

/* The first trials of the sample, up to so many misses: what a step gains there. */
struct screen {
    uint32_t misses[SCREEN_MISSES], miss_count;
    uint32_t trials[SKIP_TRIALS_MAX], count;
    uint32_t wanted; /* to gain more is of no use */
    struct step best;
};

static bool is_better(const struct step *step, const struct step *than)
{
    uint64_t mine = (uint64_t)step->gain * than->count, other = (uint64_t)than->gain * step->count;
    return than->count == 0 || mine > other || (mine == other && step->count < than->count);
}

/* Returns the gain, which is no more than wanted. */
static uint32_t try_step(struct skip_search *search, struct screen *screen,
                         const struct ranking *ranking, uint32_t count)
{
    struct step step = {.count = count};
    struct skip all[SKIPS_MAX];
    memcpy(all, search->skips, search->count * sizeof *all);
    for (uint32_t i = 0; i < count; i++)
        all[search->count + i] = step.skips[i] = ranking->list[i].skip;
    uint32_t before = screen->count - screen->miss_count;
    uint32_t met = skip_sample_met(search->sample, screen->trials, screen->count, all,
                                   search->count + count, before, NULL);
    step.gain = met > before ? met - before : 0;
    step.gain = step.gain < screen->wanted ? step.gain : screen->wanted;
    if (step.gain > 0 && is_better(&step, &screen->best))
        screen->best = step;
    return step.gain;
}

/* The first 1, 2, 4, ... and all, until they save enough. */
static void try_ranking(struct skip_search *search, struct screen *screen,
                        const struct ranking *ranking, uint32_t first)
{
    uint32_t room = SKIPS_MAX - search->count;
    uint32_t most = ranking->count < room ? ranking->count : room;
    uint32_t gain = 0;
    for (uint32_t count = first; count < 2 * most && gain < screen->wanted; count *= 2)
        gain = try_step(search, screen, ranking, count < most ? count : most);
}

/* A stage's members that are to blame and not skipped yet. */
static void rank_stage(const struct skip_search *search, const struct plan *plan, uint32_t run,
                       uint32_t stage, const int64_t *blame_s, struct ranking *ranking)
{
    uint32_t first = plan->stages[stage].member_first;
    for (uint32_t slot = first; slot < first + plan->stages[stage].member_count; slot++) {
        struct skip skip = {run, plan->members[slot]};
        if (blame_s[slot] > 0 && !holds(search->skips, search->count, skip))
            rank(ranking, (struct candidate){skip, blame_s[slot]});
    }
}

static void try_all(struct skip_search *search, struct screen *screen, const int64_t *blame_s)
{
    const struct scenario *scenario = search->sample->scenario;
    struct ranking all = {.room = SKIPS_MAX};
    uint32_t stages = 0;
    for (uint32_t run = 0; run < scenario->written_run_count; run++) {
        const struct plan *plan = scenario->tracks[run].plan;
        for (uint32_t stage = 0; search->concerned[run] && stage < plan->stage_count; stage++) {
            struct ranking ranking = {.room = SKIPS_MAX};
            rank_stage(search, plan, run, stage, blame_s, &ranking);
            stages += ranking.count > 0;
            for (uint32_t i = 0; i < ranking.count; i++)
                rank(&all, ranking.list[i]);
            try_ranking(search, screen, &ranking, 1);
        }
        blame_s += plan->member_count;
    }
    if (stages > 1)
        try_ranking(search, screen, &all, 2);
}

/* Which of the chosen trials meet the deadline with the set there is. */
static void look(struct skip_search *search, uint8_t *met)
{
    struct skip_sample *sample = search->sample;
    search->met = skip_sample_met(sample, sample->chosen, sample->chosen_count, search->skips,
                                  search->count, 0, met);
}

static void fill_screen(const struct skip_search *search, const uint8_t *met, uint32_t need,
                        struct screen *screen)
{
    const struct skip_sample *sample = search->sample;
    uint32_t misses = sample->chosen_count - search->met;
    screen->count = screen->miss_count = screen->best.count = 0;
    for (uint32_t i = 0; i < sample->chosen_count && screen->miss_count < SCREEN_MISSES; i++) {
        screen->trials[screen->count++] = sample->chosen[i];
        if (!met[i])
            screen->misses[screen->miss_count++] = sample->chosen[i];
    }
    screen->wanted = ((need - search->met) * screen->miss_count + misses - 1) / misses;
}

/* False: nothing gains. */
static bool find_step(struct skip_search *search, struct screen *screen)
{
    struct arena own;
    arena_init(&own, search->sample->exhausted);
    const int64_t *blame_s = skip_sample_blame(&own, search->sample, screen->misses,
                                               screen->miss_count, search->skips, search->count);
    if (blame_s != NULL)
        try_all(search, screen, blame_s);
    arena_clear(&own);
    return screen->best.count > 0;
}

static void grow(struct skip_search *search, uint32_t need)
{
    struct screen screen;
    uint8_t met[SKIP_TRIALS_MAX] = {0};
    look(search, met);
    while (search->met < need && search->count < SKIPS_MAX && !search->sample->spent) {
        fill_screen(search, met, need, &screen);
        if (!find_step(search, &screen))
            return;
        memcpy(search->skips + search->count, screen.best.skips,
               screen.best.count * sizeof *search->skips);
        search->count += screen.best.count;
        look(search, met);
    }
}

/* ---- Polishing. */

static void without(const struct skip_search *search, uint32_t index, struct skip *skips)
{
    memcpy(skips, search->skips, index * sizeof *skips);
    memcpy(skips + index, search->skips + index + 1, (search->count - index - 1) * sizeof *skips);
}

static uint32_t met_by(struct skip_search *search, const struct skip *skips, uint32_t count,
                       uint32_t at_least)
{
    struct skip_sample *sample = search->sample;
    return skip_sample_met(sample, sample->chosen, sample->chosen_count, skips, count, at_least,
                           NULL);
}

/* Drops members without whom `need` is met all the same, those added last first. */
static void drop(struct skip_search *search, uint32_t need)
{
    for (uint32_t i = search->count; i-- > 0;) {
        struct skip rest[SKIPS_MAX];
        without(search, i, rest);
        uint32_t met = met_by(search, rest, search->count - 1, need);
        if (search->sample->spent)
            return;
        if (met < need)
            continue;
        memcpy(search->skips, rest, sizeof rest);
        search->count--;
        search->met = met;
    }
}

/* Whom to try in place of a member: those to blame for the misses without it, then, in small
 * fleets, the others. */
static void rank_exchanges(const struct skip_search *search, const int64_t *blame_s,
                           struct ranking *ranking)
{
    const struct scenario *scenario = search->sample->scenario;
    uint32_t slots = 0;
    for (uint32_t run = 0; run < scenario->written_run_count; run++)
        slots += scenario->tracks[run].plan->member_count;
    bool few = slots <= FEW_SLOTS;
    ranking->room = few ? FEW_SLOTS : EXCHANGE_CANDIDATES;
    for (uint32_t run = 0; run < scenario->written_run_count; run++) {
        const struct plan *plan = scenario->tracks[run].plan;
        for (uint32_t slot = 0; search->concerned[run] && slot < plan->member_count; slot++) {
            struct skip skip = {run, plan->members[slot]};
            if ((few || blame_s[slot] > 0) && !holds(search->skips, search->count, skip))
                rank(ranking, (struct candidate){skip, blame_s[slot]});
        }
        blame_s += plan->member_count;
    }
}

/* The first exchange of this member that does better is taken. */
static bool exchange(struct skip_search *search, uint32_t index)
{
    struct arena own;
    struct skip rest[SKIPS_MAX];
    struct ranking ranking = {.count = 0};
    struct skip_sample *sample = search->sample;
    arena_init(&own, sample->exhausted);
    without(search, index, rest);
    const int64_t *blame_s = skip_sample_blame(&own, sample, sample->chosen, sample->chosen_count,
                                               rest, search->count - 1);
    if (blame_s != NULL)
        rank_exchanges(search, blame_s, &ranking);
    arena_clear(&own);
    for (uint32_t i = 0; i < ranking.count; i++) {
        rest[search->count - 1] = ranking.list[i].skip;
        uint32_t met = met_by(search, rest, search->count, search->met + 1);
        if (met <= search->met)
            continue;
        memcpy(search->skips, rest, search->count * sizeof *rest);
        search->met = met;
        return true;
    }
    return false;
}

static bool exchange_any(struct skip_search *search)
{
    for (uint32_t i = 0; i < search->count; i++)
        if (exchange(search, i))
            return true;
    return false;
}

void skip_search_find(struct skip_search *search, uint32_t need)
{
    grow(search, need);
    do {
        drop(search, search->met < need ? search->met : need);
    } while (exchange_any(search));
}

void skip_search_order(struct skip_search *search)
{
    uint32_t left[SKIPS_MAX];
    for (uint32_t i = 0; i < search->count; i++) {
        struct skip rest[SKIPS_MAX], skip = search->skips[i];
        without(search, i, rest);
        uint32_t met = met_by(search, rest, search->count - 1, 0), at = i;
        for (; at > 0 && left[at - 1] > met; at--) {
            left[at] = left[at - 1];
            search->skips[at] = search->skips[at - 1];
        }
        left[at] = met;
        search->skips[at] = skip;
    }
}
