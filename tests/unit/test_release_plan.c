/* What is published in a history: known releases, and those still to come. */
#include "models/random.h"
#include "models/release_plan.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

enum { UBUNTU, WINDOWS, FAMILIES };

static struct arena arena;

static void exhausted(void)
{
    abort();
}

static struct cadence every(int64_t days)
{
    struct distribution interval = {.kind = DISTRIBUTION_CONSTANT, .a = (double)(days * DAY_S)};
    return cadence_make(interval, entity_hash("test"));
}

static int64_t at(const char *text)
{
    int64_t at_s;
    cr_assert(instant_parse(text, &at_s), "%s", text);
    return at_s;
}

static uint32_t minor(unsigned number)
{
    return version_make(1, number, 0);
}

static const struct rollout_place nowhere[1];
static const struct release_train trains[FAMILIES];

static struct release_plan quarter(void)
{
    return (struct release_plan){
        .start_s = at("2026-10-01T00:00:00Z"),
        .horizon_s = at("2026-12-31T00:00:00Z"),
        .places = {.regions = nowhere, .region_count = 1},
        .family_trains = trains,
        .family_count = FAMILIES,
        .future = {.start_s = at("2026-10-01T00:00:00Z"), .horizon_s = at("2026-12-31T00:00:00Z")}};
}

/* "2026-11-01T00:00:00Z kubernetes 1.35.1\n" ... */
static const char *tell(const struct release_history *history)
{
    static char text[4096], instant[INSTANT_TEXT_SIZE], version[VERSION_TEXT_SIZE];
    int length = 0;
    text[0] = '\0';
    for (uint32_t i = 0; i < history->publication_count; i++) {
        const struct publication *new = &history->publications[i];
        instant_format(new->at_s, instant);
        if (new->what == PUBLICATION_KUBERNETES)
            length += snprintf(text + length, sizeof text - (size_t)length, "%.10s %s\n", instant,
                               version_format((uint32_t) new->version, version));
        else
            length += snprintf(
                text + length, sizeof text - (size_t)length, "%.10s %u %06u.%02u.%u\n", instant,
                new->family, (unsigned)(new->version >> 40),
                (unsigned)(new->version >> 20 & 0xfffff), (unsigned)(new->version & 0xfffff));
    }
    return text;
}

static const char *draw(const struct release_plan *plan, struct release_history **history)
{
    arena_init(&arena, exhausted);
    *history = release_history_create(&arena, plan);
    releases_draw(plan, 1, 0, *history);
    return tell(*history);
}

/* Patches of July and August fill the gap; those after the start begin above what a cluster has. */
Test(release_plan, patches_come_to_every_minor_and_fill_the_gap)
{
    static struct minor_line lines[2];
    struct release_plan plan = quarter();
    struct release_history *history;
    lines[0] = (struct minor_line){
        .minor = minor(34), .newest = 9, .from_s = INT64_MIN, .end_s = at("2026-12-01T00:00:00Z")};
    lines[1] = (struct minor_line){
        .minor = minor(35), .newest = 6, .in_use = 11, .from_s = INT64_MIN, .end_s = INSTANT_NEVER};
    plan.future.patches = true;
    plan.future.patch_cadence = every(40);
    plan.future.patches_from_s = at("2026-07-17T00:00:00Z");
    plan.future.lines = lines;
    plan.future.line_count = 2;
    cr_assert_str_eq(draw(&plan, &history), "2026-10-05 1.34.11\n2026-10-05 1.35.12\n"
                                            "2026-11-14 1.34.12\n2026-11-14 1.35.13\n"
                                            "2026-12-24 1.35.14\n");
    const struct releases *releases = &history->releases;
    cr_assert_eq(releases_kubernetes_from(releases, version_make(1, 35, 7), 0),
                 at("2026-08-26T00:00:00Z"), "in the gap");
    cr_assert_eq(releases_kubernetes_from(releases, version_make(1, 35, 15), 0), INSTANT_NEVER);
    cr_assert_eq(releases_kubernetes_from(releases, version_make(1, 36, 0), 0), INSTANT_NEVER);
    cr_assert_eq(releases_kubernetes_from(releases, version_make(1, 33, 2), 0), INT64_MIN);
    arena_clear(&arena);
}

