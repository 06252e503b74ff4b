#include "models/outcome.h"

const double quantile_levels[QUANTILE_COUNT] = {
    [Q10] = 0.10, [Q50] = 0.50, [Q80] = 0.80, [Q90] = 0.90, [Q95] = 0.95};

const double share_levels[SHARE_COUNT] = {
    [SHARE_50] = 0.50, [SHARE_90] = 0.90, [SHARE_95] = 0.95, [SHARE_100] = 1.00};
