/* Random numbers are addressed, not drawn in a row: so a history depends on its seed and number
 * alone, and the luck of a member on nothing but its name and its run's. */
#include "models/random.h"
#include "sim/host.h"
#include "tests/lib/random_fleet.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <string.h>

enum { FLEETS = 300, TRIALS = 3 };

/* ---- Histories as one number. */

static void mix(uint64_t *digest, uint64_t value)
{
    *digest = entity_hash_pair(*digest, value);
}

static void digest_changes(void *context, int64_t now_s,
                           const struct orchestrator_transition *transitions, uint32_t count)
{
    mix(context, (uint64_t)now_s);
    for (uint32_t i = 0; i < count; i++) {
        const struct orchestrator_transition *t = &transitions[i];
        mix(context, (uint64_t)t->run << 32 | t->index);
        mix(context,
            (uint64_t)t->level << 32 | (uint64_t)t->from << 24 | (uint64_t)t->to << 16 | t->reason);
        mix(context, (uint64_t)t->until_s);
    }
}

static void digest_begin(void *context, int64_t now_s, const struct orchestrator_begin *begin,
                         const struct upgrade *upgrade)
{
    mix(context, (uint64_t)now_s);
    mix(context, (uint64_t)begin->run << 32 | begin->slot);
    mix(context, (uint64_t)upgrade->length_s ^ (uint64_t)upgrade->failure << 48);
}

static struct host *host_of(struct random_fleet *fleet, uint64_t seed, uint64_t *digest)
{
    struct host_observer observer = {
        .context = digest, .changed = digest_changes, .begun = digest_begin};
    return host_create(&fleet->arena, &fleet->scenario, seed, observer);
}

static uint64_t digest_of(struct host *host, uint32_t trial, uint64_t *digest)
{
    *digest = 0;
    host_run(host, trial);
    return *digest;
}

Test(same_luck, a_trial_alone_is_the_trial_among_many)
{
    uint32_t seeds_matter = 0, trials_matter = 0;
    for (uint64_t seed = 1; seed <= FLEETS; seed++) {
        struct random_fleet fleet;
        random_fleet_init(&fleet, seed, (struct random_fleet_wish){0});
        uint64_t digest, among[TRIALS];
        struct host *host = host_of(&fleet, seed, &digest);
        for (uint32_t trial = 0; trial < TRIALS; trial++)
            among[trial] = digest_of(host, trial, &digest);
        for (uint32_t trial = TRIALS; trial-- > 0;) {
            uint64_t alone = digest_of(host_of(&fleet, seed, &digest), trial, &digest);
            cr_assert_eq(alone, among[trial], "seed %" PRIu64 ", trial %u, scenario: %s", seed,
                         trial, random_fleet_save(&fleet));
        }
        trials_matter += among[0] != among[1];
        seeds_matter += digest_of(host_of(&fleet, seed + 1, &digest), 0, &digest) != among[0];
        random_fleet_clear(&fleet);
    }
    cr_expect_gt(trials_matter, FLEETS / 3);
    cr_expect_gt(seeds_matter, FLEETS / 3);
}

/* ---- First attempts by the members' names. */

struct attempts {
    const struct scenario *scenario;
    struct first_attempt {
        const char *name; /* NULL: did not begin */
        int64_t length_s;
        uint16_t failure;
    } of[RANDOM_FLEET_MEMBERS_MAX + 1];
};

static void note_attempt(void *context, int64_t now_s, const struct orchestrator_begin *begin,
                         const struct upgrade *upgrade)
{
    struct attempts *attempts = context;
    struct first_attempt *first = &attempts->of[begin->member];
    (void)now_s;
    if (first->name != NULL)
        return;
    first->name = attempts->scenario->fleet.members[begin->member].name;
    first->length_s = upgrade->length_s;
    first->failure = upgrade->failure;
}

static void play(uint64_t seed, struct random_fleet_wish wish, struct random_fleet *fleet,
                 struct attempts *attempts)
{
    wish.plain = true;
    random_fleet_init(fleet, seed, wish);
    *attempts = (struct attempts){.scenario = &fleet->scenario};
    struct host_observer observer = {.context = attempts, .begun = note_attempt};
    host_run(host_create(&fleet->arena, &fleet->scenario, seed, observer), 0);
}

/* How many members began in both; each must have been as lucky. `shift`: by how much the members'
 * numbers differ. */
static uint32_t compare(const struct attempts *before, const struct attempts *after, uint32_t shift,
                        const struct random_fleet *fleet)
{
    uint32_t compared = 0;
    for (uint32_t i = 0; i + shift <= RANDOM_FLEET_MEMBERS_MAX; i++) {
        const struct first_attempt *a = &before->of[i], *b = &after->of[i + shift];
        if (a->name == NULL || b->name == NULL)
            continue;
        cr_assert_str_eq(a->name, b->name);
        cr_assert(a->length_s == b->length_s && a->failure == b->failure,
                  "seed %" PRIu64 ", scenario: %s\n%s has another luck", fleet->seed,
                  random_fleet_save(fleet), a->name);
        compared++;
    }
    return compared;
}

static void check_wish(struct random_fleet_wish wish, uint32_t shift)
{
    uint32_t compared = 0;
    for (uint64_t seed = 1; seed <= FLEETS; seed++) {
        struct random_fleet before_fleet, after_fleet;
        struct attempts before, after;
        play(seed, (struct random_fleet_wish){0}, &before_fleet, &before);
        play(seed, wish, &after_fleet, &after);
        compared += compare(&before, &after, shift, &after_fleet);
        random_fleet_clear(&before_fleet);
        random_fleet_clear(&after_fleet);
    }
    cr_assert_gt(compared, 5 * FLEETS, "only %u attempts were compared", compared);
}

Test(same_luck, a_newcomer_changes_nobody_elses)
{
    check_wish((struct random_fleet_wish){.newcomer = true}, 1);
}

Test(same_luck, another_strategy_changes_nobodys)
{
    check_wish((struct random_fleet_wish){.other_strategy = true}, 0);
}