/* A planned minor comes with its slip, the next ones by their cadence, and then get patches. */
Test(release_plan, minors_come_by_plan_and_then_by_cadence)
{
    static struct minor_line lines[1];
    struct release_plan plan = quarter();
    struct release_history *history;
    lines[0] = (struct minor_line){
        .minor = minor(37), .planned = true, .available_s = at("2026-10-01T00:00:00Z")};
    plan.future.minors = plan.future.patches = true;
    plan.future.slip = (struct distribution){.kind = DISTRIBUTION_CONSTANT, .a = 10.0 * DAY_S};
    plan.future.minor_cadence = every(60);
    plan.future.patch_cadence = every(30);
    plan.future.patches_from_s = at("2026-09-15T00:00:00Z");
    plan.future.lines = lines;
    plan.future.line_count = 1;
    cr_assert_str_eq(draw(&plan, &history), "2026-10-11 1.37.0\n2026-10-15 1.37.1\n"
                                            "2026-11-14 1.37.2\n2026-12-10 1.38.0\n"
                                            "2026-12-14 1.37.3\n2026-12-14 1.38.1\n");
    arena_clear(&arena);
}

/* All families of a train get a version at once; it is named by the date a week before. */
Test(release_plan, images_are_named_by_date_and_come_to_all_families_of_a_train)
{
    static const uint32_t linux_families[] = {UBUNTU}, windows_families[] = {WINDOWS};
    static struct image_line lines[2];
    struct release_plan plan = quarter();
    struct release_history *history;
    lines[0] = (struct image_line){.cadence = every(50),
                                   .version = (uint64_t)202608 << 40 | 6 << 20 | 1,
                                   .from_s = at("2026-08-09T00:00:00Z"),
                                   .families = linux_families,
                                   .family_count = 1};
    lines[1] = (struct image_line){.cadence = every(60),
                                   .version = (uint64_t)20348 << 40 | (uint64_t)5386 << 20 | 260715,
                                   .from_s = at("2026-08-20T00:00:00Z"),
                                   .by_build = true,
                                   .families = windows_families,
                                   .family_count = 1};
    plan.future.images = lines;
    plan.future.image_count = 2;
    cr_assert_str_eq(draw(&plan, &history), "2026-10-19 1 020348.5499.261012\n"
                                            "2026-11-17 0 202611.10.0\n"
                                            "2026-12-18 1 020348.5612.261211\n");
    cr_assert_eq(history->releases.image_count, 4, "one of the gap, too");
    arena_clear(&arena);
}

/* Where the scenario says an instant, that holds; elsewhere the way is drawn, other in each trial.
 */
Test(release_plan, the_scenarios_own_instants_hold)
{
    static struct rollout_wave wave;
    static const struct rollout_place places[2];
    static const int64_t own[] = {INSTANT_DRAWN, INT64_C(1800000000)};
    wave.lag = distribution_lognormal_p50_p90(3 * DAY_S, 6 * DAY_S);
    const struct rollout rollout = {.waves = &wave, .wave_count = 1};
    struct release_plan plan = quarter();
    const struct known_release release = {.version = version_make(1, 35, 2),
                                          .family = NONE,
                                          .published_s = at("2026-10-05T00:00:00Z"),
                                          .region_s = own};
    plan.places = (struct rollout_places){.regions = places, .region_count = 2};
    plan.kubernetes = &release;
    plan.kubernetes_count = 1;
    cr_assert(release_plan_is_certain(&plan), "without a roll-out model");
    plan.kubernetes_train.rollout = &rollout;
    cr_assert_not(release_plan_is_certain(&plan));
    struct release_history *history;
    draw(&plan, &history);
    int64_t first_s = releases_kubernetes_from(&history->releases, version_make(1, 35, 2), 0);
    cr_assert_eq(releases_kubernetes_from(&history->releases, version_make(1, 35, 2), 1), own[1]);
    cr_assert_gt(first_s, release.published_s);
    releases_draw(&plan, 1, 1, history);
    cr_assert_neq(releases_kubernetes_from(&history->releases, version_make(1, 35, 2), 0), first_s);
    releases_draw(&plan, 1, 0, history);
    cr_assert_eq(releases_kubernetes_from(&history->releases, version_make(1, 35, 2), 0), first_s);
    arena_clear(&arena);
}

/* The bound holds whatever the cadence: intervals have a shortest one. */
Test(release_plan, never_more_than_the_bound)
{
    struct release_plan plan = quarter();
    static const uint32_t families[] = {UBUNTU, WINDOWS};
    static struct image_line line;
    struct distribution wild = {.kind = DISTRIBUTION_EXPONENTIAL, .a = 3.0 * DAY_S};
    line = (struct image_line){.cadence = cadence_make(wild, 5),
                               .from_s = at("2026-09-01T00:00:00Z"),
                               .families = families,
                               .family_count = 2};
    plan.future.images = &line;
    plan.future.image_count = 1;
    struct release_history *history;
    draw(&plan, &history);
    for (uint32_t trial = 0; trial < 500; trial++) {
        releases_draw(&plan, 1, trial, history);
        cr_assert_leq(history->publication_count, release_plan_publications_max(&plan));
        for (uint32_t i = 1; i < history->publication_count; i++)
            cr_assert_leq(history->publications[i - 1].at_s, history->publications[i].at_s);
    }
    arena_clear(&arena);
}
