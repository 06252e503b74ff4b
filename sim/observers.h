/* observers: several observers of one host as one.
 *
 * Each hears everything the host tells, in the order in which they were added. A single observer is
 * given to the host as it is, so that whoever watches alone pays nothing for the others.
 *
 *     struct observers observers = {0};
 *     observers_add(&observers, tally_observer(tally));
 *     observers_add(&observers, refusals_observer(refusals));
 *     host_create(&arena, scenario, seed, observers_as_one(&observers));
 */
#ifndef SIM_OBSERVERS_H
#define SIM_OBSERVERS_H

#include "sim/host.h"

enum { OBSERVERS_MAX = 6 };

struct observers {
    struct host_observer list[OBSERVERS_MAX];
    uint32_t count;
};

/* All of one set agree on as_shown. */
void observers_add(struct observers *observers, struct host_observer observer);

/* At least one was added. *observers must outlive the host. */
struct host_observer observers_as_one(struct observers *observers);

#endif
