/* support_outcome: clusters that outlive the support of their Kubernetes minor version.
 *
 * One for each minor that clusters have at the start and whose support ends by the horizon, of
 * those with and without long-term support by itself. It is looked at on the day support ends;
 * where it has ended before the scenario's start, at the horizon: who is on it still. A cluster has
 * left it when an upgrade of its control plane to a newer minor has ended well. Who joins later, or
 * has left the fleet by then, does not count.
 */
#ifndef MODELS_SUPPORT_OUTCOME_H
#define MODELS_SUPPORT_OUTCOME_H

#include "models/statistics.h"

#include <stdbool.h>
#include <stdint.h>

struct support_outcome {
    uint32_t minor; /* a version with patch 0 */
    bool long_term;
    int64_t end_s;       /* of support; INT64_MIN: before all dates known */
    int64_t at_s;        /* looked at */
    bool simulated;      /* false: support ends beyond the horizon */
    uint32_t members;    /* on it, if nothing is upgraded */
    double members_mean; /* on it then */
    struct proportion any;
};

#endif
