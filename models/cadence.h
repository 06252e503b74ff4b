/* cadence: how often something new is published.
 *
 * The time between two releases is drawn by address: the entity is the train, the attempt counts
 * from the last known one on. No interval is shorter than `shortest_s` (a day, or the interval that
 * 999 of 1,000 exceed), so the releases of a span have a bound that is known beforehand.
 */
#ifndef MODELS_CADENCE_H
#define MODELS_CADENCE_H

#include "models/distribution.h"

#include <stdint.h>

struct cadence {
    struct distribution interval; /* seconds */
    int64_t shortest_s;
    uint64_t entity;
};

/* With its shortest interval worked out. */
struct cadence cadence_make(struct distribution interval, uint64_t entity);

/* The instant of release `number` (from 0) after the last known one, where before_s is the instant
 * of the one before; a whole minute after it. */
int64_t cadence_next(const struct cadence *cadence, uint64_t seed, uint32_t trial, uint32_t number,
                     int64_t before_s);

/* At most so many releases in a span. */
uint32_t cadence_count_max(const struct cadence *cadence, int64_t span_s);

#endif
