#include "models/random.h"

/* The finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", 2014): FNV-1a alone leaves names that differ in their last byte close together. */
static uint64_t finalize(uint64_t hash)
{
    hash = (hash ^ hash >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    hash = (hash ^ hash >> 27) * UINT64_C(0x94d049bb133111eb);
    return hash ^ hash >> 31;
}

uint64_t entity_hash(const char *name)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (const char *at = name; *at; at++)
        hash = (hash ^ (unsigned char)*at) * UINT64_C(0x100000001b3);
    return finalize(hash);
}

/* The odd constant (2^64 over the golden ratio) makes the order of the two matter. */
uint64_t entity_hash_pair(uint64_t first, uint64_t second)
{
    return finalize(finalize(first + UINT64_C(0x9e3779b97f4a7c15)) ^ second);
}
