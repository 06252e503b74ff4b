/* parallel: the same work over blocks of a range, in several threads.
 *
 * Blocks are handed out in ascending order, one after the other; which thread gets which is not
 * fixed, so the work must not depend on it. The calling thread is worker 0.
 */
#ifndef SIM_PARALLEL_H
#define SIM_PARALLEL_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct parallel_work {
    void *context;
    /* Does items first .. first + count - 1. */
    void (*block)(void *context, uint32_t worker, uint32_t first, uint32_t count);
    /* Called by worker 0 after each of its blocks; may be NULL. */
    void (*progress)(void *context, uint32_t done, uint32_t total);
    void *progress_context;
    const atomic_bool *interrupt; /* when set no further block is handed out; may be NULL */
};

/* Returns the number of items done: all, or when interrupted those from 0 on without a gap. */
uint32_t parallel_run(const struct parallel_work *work, uint32_t workers, uint32_t total,
                      uint32_t block);

#endif
