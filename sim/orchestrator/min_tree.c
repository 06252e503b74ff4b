#include "sim/orchestrator/min_tree.h"

static uint32_t leaves_for(uint32_t entries)
{
    uint32_t leaves = 1;
    while (leaves < entries)
        leaves *= 2;
    return leaves;
}

size_t min_tree_size(uint32_t entries)
{
    return 2 * (size_t)leaves_for(entries);
}

void min_tree_init(struct min_tree *tree, int64_t *memory, uint32_t entries)
{
    tree->time = memory;
    tree->leaves = leaves_for(entries);
    for (uint32_t i = 0; i < 2 * tree->leaves; i++)
        memory[i] = INT64_MAX;
}

void min_tree_build(struct min_tree *tree)
{
    int64_t *times = tree->time;
    for (uint32_t node = tree->leaves - 1; node > 0; node--) {
        int64_t left = times[2 * node], right = times[2 * node + 1];
        times[node] = left < right ? left : right;
    }
}
