#include "models/fleet.h"

bool fleet_has(const struct fleet *fleet, uint32_t member)
{
    const struct member *of = &fleet->members[member];
    return of->joins_s <= fleet->at_s && (of->leaves_s == 0 || fleet->at_s < of->leaves_s);
}

uint32_t fleet_size(const struct fleet *fleet)
{
    uint32_t size = 0;
    for (uint32_t member = 0; member < fleet->member_count; member++)
        size += fleet_has(fleet, member);
    return size;
}

uint32_t fleet_node_count(const struct fleet *fleet, uint32_t member)
{
    const struct member *of = &fleet->members[member];
    uint32_t nodes = 0;
    for (uint32_t i = 0; i < of->pool_count; i++)
        nodes += fleet->pools[of->pool_first + i].node_count;
    return nodes;
}

uint32_t amount_round_up(struct amount amount, uint32_t of)
{
    if (!amount.percent)
        return amount.value;
    return (uint32_t)(((uint64_t)amount.value * of + 99) / 100);
}
