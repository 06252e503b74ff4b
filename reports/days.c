#include "reports/days.h"

#include "models/instant.h"

void csv_days(struct csv *csv, int64_t length_s)
{
    if (length_s == INSTANT_NEVER || length_s == INT64_MIN)
        csv_empty(csv);
    else
        csv_fixed(csv, (double)length_s / (double)DAY_S, DAYS_DECIMALS);
}

void csv_empty_cells(struct csv *csv, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        csv_empty(csv);
}
