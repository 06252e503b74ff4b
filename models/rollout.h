/* rollout: how one release makes its way through the regions (R35).
 *
 * Regions belong to waves. A wave begins `lag` after the release's publication, but, where it
 * follows the wave before, not before that one's last region and its bake; from there on its
 * regions get the release step by step in a fixed order. Waves without a bake (those of other
 * clouds) go their own way. Over the weekend a roll-out may stand still: its clock stops from
 * Saturday 03:00 to Sunday 22:00 UTC, and lags, bakes and steps are time on this clock.
 *
 * One roll-out has one luck: the lags of its waves are correlated by a Gaussian copula with one
 * common factor (`common`, the correlation of any two). With some probability it is stopped on its
 * way, somewhere before its last region, and begins again from the first wave after
 * `restart_delay`; who had got it keeps it. With another it is overtaken: when the next release of
 * its train is published it stops, and regions it has not reached never get it.
 *
 * All draws are by address: the entity is the train and the version, the wave the attempt.
 */
#ifndef MODELS_ROLLOUT_H
#define MODELS_ROLLOUT_H

#include "models/distribution.h"

#include <stdbool.h>
#include <stdint.h>

enum { WAVES_MAX = 32 };

struct rollout_wave {
    struct distribution lag; /* seconds */
    bool follows;            /* the wave before, after `bake` */
    struct distribution bake;
    int64_t step_s;
};

/* How the releases of some trains roll out. Waves count from 0 here, from 1 in the format. */
struct rollout {
    const struct rollout_wave *waves;
    uint32_t wave_count;
    double common; /* 0..1 */
    bool weekend_pause;
    double restart_probability, overtaken_probability;
    struct distribution restart_delay; /* seconds */
};

/* A region's place: its wave, and how many steps of that wave come before it. */
struct rollout_place {
    uint32_t wave, step;
};

struct rollout_places {
    const struct rollout_place *regions; /* per fleet region */
    uint32_t region_count;
    uint32_t step_last[WAVES_MAX]; /* per wave: the steps before its last region, of all regions
                                      there are, not only the fleet's */
};

/* Whose luck: the entity is entity_hash_pair(train, version). */
struct rollout_luck {
    uint64_t seed, entity;
    uint32_t trial;
};

/* What all lags of a roll-out have in common, uniform in (0, 1): the higher, the later. */
double rollout_factor(struct rollout_luck luck);

/* When each region gets what is published at published_s. */
void rollout_draw(const struct rollout *rollout, const struct rollout_places *places,
                  struct rollout_luck luck, int64_t published_s, int64_t *region_s);

/* The next release of the train is published: where this one is overtaken, regions that it reaches
 * only later become INSTANT_NEVER. */
void rollout_overtake(const struct rollout *rollout, struct rollout_luck luck, int64_t next_s,
                      uint32_t region_count, int64_t *region_s);

/* The earliest instants that luck allows, for bounds: the smallest lags, no restart. */
void rollout_earliest(const struct rollout *rollout, const struct rollout_places *places,
                      int64_t published_s, int64_t *region_s);

#endif
