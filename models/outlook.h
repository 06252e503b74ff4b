/* outlook: when a release is expected in a region, before anything is simulated.
 *
 * Where its way is drawn, the quantiles of OUTLOOK_DRAWS draws of it alone (the same that the
 * trials of these numbers will meet); where it is certain, all three are that instant. For people
 * who look at a plan: the forecast itself does not use it.
 */
#ifndef MODELS_OUTLOOK_H
#define MODELS_OUTLOOK_H

#include "models/arena.h"
#include "models/scenario.h"

#include <stdbool.h>
#include <stdint.h>

enum { OUTLOOK_DRAWS = 400 };

/* INSTANT_NEVER: not within the horizon, or never. */
struct outlook {
    int64_t p10_s, p50_s, p90_s;
};

/* Whether this Kubernetes version is not known at the start, but may come in a history. */
bool outlook_is_to_come(struct arena *arena, const struct scenario *scenario, uint32_t version);

/* Of this Kubernetes version, per fleet region. */
const struct outlook *outlook_kubernetes(struct arena *arena, const struct scenario *scenario,
                                         uint32_t version);

/* Node images that are published after the start, in one history in the mean. */
struct outlook_images {
    double published; /* of families that some region uses */
    double missed;    /* of these, those that a region which uses them never gets */
    bool *misses;     /* per fleet region: whether that happens to it in any history */
};

/* `uses` says [region * family_count + family] who uses what; `misses` is in `arena`. */
struct outlook_images outlook_missed_images(struct arena *arena, const struct scenario *scenario,
                                            const bool *uses);

#endif
