#include "tests/bench/measure.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { CORES_MAX = 256, MACHINE_TEXT = 80 };

#ifndef BENCH_OPTIMIZE
#ifdef __OPTIMIZE__
#define BENCH_OPTIMIZE "optimised"
#else
#define BENCH_OPTIMIZE "-O0"
#endif
#endif

#ifdef __clang__
#define BUILD "clang " __clang_version__ BENCH_OPTIMIZE
#else
#define BUILD "gcc " __VERSION__ " " BENCH_OPTIMIZE
#endif

double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

int cores_online(void)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : cores > CORES_MAX ? CORES_MAX : (int)cores;
}

void hold_on_core(int core)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET((size_t)core, &set);
    sched_setaffinity(0, sizeof set,
                      &set); /* where it is refused, the figure is only less steady */
}

void release_cores(void)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    for (int core = 0; core < cores_online(); core++)
        CPU_SET((size_t)core, &set);
    sched_setaffinity(0, sizeof set, &set);
}

struct core_work {
    const struct work *work;
    int core;
    pthread_barrier_t *barrier; /* before and after each run */
};

static void *run_on_core(void *argument)
{
    const struct core_work *mine = argument;
    hold_on_core(mine->core);
    void *state = mine->work->create(mine->work->size);
    for (int i = 0; i < BEST_OF; i++) {
        pthread_barrier_wait(mine->barrier);
        mine->work->run(state);
        pthread_barrier_wait(mine->barrier);
    }
    free(state);
    return NULL;
}

double best_seconds(const struct work *work, int cores)
{
    pthread_t threads[CORES_MAX];
    struct core_work parts[CORES_MAX];
    pthread_barrier_t barrier;
    pthread_barrier_init(&barrier, NULL, (unsigned)cores + 1);
    for (int core = 0; core < cores; core++) {
        parts[core] = (struct core_work){work, core, &barrier};
        int failed = pthread_create(&threads[core], NULL, run_on_core, &parts[core]);
        assert(!failed);
    }
    double best_s = 0;
    for (int i = 0; i < BEST_OF; i++) {
        pthread_barrier_wait(&barrier);
        double began_s = seconds_now();
        pthread_barrier_wait(&barrier);
        double took_s = seconds_now() - began_s;
        best_s = i == 0 || took_s < best_s ? took_s : best_s;
    }
    for (int core = 0; core < cores; core++)
        pthread_join(threads[core], NULL);
    pthread_barrier_destroy(&barrier);
    return best_s;
}

/* The processor's name as Linux tells it. */
static const char *machine(void)
{
    static char text[MACHINE_TEXT] = "unknown processor";
    FILE *file = fopen("/proc/cpuinfo", "r");
    if (file == NULL)
        return text;
    char line[256];
    while (fgets(line, sizeof line, file) != NULL)
        if (sscanf(line, "model name : %79[^\n]", text) == 1)
            break;
    fclose(file);
    return text;
}

void print_figure(const char *name, double value, const char *unit, int cores)
{
    const char *format = value >= 1000 ? "%-64s %12.0f %-16s" : "%-64s %12.4g %-16s";
    printf(format, name, value, unit);
    printf(" %2d core%s | %s | %s, %d cores\n", cores, cores == 1 ? " " : "s", BUILD, machine(),
           cores_online());
    fflush(stdout);
}

void print_cost(const char *name, const struct work *work)
{
    print_figure(name, best_seconds(work, 1) / work->portion * 1e9, "ns", 1);
    if (cores_online() > 1)
        print_figure(name, best_seconds(work, cores_online()) / work->portion * 1e9, "ns",
                     cores_online());
}

void print_rate(const char *name, const struct work *work)
{
    int cores = cores_online();
    print_figure(name, work->portion / best_seconds(work, 1) * 1e-6, "million/s", 1);
    if (cores > 1)
        print_figure(name, cores * work->portion / best_seconds(work, cores) * 1e-6, "million/s",
                     cores);
}
