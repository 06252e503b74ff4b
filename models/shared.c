#include "models/shared.h"

#include "models/random.h"

double shared_factor(const struct shared_factors *shared, const struct scope_units *units,
                     uint64_t seed, uint32_t trial)
{
    double product = 1;
    for (int scope = 0; scope < SCOPE_COUNT; scope++) {
        if (!shared->given[scope] || units->entity[scope] == 0)
            continue;
        double u = random_uniforms(seed, (struct random_address){.entity = units->entity[scope],
                                                                 .trial = trial,
                                                                 .purpose = PURPOSE_SHARED})
                       .u[0];
        product *= distribution_quantile(&shared->factor[scope], u);
    }
    return product;
}
