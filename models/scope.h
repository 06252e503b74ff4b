/* scope: what members have in common when something befalls many of them at once.
 *
 * A unit of a scope is one run, one Kubernetes version, one region or one update group. What is
 * drawn for a unit has the unit's entity in its address (models/random.h), so all members of it
 * meet the same luck in a trial, and units do not depend on one another.
 */
#ifndef MODELS_SCOPE_H
#define MODELS_SCOPE_H

#include <stdint.h>

enum scope { SCOPE_RUN, SCOPE_VERSION, SCOPE_REGION, SCOPE_GROUP, SCOPE_COUNT };

/* The units a member's upgrade belongs to; 0: to none (no region, in no group). */
struct scope_units {
    uint64_t entity[SCOPE_COUNT];
};

/* "run", "version", "region", "group". */
const char *scope_name(enum scope scope);

#endif
