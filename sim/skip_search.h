/* skip_search: the smallest set of members that, when skipped, makes enough trials meet a deadline.
 *
 * It grows: who is to blame for the misses that are left (models/barrier.h) is put in order, stage
 * by stage and over all stages together, and the first 1, 2, 4, ... of each order are tried
 * together, for members that are late together gain nothing one by one. What gains most a member is
 * taken.
 * Then it is polished: members without whom it does as well are dropped, and members are exchanged
 * for others that do better, until no single change helps. Large fleets try only those to blame.
 *
 *     struct skip_search search = {.sample = &sample, .concerned = concerned};
 *     skip_search_find(&search, need);
 */
#ifndef SIM_SKIP_SEARCH_H
#define SIM_SKIP_SEARCH_H

#include "models/skip_set.h"
#include "sim/skip_sample.h"

#include <stdint.h>

struct skip_search {
    struct skip_sample *sample;
    const bool *concerned; /* per written run: its members may be skipped */
    struct skip skips[SKIPS_MAX];
    uint32_t count;
    uint32_t met; /* chosen trials that meet the deadline with these skipped */
};

/* Goes on from the set there is until `need` of the chosen trials meet the deadline, or nothing
 * gains any more, or the sample's budget is used up. */
void skip_search_find(struct skip_search *search, uint32_t need);

/* Puts those first without whom the set loses most. */
void skip_search_order(struct skip_search *search);

#endif
