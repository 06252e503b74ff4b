/* Roll-out: simulated lags of the shipped catalogue against measured ones.
 *
 * Measured: the arrival of 40 AKS releases, 2023-04 to 2024-05, in every public region, as the AKS
 * release tracker showed them (kept in zapstar/aks-release-tracker, 25fdd774): lags in days after
 * the first public region, by the waves of today. A measured quantile from n releases is met when
 * the model puts as much probability below it as n draws would, within 1.96 standard errors of a
 * binomial proportion. The regions of one wave arrive nearly together, so n counts releases.
 */
#include "models/random.h"
#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIALS = 1000, WAVES = 6, REGIONS_MAX = 80, RELEASES = 40, RELEASES_2024 = 8 };

/* One member in every public region of the catalogue, with an image of Ubuntu. */
static const char *everywhere(void)
{
    static char text[32768];
    FILE *file = fopen("scenarios/catalog/regions.csv", "r");
    cr_assert_not_null(file);
    char line[1024];
    size_t length = (size_t)sprintf(text, "{\"members\": [");
    for (int count = 0; fgets(line, sizeof line, file) != NULL;) {
        if (strstr(line, ",public,") == NULL)
            continue;
        length += (size_t)snprintf(
            text + length, sizeof text - length,
            "%s{\"name\": \"m%d\", \"region\": \"%.*s\", \"nodePools\": [{\"name\": \"p\", "
            "\"count\": 1, \"nodeImageVersion\": \"AKSUbuntu-2204gen2containerd-202601.01.0\"}]}",
            count ? ", " : "", count, (int)strcspn(line, ","), line);
        count++;
    }
    fclose(file);
    snprintf(text + length, sizeof text - length, "]}");
    return text;
}

static void load_everywhere(struct loading *loading, const char *more)
{
    loading_right(loading, loading_scenario(everywhere(), more));
    cr_assert_not_null(loading->scenario.release_plan);
    cr_assert_leq(loading->scenario.fleet.region_count, REGIONS_MAX);
}

/* Weekdays as those of the 40 releases: 16 Wednesdays, 9 Thursdays, 6 Fridays, few others. */
static const char *const published =
    ", \"releases\": {\"kubernetes\": ["
    "{\"version\": \"1.35.2\", \"published\": \"2026-11-18T09:00:00Z\"},"
    "{\"version\": \"1.35.3\", \"published\": \"2026-12-16T15:00:00Z\"},"
    "{\"version\": \"1.35.4\", \"published\": \"2027-01-20T20:00:00Z\"},"
    "{\"version\": \"1.35.5\", \"published\": \"2027-02-18T12:00:00Z\"},"
    "{\"version\": \"1.35.6\", \"published\": \"2027-03-18T18:00:00Z\"},"
    "{\"version\": \"1.35.7\", \"published\": \"2027-04-16T12:00:00Z\"},"
    "{\"version\": \"1.35.8\", \"published\": \"2027-05-18T12:00:00Z\"},"
    "{\"version\": \"1.35.9\", \"published\": \"2027-06-14T12:00:00Z\"}]}";

struct measured {
    const char *what;
    uint32_t releases;
    double days[3]; /* P10, P50, P90 */
};

static const double levels[3] = {0.1, 0.5, 0.9};

