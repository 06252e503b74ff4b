#include "sim/parallel.h"

#include <assert.h>
#include <pthread.h>

enum { WORKERS_MAX = 1024 };

struct pool {
    const struct parallel_work *work;
    uint32_t total, block;
    atomic_uint next, done; /* next is counted in blocks */
};

struct worker {
    struct pool *pool;
    uint32_t number;
    pthread_t thread;
};

static bool is_interrupted(const struct parallel_work *work)
{
    return work->interrupt != NULL && atomic_load(work->interrupt);
}

static void *work_through(void *argument)
{
    const struct worker *worker = argument;
    struct pool *pool = worker->pool;
    const struct parallel_work *work = pool->work;
    uint32_t blocks = (pool->total + pool->block - 1) / pool->block;
    while (!is_interrupted(work)) {
        uint32_t number = atomic_fetch_add(&pool->next, 1);
        if (number >= blocks)
            break;
        uint32_t first = number * pool->block;
        uint32_t count = pool->total - first < pool->block ? pool->total - first : pool->block;
        work->block(work->context, worker->number, first, count);
        uint32_t done = atomic_fetch_add(&pool->done, count) + count;
        if (worker->number == 0 && work->progress != NULL)
            work->progress(work->progress_context, done, pool->total);
    }
    return NULL;
}

uint32_t parallel_run(const struct parallel_work *work, uint32_t workers, uint32_t total,
                      uint32_t block)
{
    assert(workers >= 1 && workers <= WORKERS_MAX && block >= 1);
    struct pool pool = {.work = work, .total = total, .block = block};
    struct worker list[WORKERS_MAX];
    uint32_t started = 1;
    for (; started < workers; started++) {
        list[started] = (struct worker){.pool = &pool, .number = started};
        if (pthread_create(&list[started].thread, NULL, work_through, &list[started]) != 0)
            break; /* fewer threads do the same work */
    }
    list[0] = (struct worker){.pool = &pool, .number = 0};
    work_through(&list[0]);
    for (uint32_t i = 1; i < started; i++)
        pthread_join(list[i].thread, NULL);
    return atomic_load(&pool.done);
}
