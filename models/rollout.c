#include "models/rollout.h"

#include "models/instant.h"
#include "models/normal.h"
#include "models/random.h"

#include <assert.h>
#include <math.h>

/* What one roll-out draws as a whole: attempts of PURPOSE_ROLLOUT_WHOLE. */
enum whole_draw {
    WHOLE_FACTOR,       /* u[0] the common factor, u[1] whether it is overtaken */
    WHOLE_RESTART,      /* u[0] whether it begins again, u[1] how far it came */
    WHOLE_RESTART_DELAY /* u[0] after how long */
};

/* ---- The clock of a roll-out: it stands still over the weekend. */

/* 1970-01-04, a Sunday, 22:00 UTC. */
#define CLOCK_BEGINS_S (3 * DAY_S + 22 * HOUR_S)
/* From Sunday 22:00 to Saturday 03:00. */
#define WEEK_OPEN_S (5 * DAY_S + 5 * HOUR_S)

static int64_t clock_of(const struct rollout *rollout, int64_t at_s)
{
    if (!rollout->weekend_pause)
        return at_s;
    int64_t week = (at_s - CLOCK_BEGINS_S) / WEEK_S, in_week_s = (at_s - CLOCK_BEGINS_S) % WEEK_S;
    return week * WEEK_OPEN_S + (in_week_s < WEEK_OPEN_S ? in_week_s : WEEK_OPEN_S);
}

/* The last second of an open week belongs to it, not to the next. */
static int64_t instant_of(const struct rollout *rollout, int64_t clock_s)
{
    if (!rollout->weekend_pause)
        return clock_s;
    int64_t week = (clock_s - 1) / WEEK_OPEN_S;
    return CLOCK_BEGINS_S + week * WEEK_S + (clock_s - week * WEEK_OPEN_S);
}

/* ---- The waves. All times of this part are on the roll-out's clock, from the publication on. */

struct waves {
    int64_t begin_s[WAVES_MAX];
    int64_t last_s; /* when the last region of all has it */
};

/* Rounded to the minute: more is not known of any arrival. */
static int64_t whole_minutes(const struct distribution *distribution, double u)
{
    double seconds = distribution_quantile(distribution, u);
    return seconds > 0 ? llround(seconds / (double)MINUTE_S) * MINUTE_S : 0;
}

static struct uniforms draw(struct rollout_luck luck, enum random_purpose purpose, uint32_t attempt)
{
    return random_uniforms(luck.seed, (struct random_address){.entity = luck.entity,
                                                              .trial = luck.trial,
                                                              .attempt = attempt,
                                                              .purpose = purpose});
}

static double normal_probability(double z)
{
    return 0.5 * erfc(-z * M_SQRT1_2);
}

/* A Gaussian copula with one factor: the lag's own normal and the roll-out's, in their shares. */
static double correlated(double common, double factor, double u)
{
    double z = sqrt(common) * normal_quantile(factor) + sqrt(1 - common) * normal_quantile(u);
    double p = normal_probability(z);
    return fmin(fmax(p, 0x1p-53), 1 - 0x1p-53);
}

static int64_t latest(int64_t a_s, int64_t b_s)
{
    return a_s > b_s ? a_s : b_s;
}

/* lag_s and bake_s of every wave are known: when it begins. */
static void line_up(const struct rollout *rollout, const struct rollout_places *places,
                    const int64_t *lag_s, const int64_t *bake_s, struct waves *waves)
{
    int64_t before_s = 0; /* the last region of the wave before */
    waves->last_s = 0;
    for (uint32_t w = 0; w < rollout->wave_count; w++) {
        const struct rollout_wave *wave = &rollout->waves[w];
        int64_t begin_s = lag_s[w];
        if (wave->follows)
            begin_s = latest(begin_s, before_s + bake_s[w]);
        waves->begin_s[w] = begin_s;
        before_s = begin_s + places->step_last[w] * wave->step_s;
        waves->last_s = latest(waves->last_s, before_s);
    }
}

double rollout_factor(struct rollout_luck luck)
{
    return draw(luck, PURPOSE_ROLLOUT_WHOLE, WHOLE_FACTOR).u[0];
}

