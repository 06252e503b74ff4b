/* attempt: where the luck of one attempt to upgrade a member comes from.
 *
 * What is drawn for it has an address of its own (models/random.h): the attempt's, with the entity
 * it is about (the member in its run, or one of its pools) and the purpose.
 */
#ifndef MODELS_ATTEMPT_H
#define MODELS_ATTEMPT_H

#include "models/random.h"

struct attempt {
    uint64_t seed;
    uint64_t entity; /* the member in its run */
    uint32_t trial;
    uint32_t attempt; /* from 0 */
};

static inline struct uniforms attempt_uniforms(const struct attempt *attempt, uint64_t entity,
                                               enum random_purpose purpose)
{
    return random_uniforms(attempt->seed, (struct random_address){.entity = entity,
                                                                  .trial = attempt->trial,
                                                                  .attempt = attempt->attempt,
                                                                  .purpose = purpose});
}

#endif
