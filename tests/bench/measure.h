/* measure: how a figure of performance is taken and printed.
 *
 * A piece of work is created, then run five times; the best time counts. It is taken on one core,
 * on which the thread is held, or on all cores, each with a piece of its own and all begun
 * together. Every figure is one line: name, value, unit, cores, and the build and machine it was
 * taken on.
 */
#ifndef TESTS_BENCH_MEASURE_H
#define TESTS_BENCH_MEASURE_H

#include <stdint.h>

enum { BEST_OF = 5 };

struct work {
    void *(*create)(uint32_t size); /* freed with one free() */
    void (*run)(void *state);
    uint32_t size;  /* given to create */
    double portion; /* operations in one run */
};

/* Seconds, of a clock that only goes forward. */
double seconds_now(void);

int cores_online(void);

/* Holds the calling thread, and those it begins, on one core, or lets it go to all. */
void hold_on_core(int core);
void release_cores(void);

/* Best time of one run. `cores`: 1 or all; with more, until the last of them is done. */
double best_seconds(const struct work *work, int cores);

/* One line on stdout. */
void print_figure(const char *name, double value, const char *unit, int cores);

/* Nanoseconds an operation, on one core and on each of all cores busy at once. */
void print_cost(const char *name, const struct work *work);

/* Millions of operations a second, on one core and on all together. */
void print_rate(const char *name, const struct work *work);

#endif
