/* Two profiles and a run of people on one fleet: whatever is published when, no member is in two
 * upgrades at once (R42), each profile makes a run for one thing only once (R40), and any number of
 * threads makes the same forecast. */
#include "models/random.h"
#include "scenarios/load.h"
#include "sim/experiment.h"
#include "sim/host.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { FLEETS = 150, TRIALS = 40, MEMBERS_MAX = 9, IMAGES = 6, TEXT_SIZE = 20000, LEAST = 100 };

struct draw {
    uint64_t seed;
    uint32_t count;
};

static void out_of_memory(void)
{
    cr_assert_fail("out of memory");
}

static uint32_t below(struct draw *draw, uint32_t limit)
{
    struct random_address address = {.attempt = draw->count++, .purpose = PURPOSE_TEST};
    return (uint32_t)(random_uniforms(draw->seed, address).u[0] * limit);
}

static void add_members(FILE *out, struct draw *draw)
{
    static const char *const regions[] = {"eastus", "westeurope", "japaneast"};
    uint32_t count = 2 + below(draw, MEMBERS_MAX - 1);
    for (uint32_t i = 0; i < count; i++)
        fprintf(out,
                "%s{\"name\":\"m%u\",\"group\":\"g%u\",\"region\":\"%s\",\"kubernetesVersion\":"
                "\"1.36.%u\",\"nodePools\":[{\"name\":\"p\",\"count\":%u,\"nodeImageVersion\":"
                "\"AKSUbuntu-2204gen2containerd-202610.01.0\"}]}",
                i > 0 ? "," : "", i, i % 2, regions[below(draw, 3)], below(draw, 3),
                1 + below(draw, 30));
}

static void add_images(FILE *out, struct draw *draw)
{
    for (uint32_t i = 0; i < IMAGES; i++)
        fprintf(out,
                "%s{\"family\":\"AKSUbuntu-2204gen2containerd\",\"version\":\"202611.%02u.0\","
                "\"published\":\"2026-11-%02uT%02u:00:00Z\"}",
                i > 0 ? "," : "", 10 + i, 2 + 2 * i + below(draw, 3), below(draw, 24));
}

static char *write_scenario(uint64_t seed, char text[TEXT_SIZE])
{
    struct draw draw = {.seed = seed};
    FILE *out = fmemopen(text, TEXT_SIZE, "w");
    fprintf(out,
            "{\"start\":\"2026-11-01T00:00:00Z\",\"horizon\":\"40d\",\"fleet\":{\"members\":[");
    add_members(out, &draw);
    fprintf(out,
            "]},\"strategies\":{\"both\":{\"stages\":[{\"name\":\"s\",\"groups\":[{\"name\":\"g0\","
            "\"maxConcurrency\":\"%u\",\"maxAllowedFailures\":\"50%%\"},{\"name\":\"g1\"}]}]}},"
            "\"models\":{\"duration\":{\"default\":{\"memberMinutes\":{\"dist\":\"lognormal\","
            "\"p50\":%u,\"p90\":%u}}}},",
            1 + below(&draw, 3), 800 + below(&draw, 2000), 4000 + below(&draw, 4000));
    fprintf(out,
            "\"controller\":{\"triggerDelayHours\":{\"dist\":\"exponential\",\"mean\":%u},"
            "\"autoUpgradeImage\":\"%s\"},\"releases\":{\"kubernetes\":[{\"version\":\"1.36.3\","
            "\"published\":\"2026-11-03T00:00:00Z\"},{\"version\":\"1.36.4\",\"published\":"
            "\"2026-11-%02uT00:00:00Z\"}],\"nodeImages\":[",
            1 + below(&draw, 40), below(&draw, 3) == 0 ? "latestCommon" : "published",
            4 + below(&draw, 20));
    add_images(out, &draw);
    fprintf(out,
            "]},\"autoUpgradeProfiles\":[{\"name\":\"os\",\"channel\":\"%s\",\"updateStrategy\":"
            "\"both\"},{\"name\":\"k8s\",\"channel\":\"Rapid\"}],\"updateRuns\":[{\"name\":\"own\","
            "\"start\":\"2026-11-05T00:00:00Z\",\"managedClusterUpdate\":{\"upgrade\":{\"type\":"
            "\"NodeImageOnly\"}}}]}",
            below(&draw, 2) == 0 ? "NodeImage" : "SecurityPatch");
    fclose(out);
    return text;
}

static void load(struct arena *arena, uint64_t seed, struct scenario *scenario)
{
    static char text[TEXT_SIZE];
    struct problems problems;
    write_scenario(seed, text);
    struct load_request request = {.path = "profiles.json",
                                   .text = text,
                                   .text_length = strlen(text),
                                   .files_forbidden = true};
    if (scenario_load(arena, &request, scenario, &problems))
        return;
    problems_print(&problems, stderr);
    cr_assert_fail("seed %" PRIu64 ": %s", seed, text);
}

