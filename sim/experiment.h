/* experiment: many trials, and what they say together.
 *
 * Trials are handed out in blocks to threads; each worker has its own arena, host and tally, filled
 * once, so that a trial allocates nothing. All accumulated figures are integers and are merged
 * exactly: the forecast is the same, bit for bit, for any number of threads.
 *
 *     struct experiment_options options = {.jobs = 2, .trials = 5000, .seed = 1};
 *     experiment_run(&arena, scenario, &options, &forecast);
 */
#ifndef SIM_EXPERIMENT_H
#define SIM_EXPERIMENT_H

#include "models/outcome.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct experiment_options {
    uint32_t jobs;   /* threads, at least 1 */
    uint32_t trials; /* at least 1 */
    uint64_t seed;
    struct precision precision; /* stop when reached, after 1,000 * 2^k trials; all 0: never */
    bool surge;                 /* count surge nodes, where the scenario knows of any */
    bool barriers;              /* count who ends last in each stage (models/barrier.h) */
    const uint32_t *chosen;     /* the trials to simulate, `trials` of them: the forecast's trial k
                                   has the luck of chosen[k]; NULL: the first ones */
    bool support;               /* count clusters that outlive the support of their version */
    bool campaign;              /* follow how current the fleet is, where there is a campaign */
    bool series_only; /* leave out what only a report shows: members, stages, reasons, timeline */
    bool why;         /* walk the driving path of every Completed run back (models/driver.h) */
    const char *version; /* of the program, copied into the forecast */
    const atomic_bool
        *interrupt; /* set by a signal handler: stop after the blocks under way; may be NULL */
    void (*progress)(void *context, uint32_t done,
                     uint32_t trials); /* from one thread; may be NULL */
    void *progress_context;
};

/* Fills *forecast; its arrays live in `arena`. When interrupted, it speaks of the first trials 0 ..
 * n - 1 that are all done. */
void experiment_run(struct arena *arena, const struct scenario *scenario,
                    const struct experiment_options *options, struct forecast *forecast);

#endif