static void draw_waves(const struct rollout *rollout, const struct rollout_places *places,
                       struct rollout_luck luck, struct waves *waves)
{
    int64_t lag_s[WAVES_MAX], bake_s[WAVES_MAX];
    double factor = rollout_factor(luck);
    for (uint32_t w = 0; w < rollout->wave_count; w++) {
        const struct rollout_wave *wave = &rollout->waves[w];
        struct uniforms u = draw(luck, PURPOSE_ROLLOUT, w);
        lag_s[w] = whole_minutes(&wave->lag, correlated(rollout->common, factor, u.u[0]));
        bake_s[w] = wave->follows ? whole_minutes(&wave->bake, u.u[1]) : 0;
    }
    line_up(rollout, places, lag_s, bake_s, waves);
}

static void shortest_waves(const struct rollout *rollout, const struct rollout_places *places,
                           struct waves *waves)
{
    int64_t lag_s[WAVES_MAX], bake_s[WAVES_MAX];
    for (uint32_t w = 0; w < rollout->wave_count; w++) {
        const struct rollout_wave *wave = &rollout->waves[w];
        lag_s[w] = whole_minutes(&wave->lag, 0x1p-53);
        bake_s[w] = wave->follows ? whole_minutes(&wave->bake, 0x1p-53) : 0;
    }
    line_up(rollout, places, lag_s, bake_s, waves);
}

/* Where a roll-out breaks off and begins again. */
struct restart {
    int64_t after_s; /* who has it until then keeps it; INSTANT_NEVER: it does not break off */
    int64_t again_s; /* the second beginning */
};

static struct restart draw_restart(const struct rollout *rollout, struct rollout_luck luck,
                                   int64_t last_s)
{
    struct restart none = {INSTANT_NEVER, 0};
    if (!(rollout->restart_probability > 0))
        return none;
    struct uniforms u = draw(luck, PURPOSE_ROLLOUT_WHOLE, WHOLE_RESTART);
    if (u.u[0] >= rollout->restart_probability)
        return none;
    int64_t after_s = llround(u.u[1] * (double)(last_s / MINUTE_S)) * MINUTE_S;
    double delay = draw(luck, PURPOSE_ROLLOUT_WHOLE, WHOLE_RESTART_DELAY).u[0];
    return (struct restart){after_s, after_s + whole_minutes(&rollout->restart_delay, delay)};
}

/* A region of the first wave gets it at the publication, be it on a weekend. */
static void reach_regions(const struct rollout *rollout, const struct rollout_places *places,
                          const struct waves *waves, struct restart restart, int64_t published_s,
                          int64_t *region_s)
{
    int64_t from_s = clock_of(rollout, published_s);
    for (uint32_t r = 0; r < places->region_count; r++) {
        struct rollout_place place = places->regions[r];
        assert(place.wave < rollout->wave_count);
        int64_t way_s = waves->begin_s[place.wave] + place.step * rollout->waves[place.wave].step_s;
        if (way_s > restart.after_s)
            way_s += restart.again_s;
        region_s[r] = latest(instant_of(rollout, from_s + way_s), published_s);
    }
}

void rollout_draw(const struct rollout *rollout, const struct rollout_places *places,
                  struct rollout_luck luck, int64_t published_s, int64_t *region_s)
{
    struct waves waves;
    draw_waves(rollout, places, luck, &waves);
    struct restart restart = draw_restart(rollout, luck, waves.last_s);
    reach_regions(rollout, places, &waves, restart, published_s, region_s);
}

void rollout_earliest(const struct rollout *rollout, const struct rollout_places *places,
                      int64_t published_s, int64_t *region_s)
{
    struct waves waves;
    shortest_waves(rollout, places, &waves);
    reach_regions(rollout, places, &waves, (struct restart){INSTANT_NEVER, 0}, published_s,
                  region_s);
}

void rollout_overtake(const struct rollout *rollout, struct rollout_luck luck, int64_t next_s,
                      uint32_t region_count, int64_t *region_s)
{
    if (!(rollout->overtaken_probability > 0) ||
        draw(luck, PURPOSE_ROLLOUT_WHOLE, WHOLE_FACTOR).u[1] >= rollout->overtaken_probability)
        return;
    for (uint32_t r = 0; r < region_count; r++)
        if (region_s[r] > next_s)
            region_s[r] = INSTANT_NEVER;
}
