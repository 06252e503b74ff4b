#include "sim/image_ages.h"

#include "models/instant.h"
#include "models/statistics.h"
#include "models/version.h"

#include <assert.h>
#include <string.h>

enum { DAYS_BEFORE_MAX = 1461 }; /* four years */

static const double age_levels[AGE_MAX] = {0.50, 0.90, 0.95};

/* What was seen at one look. */
struct look {
    int64_t nodes, older[AGE_LIMIT_COUNT]; /* sums over trials */
};

struct image_ages {
    int64_t start_s, first_day; /* of bucket 0 */
    uint32_t bucket_count, look_count;
    int64_t *nodes; /* per day of their image, in this trial */
    int64_t node_count;
    struct look *looks;
    uint32_t *counts; /* [look][age][bucket]: trials whose figure is the age of that day */
};

static int64_t day_of(int64_t at_s)
{
    return at_s / DAY_S;
}

uint32_t image_ages_looks(const struct scenario *scenario)
{
    return (uint32_t)((scenario->horizon_s - scenario->start_s) / DAY_S) + 1;
}

static void note_earliest(uint64_t image, int64_t *earliest)
{
    int64_t day;
    if (image_version_day(image, &day) && day < *earliest)
        *earliest = day;
}

/* The oldest image that any node can have. */
static int64_t first_day(const struct scenario *scenario)
{
    int64_t start = day_of(scenario->start_s), earliest = start;
    const struct fleet *fleet = &scenario->fleet;
    for (uint32_t i = 0; i < fleet->pool_count; i++)
        note_earliest(fleet->pools[i].image_version, &earliest);
    for (size_t i = 0; i < scenario->releases.image_count; i++)
        note_earliest(scenario->releases.images[i].version, &earliest);
    return earliest > start - DAYS_BEFORE_MAX ? earliest : start - DAYS_BEFORE_MAX;
}

struct image_ages *image_ages_create(struct arena *arena, const struct scenario *scenario)
{
    struct image_ages *ages = arena_new(arena, struct image_ages);
    ages->start_s = scenario->start_s;
    ages->first_day = first_day(scenario);
    ages->bucket_count = (uint32_t)(day_of(scenario->horizon_s) - ages->first_day) + 1;
    ages->look_count = image_ages_looks(scenario);
    ages->nodes = arena_array(arena, int64_t, ages->bucket_count);
    ages->looks = arena_array(arena, struct look, ages->look_count);
    ages->counts =
        arena_array(arena, uint32_t, (size_t)ages->look_count * AGE_COUNT * ages->bucket_count);
    return ages;
}

void image_ages_begin(struct image_ages *ages)
{
    memset(ages->nodes, 0, ages->bucket_count * sizeof *ages->nodes);
    ages->node_count = 0;
}

void image_ages_add(struct image_ages *ages, uint64_t image, int64_t nodes)
{
    int64_t day, last = ages->bucket_count - 1;
    if (!image_version_day(image, &day))
        return;
    int64_t bucket = day - ages->first_day;
    bucket = bucket < 0 ? 0 : bucket > last ? last : bucket;
    ages->nodes[bucket] += nodes;
    ages->node_count += nodes;
    assert(ages->nodes[bucket] >= 0);
}

static uint32_t *counts_of(const struct image_ages *ages, uint32_t look, uint32_t age)
{
    return &ages->counts[((size_t)look * AGE_COUNT + age) * ages->bucket_count];
}

static int64_t at_of(const struct image_ages *ages, uint32_t look)
{
    return ages->start_s + (int64_t)look * DAY_S;
}

/* An image of a day to come is new. */
static int64_t age_of(const struct image_ages *ages, uint32_t look, uint32_t bucket)
{
    int64_t age_s = at_of(ages, look) - (ages->first_day + bucket) * DAY_S;
    return age_s > 0 ? age_s : 0;
}

/* From the newest to the oldest; each quantile is met where enough nodes are as young. */
static void count_ages(struct image_ages *ages, uint32_t look)
{
    int64_t younger = 0;
    uint32_t next = 0, oldest = 0;
    for (uint32_t bucket = ages->bucket_count; bucket-- > 0;) {
        if (ages->nodes[bucket] == 0)
            continue;
        younger += ages->nodes[bucket];
        oldest = bucket;
        while (next < AGE_MAX &&
               younger >= (int64_t)quantile_rank(age_levels[next], (size_t)ages->node_count))
            counts_of(ages, look, next++)[bucket]++;
    }
    counts_of(ages, look, AGE_MAX)[oldest]++;
}

static void count_older(struct image_ages *ages, uint32_t look)
{
    struct look *seen = &ages->looks[look];
    for (uint32_t bucket = 0; bucket < ages->bucket_count; bucket++) {
        if (ages->nodes[bucket] == 0)
            continue;
        int64_t age_s = age_of(ages, look, bucket);
        for (int i = 0; i < AGE_LIMIT_COUNT && age_s > age_limit_days[i] * DAY_S; i++)
            seen->older[i] += ages->nodes[bucket];
    }
}

void image_ages_look(struct image_ages *ages, uint32_t look)
{
    assert(look < ages->look_count);
    if (ages->node_count == 0)
        return;
    ages->looks[look].nodes += ages->node_count;
    count_ages(ages, look);
    count_older(ages, look);
}

void image_ages_merge(struct image_ages *into, const struct image_ages *from)
{
    size_t counts = (size_t)into->look_count * AGE_COUNT * into->bucket_count;
    for (size_t i = 0; i < counts; i++)
        into->counts[i] += from->counts[i];
    for (uint32_t look = 0; look < into->look_count; look++) {
        into->looks[look].nodes += from->looks[look].nodes;
        for (int i = 0; i < AGE_LIMIT_COUNT; i++)
            into->looks[look].older[i] += from->looks[look].older[i];
    }
}

/* The age that the ceil(qn)-th of n trials has, the youngest first. */
static int64_t age_at(const struct image_ages *ages, uint32_t look, const uint32_t *counts,
                      size_t rank)
{
    size_t below = 0;
    uint32_t bucket = ages->bucket_count;
    while (below < rank)
        below += counts[--bucket];
    return age_of(ages, look, bucket);
}

static struct campaign_age over_trials(const struct image_ages *ages, uint32_t look, uint32_t age)
{
    const uint32_t *counts = counts_of(ages, look, age);
    size_t trials = 0;
    int64_t sum_s = 0;
    for (uint32_t bucket = 0; bucket < ages->bucket_count; bucket++) {
        trials += counts[bucket];
        sum_s += counts[bucket] * age_of(ages, look, bucket);
    }
    if (trials == 0)
        return (struct campaign_age){0};
    return (struct campaign_age){.mean_s = sum_s / (int64_t)trials,
                                 .p10_s = age_at(ages, look, counts, quantile_rank(0.1, trials)),
                                 .p90_s = age_at(ages, look, counts, quantile_rank(0.9, trials))};
}

void image_ages_fill(const struct image_ages *ages, uint32_t look, uint32_t trials,
                     struct campaign_day *day)
{
    const struct look *seen = &ages->looks[look];
    day->at_s = at_of(ages, look);
    day->nodes_mean = (double)seen->nodes / trials;
    for (uint32_t age = 0; age < AGE_COUNT; age++)
        day->age[age] = over_trials(ages, look, age);
    for (int i = 0; i < AGE_LIMIT_COUNT && seen->nodes > 0; i++)
        day->older_share[i] = (double)seen->older[i] / (double)seen->nodes;
}
