#include "models/campaign.h"

const uint32_t age_limit_days[AGE_LIMIT_COUNT] = {7, 14, 30, 60, 90};
