/* min_tree: the first of many entries whose time has come.
 *
 * A tournament tree over a fixed number of entries, each with a time. Setting a time and finding
 * the first entry (by position) whose time is not after a limit both take a logarithm. So members
 * keep their order while what they wait for changes. A node has four children: finding waits for
 * one node after the other, and that makes it half as many as with two; four times fill half a
 * cache line.
 */
#ifndef SIM_ORCHESTRATOR_MIN_TREE_H
#define SIM_ORCHESTRATOR_MIN_TREE_H

#include <stddef.h>
#include <stdint.h>

/* Children of node n: 4n + 1 to 4n + 4. */
struct min_tree {
    int64_t *time;       /* per node: the least in it; INT64_MAX: never. [0] is the root */
    uint32_t first_leaf; /* the node of entry 0 */
};

/* Number of int64_t that a tree of this many entries needs. */
size_t min_tree_size(uint32_t entries);

/* All entries at "never". `memory` holds min_tree_size(entries). */
void min_tree_init(struct min_tree *tree, int64_t *memory, uint32_t entries);

/* Another number of entries, at most that of its memory, all at "never". */
void min_tree_resize(struct min_tree *tree, uint32_t entries);

/* All entries at "never" again. */
void min_tree_clear(struct min_tree *tree, uint32_t entries);

static inline int64_t min_tree_first_time(const struct min_tree *tree)
{
    return tree->time[0];
}

static inline int64_t min_tree_time(const struct min_tree *tree, uint32_t entry)
{
    return tree->time[tree->first_leaf + entry];
}

static inline int64_t min_tree_least(const int64_t *four)
{
    int64_t left = four[0] < four[1] ? four[0] : four[1];
    int64_t right = four[2] < four[3] ? four[2] : four[3];
    return left < right ? left : right;
}

static inline void min_tree_set(struct min_tree *tree, uint32_t entry, int64_t time)
{
    int64_t *times = tree->time;
    uint32_t node = tree->first_leaf + entry;
    if (times[node] == time)
        return;
    times[node] = time;
    while (node > 0) {
        node = (node - 1) / 4;
        int64_t least = min_tree_least(&times[4 * node + 1]);
        if (times[node] == least)
            return;
        times[node] = least;
    }
}

/* The first entry with time <= limit, or UINT32_MAX. */
static inline uint32_t min_tree_first(const struct min_tree *tree, int64_t limit)
{
    if (tree->time[0] > limit)
        return UINT32_MAX;
    uint32_t node = 0;
    while (node < tree->first_leaf) {
        const int64_t *four = &tree->time[4 * node + 1];
        uint32_t not_0 = four[0] > limit;
        uint32_t not_1 = not_0 & (four[1] > limit);
        uint32_t not_2 = not_1 & (four[2] > limit);
        node = 4 * node + 1 + not_0 + not_1 + not_2;
    }
    return node - tree->first_leaf;
}

#endif