/* What an observer has seen of one history. */
struct seen {
    const struct scenario *scenario;
    uint64_t seed;
    uint32_t busy[MEMBERS_MAX + 2]; /* per member: 1 + the run that upgrades it */
    uint64_t made[2][64];           /* per profile: hashes */
    uint32_t made_count[2];
    uint32_t begins, waits; /* over all histories */
};

static void created(void *context, int64_t now_s, uint32_t run, const struct run_creation *creation)
{
    struct seen *seen = context;
    (void)now_s;
    (void)run;
    if (creation->specification == NULL)
        return;
    uint32_t profile = creation->run->profile, count = seen->made_count[profile]++;
    for (uint32_t i = 0; i < count; i++)
        cr_assert_neq(seen->made[profile][i], creation->specification->hash,
                      "seed %" PRIu64 ": made twice", seen->seed);
    seen->made[profile][count] = creation->specification->hash;
}

static void changed(void *context, int64_t now_s, const struct orchestrator_transition *transitions,
                    uint32_t count)
{
    struct seen *seen = context;
    (void)now_s;
    for (uint32_t i = 0; i < count; i++) {
        const struct orchestrator_transition *t = &transitions[i];
        if (t->level != ORCHESTRATOR_MEMBER)
            continue;
        uint32_t member = seen->scenario->plans[t->run].members[t->index];
        seen->waits += t->reason == REASON_OPERATION_IN_PROGRESS;
        if ((t->to == STATE_COMPLETED || t->to == STATE_FAILED) && seen->busy[member] == t->run + 1)
            seen->busy[member] = 0;
    }
}

static void begun(void *context, int64_t now_s, const struct orchestrator_begin *begin,
                  const struct upgrade *upgrade)
{
    struct seen *seen = context;
    (void)now_s;
    (void)upgrade;
    cr_assert_eq(seen->busy[begin->member], 0, "seed %" PRIu64 ": member %u is upgraded twice",
                 seen->seed, begin->member);
    seen->busy[begin->member] = begin->run + 1;
    seen->begins++;
}

Test(profiles, R42_no_member_is_in_two_upgrades_at_once)
{
    struct seen seen = {0};
    for (uint64_t seed = 1; seed <= FLEETS; seed++) {
        struct arena arena;
        struct scenario scenario;
        arena_init(&arena, out_of_memory);
        load(&arena, seed, &scenario);
        seen.scenario = &scenario;
        seen.seed = seed;
        struct host_observer observer = {
            .context = &seen, .created = created, .changed = changed, .begun = begun};
        struct host *host = host_create(&arena, &scenario, seed, observer);
        for (uint32_t trial = 0; trial < 3; trial++) {
            memset(seen.busy, 0, sizeof seen.busy);
            memset(seen.made_count, 0, sizeof seen.made_count);
            host_run(host, trial);
        }
        arena_clear(&arena);
    }
    cr_expect_gt(seen.begins, 10 * LEAST);
    cr_expect_gt(seen.waits, LEAST, "%u waited for another run", seen.waits);
}

static void forecast_of(struct arena *arena, const struct scenario *scenario, uint32_t jobs,
                        struct forecast *forecast)
{
    struct experiment_options options = {
        .jobs = jobs, .trials = TRIALS, .seed = 7, .version = "test"};
    experiment_run(arena, scenario, &options, forecast);
}

static void same_rows(const struct forecast *a, const struct forecast *b, uint64_t seed)
{
    for (uint32_t i = 0; i < a->trial_row_count; i++) {
        const struct trial_outcome *one = &a->trial_rows[i], *other = &b->trial_rows[i];
        bool same = one->trial == other->trial && one->run == other->run &&
                    one->specification.hash == other->specification.hash &&
                    one->state == other->state && one->start_s == other->start_s &&
                    one->finish_s == other->finish_s;
        cr_assert(same, "row %u: seed %" PRIu64, i, seed);
    }
}

Test(profiles, one_thread_or_four_make_the_same_forecast)
{
    for (uint64_t seed = 1; seed <= 10; seed++) {
        struct arena arena;
        struct scenario scenario;
        struct forecast alone = {0}, together = {0};
        arena_init(&arena, out_of_memory);
        load(&arena, seed, &scenario);
        forecast_of(&arena, &scenario, 1, &alone);
        forecast_of(&arena, &scenario, 4, &together);
#define SAME(array, count)                                                                         \
    cr_assert_eq(memcmp(alone.array, together.array, (count) * sizeof *alone.array), 0,            \
                 #array ": seed %" PRIu64, seed)
        cr_assert_eq(alone.trial_row_count, together.trial_row_count);
        SAME(tracks, scenario.track_count);
        SAME(members, alone.member_count);
        same_rows(&alone, &together, seed);
        SAME(timeline.points, alone.timeline.point_count * scenario.track_count);
#undef SAME
        cr_assert_eq(memcmp(&alone.campaign, &together.campaign, sizeof alone.campaign), 0);
        arena_clear(&arena);
    }
}
