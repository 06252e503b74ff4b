#include "models/cadence.h"

#include "models/instant.h"
#include "models/random.h"

#include <math.h>

struct cadence cadence_make(struct distribution interval, uint64_t entity)
{
    double rare_s = distribution_quantile(&interval, 0.001);
    int64_t minutes = rare_s > 0 ? (int64_t)(rare_s / (double)MINUTE_S) : 0;
    int64_t shortest_s = minutes * MINUTE_S;
    return (struct cadence){.interval = interval,
                            .shortest_s = shortest_s > DAY_S ? shortest_s : DAY_S,
                            .entity = entity};
}

int64_t cadence_next(const struct cadence *cadence, uint64_t seed, uint32_t trial, uint32_t number,
                     int64_t before_s)
{
    double u = random_uniforms(seed, (struct random_address){.entity = cadence->entity,
                                                             .trial = trial,
                                                             .attempt = number,
                                                             .purpose = PURPOSE_CADENCE})
                   .u[0];
    double seconds = distribution_quantile(&cadence->interval, u);
    int64_t interval_s = llround(seconds / (double)MINUTE_S) * MINUTE_S;
    return before_s + (interval_s > cadence->shortest_s ? interval_s : cadence->shortest_s);
}

uint32_t cadence_count_max(const struct cadence *cadence, int64_t span_s)
{
    return span_s > 0 ? (uint32_t)(span_s / cadence->shortest_s) + 1 : 0;
}
