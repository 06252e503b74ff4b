/* min_tree: the first of many entries whose time has come.
 *
 * A tournament tree over a fixed number of entries, each with a time. Setting a time and finding
 * the first entry (by position) whose time is not after a limit both take a logarithm. So members
 * keep their order while what they wait for changes.
 */
#ifndef SIM_ORCHESTRATOR_MIN_TREE_H
#define SIM_ORCHESTRATOR_MIN_TREE_H

#include <stddef.h>
#include <stdint.h>

struct min_tree {
    int64_t *time;   /* [1] is the root, [leaves .. 2 * leaves) the entries; INT64_MAX: never */
    uint32_t leaves; /* a power of two, at least 1 */
};

/* Number of int64_t that a tree of this many entries needs. */
size_t min_tree_size(uint32_t entries);

/* All entries at "never". `memory` holds min_tree_size(entries). */
void min_tree_init(struct min_tree *tree, int64_t *memory, uint32_t entries);

/* Writes an entry without restoring the tree; min_tree_build must follow before anything is asked.
 */
static inline void min_tree_fill(struct min_tree *tree, uint32_t entry, int64_t time)
{
    tree->time[tree->leaves + entry] = time;
}

void min_tree_build(struct min_tree *tree);

static inline int64_t min_tree_get(const struct min_tree *tree, uint32_t entry)
{
    return tree->time[tree->leaves + entry];
}

static inline int64_t min_tree_first_time(const struct min_tree *tree)
{
    return tree->time[1];
}

static inline void min_tree_set(struct min_tree *tree, uint32_t entry, int64_t time)
{
    int64_t *times = tree->time;
    uint32_t node = tree->leaves + entry;
    if (times[node] == time)
        return;
    times[node] = time;
    while (node > 1) {
        int64_t mine = times[node], other = times[node ^ 1];
        int64_t least = mine < other ? mine : other;
        node >>= 1;
        if (times[node] == least)
            return;
        times[node] = least;
    }
}

/* The first entry with time <= limit, or UINT32_MAX. */
static inline uint32_t min_tree_first(const struct min_tree *tree, int64_t limit)
{
    if (tree->time[1] > limit)
        return UINT32_MAX;
    uint32_t node = 1;
    while (node < tree->leaves)
        node = 2 * node + (tree->time[2 * node] > limit);
    return node - tree->leaves;
}

#endif
