#include "models/epoch.h"

uint32_t run_plans_slots(const struct run_plans *plans)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < plans->count; i++)
        most = plans->plans[i]->member_count > most ? plans->plans[i]->member_count : most;
    return most;
}

uint32_t run_plans_gates(const struct run_plans *plans)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < plans->count; i++)
        most = plans->plans[i]->gate_count > most ? plans->plans[i]->gate_count : most;
    return most;
}

uint32_t epoch_at(const struct epoch *epochs, uint32_t epoch_count, int64_t at_s)
{
    uint32_t low = 0, high = epoch_count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (epochs[middle].at_s <= at_s)
            low = middle;
        else
            high = middle;
    }
    return low;
}
