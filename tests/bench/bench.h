/* bench: the chapters of `make bench`, in the order they are printed. What is asked of each figure
 * stands at its chapter. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

/* The event queue alone: take one, schedule one, at 100 to 1,000,000 pending. */
void bench_event_queue(void);

/* Models on the event queue: the hold model with a state each, and the M/M/1 queue. */
void bench_hold_model(void);
void bench_mm1(void);

/* Random numbers by address, and values drawn by inversion. */
void bench_draws(void);

/* Whole experiments on generated fleets of 1,000, 10,000 and 100,000 members. */
void bench_yardstick(void);

/* What-if: the gain of shared luck, and what a comparison costs. */
void bench_whatif(void);

#endif