static int compare(const void *a, const void *b)
{
    double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

static double share_below(const double *sorted, size_t count, double x)
{
    size_t below = 0;
    while (below < count && sorted[below] <= x)
        below++;
    return (double)below / (double)count;
}

/* Prints the model's quantiles beside the measured ones, and checks these. */
static void check(const struct measured *measured, double *days, size_t count)
{
    qsort(days, count, sizeof *days, compare);
    printf("%-22s", measured->what);
    for (int i = 0; i < 3; i++) {
        double at = days[(size_t)(levels[i] * (double)(count - 1))];
        double share = share_below(days, count, measured->days[i]);
        double error = sqrt(levels[i] * (1 - levels[i]) / measured->releases);
        printf("  P%.0f %5.2f (measured %5.2f)", 100 * levels[i], at, measured->days[i]);
        cr_expect_leq(fabs(share - levels[i]), 1.96 * error,
                      "%s: %.2f days, measured as P%.0f, is the model's P%.1f", measured->what,
                      measured->days[i], 100 * levels[i], 100 * share);
    }
    printf("\n");
}

Test(theory_rollout, lags_of_aks_releases_wave_by_wave_and_from_first_to_last)
{
    static const struct measured waves[WAVES] = {
        {"wave 1", RELEASES, {0, 0, 0}},
        {"wave 2, 2024", RELEASES_2024, {0.28, 0.46, 0.51}},
        {"wave 3", RELEASES, {1.12, 1.60, 3.53}},
        {"wave 4", RELEASES, {2.33, 3.96, 6.16}},
        {"wave 5", RELEASES, {4.75, 6.27, 10.67}},
        {"wave 6", RELEASES, {6.46, 9.00, 14.57}},
    };
    static const struct measured whole = {"first to last", RELEASES, {6.48, 9.12, 14.87}};
    static double days[WAVES][TRIALS * 8 * REGIONS_MAX], last[TRIALS * 8];
    size_t counts[WAVES] = {0}, last_count = 0;
    struct loading loading;
    load_everywhere(&loading, published);
    const struct scenario *scenario = &loading.scenario;
    struct release_history *history =
        release_history_create(&loading.arena, scenario->release_plan);
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        releases_draw(scenario->release_plan, 1, trial, history);
        for (size_t i = 0; i < history->releases.kubernetes_count; i++) {
            const struct kubernetes_release *release = &history->releases.kubernetes[i];
            double longest = 0;
            for (uint32_t r = 0; r < scenario->fleet.region_count; r++) {
                double lag = (double)(release->region_s[r] - release->published_s) / DAY_S;
                uint32_t wave = scenario->places.regions[r].wave;
                days[wave][counts[wave]++] = lag;
                longest = lag > longest ? lag : longest;
            }
            last[last_count++] = longest;
        }
    }
    for (int wave = 1; wave < WAVES; wave++)
        check(&waves[wave], days[wave], counts[wave]);
    check(&whole, last, last_count);
    cr_expect_eq(share_below(days[0], counts[0], 0), 1, "the first wave has it when published");
    loading_clear(&loading);
}

/* When the image after it (of the same family) is published; INSTANT_NEVER: none is. */
static int64_t next_published(const struct releases *releases, size_t image)
{
    return image + 1 < releases->image_count ? releases->images[image + 1].published_s
                                             : INSTANT_NEVER;
}

/* Every roll-out that the next release finds on its way ends there with the same probability, so
 * among the last wave's regions still to be reached that share is never reached. */
Test(theory_rollout, node_images_that_are_overtaken)
{
    struct loading loading;
    load_everywhere(&loading, ", \"horizon\": \"300d\", \"releases\": {\"future\": "
                              "{\"nodeImages\": \"catalog\"}}");
    const struct scenario *scenario = &loading.scenario;
    const struct release_plan *plan = scenario->release_plan;
    struct release_history *history = release_history_create(&loading.arena, plan);
    uint32_t reached = 0, never = 0, late = 0, releases_late = 0, releases_over = 0, count = 0;
    for (uint32_t trial = 0; trial < TRIALS; trial++) {
        releases_draw(plan, 1, trial, history);
        for (size_t i = 0; i + 1 < history->releases.image_count; i++) {
            const struct image_release *image = &history->releases.images[i];
            int64_t next_s = next_published(&history->releases, i);
            bool any_late = false, any_never = false;
            if (image->published_s < scenario->start_s)
                continue;
            count++;
            for (uint32_t r = 0; r < scenario->fleet.region_count; r++) {
                if (scenario->places.regions[r].wave != WAVES - 1)
                    continue;
                reached += image->region_s[r] != INSTANT_NEVER;
                never += image->region_s[r] == INSTANT_NEVER;
                late += image->region_s[r] > next_s;
                any_late |= image->region_s[r] > next_s;
                any_never |= image->region_s[r] == INSTANT_NEVER;
            }
            releases_late += any_late;
            releases_over += any_never;
        }
    }
    double p = plan->family_trains[0].rollout->overtaken_probability;
    double share = (double)releases_over / releases_late;
    printf("node images: the next is published before the last wave is through in %.1f %% of "
           "releases; %.1f %% of the last wave's regions never get a version (overtaken)\n",
           100.0 * releases_late / count, 100.0 * never / (never + reached));
    cr_expect_gt(late, never);
    cr_expect_leq(fabs(share - p), 4 * sqrt(p * (1 - p) / releases_late),
                  "%.3f of %u overtaken, expected %.3f", share, releases_late, p);
    loading_clear(&loading);
}
