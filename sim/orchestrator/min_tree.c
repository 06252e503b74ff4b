#include "sim/orchestrator/min_tree.h"

enum { LINE_UP = 3 }; /* in front of the root, so that siblings share a cache line */

/* Nodes above the entries, which all stand at one depth. */
static uint32_t inner_nodes(uint32_t entries)
{
    uint32_t leaves = 1, inner = 0;
    for (; leaves < entries; leaves *= 4)
        inner += leaves;
    return inner;
}

/* With n inner nodes there are 3n + 1 leaves. */
size_t min_tree_size(uint32_t entries)
{
    return LINE_UP + 4 * (size_t)inner_nodes(entries) + 1;
}

void min_tree_init(struct min_tree *tree, int64_t *memory, uint32_t entries)
{
    tree->time = memory + LINE_UP;
    min_tree_resize(tree, entries);
}

void min_tree_resize(struct min_tree *tree, uint32_t entries)
{
    tree->first_leaf = inner_nodes(entries);
    for (size_t i = 0; i < min_tree_size(entries) - LINE_UP; i++)
        tree->time[i] = INT64_MAX;
}

void min_tree_clear(struct min_tree *tree, uint32_t entries)
{
    if (tree->time[0] == INT64_MAX)
        return;
    for (size_t i = 0; i < min_tree_size(entries) - LINE_UP; i++)
        tree->time[i] = INT64_MAX;
}
