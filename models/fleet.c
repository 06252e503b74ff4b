#include "models/fleet.h"

#include <string.h>

uint32_t fleet_find(const struct fleet *fleet, const char *name)
{
    uint32_t low = 0, high = fleet->member_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (strcmp(fleet->members[middle].name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == fleet->member_count || strcmp(fleet->members[low].name, name) != 0)
        return NONE;
    return low;
}

uint32_t fleet_node_count(const struct fleet *fleet, uint32_t member)
{
    const struct member *of = &fleet->members[member];
    uint32_t nodes = 0;
    for (uint32_t i = 0; i < of->pool_count; i++)
        nodes += fleet->pools[of->pool_first + i].node_count;
    return nodes;
}

const char *member_label(const struct member *member, const char *key)
{
    size_t low = 0, high = member->label_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(member->labels[middle].key, key);
        if (order == 0)
            return member->labels[middle].value;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

uint32_t amount_round_up(struct amount amount, uint32_t of)
{
    if (!amount.percent)
        return amount.value;
    return (uint32_t)(((uint64_t)amount.value * of + 99) / 100);
}
