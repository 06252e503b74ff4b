/* image_ages: how old the nodes' images are, day by day, counted over trials.
 *
 * While a trial runs nodes are counted by the day in their image's version, so that a day's look
 * costs a walk over days and not over nodes. Ages at one instant differ by whole days, so all that
 * is kept of a trial is counts by day: nothing is rounded and merging is exact. Images older than
 * four years before the start count as of that age.
 */
#ifndef SIM_IMAGE_AGES_H
#define SIM_IMAGE_AGES_H

#include "models/arena.h"
#include "models/campaign.h"
#include "models/scenario.h"

#include <stdbool.h>

struct image_ages;

/* Looks come at start + k * 24 h up to the horizon: k < image_ages_looks. */
struct image_ages *image_ages_create(struct arena *arena, const struct scenario *scenario);
uint32_t image_ages_looks(const struct scenario *scenario);

/* The next trial: no nodes. */
void image_ages_begin(struct image_ages *ages);

/* So many nodes with this image come (nodes > 0) or go; without a date nothing happens. */
void image_ages_add(struct image_ages *ages, uint64_t image, int64_t nodes);

/* Look number `look` of the trial. */
void image_ages_look(struct image_ages *ages, uint32_t look);

void image_ages_merge(struct image_ages *into, const struct image_ages *from);

/* Fills nodes, ages and shares of a look. */
void image_ages_fill(const struct image_ages *ages, uint32_t look, uint32_t trials,
                     struct campaign_day *day);

#endif
