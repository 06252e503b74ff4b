/* skip_sample: how many trials meet a deadline when some members are skipped.
 *
 * Trials that meet it anyway hardly ever miss it because somebody is skipped, so while a set is
 * looked for only those that miss it are simulated again, with the same luck: the misses among the
 * first trials of the forecast, at most SKIP_TRIALS_MAX of them. Where the deadline asks for a
 * share of members at target, which who is skipped is not, the first trials are all simulated, and
 * so are short forecasts. Who relies on a set simulates all trials (sim/skips.h).
 *
 * The budget counts simulated trials, not time, so that the answer is the same on any machine. Once
 * it is used up, nothing is met any more.
 */
#ifndef SIM_SKIP_SAMPLE_H
#define SIM_SKIP_SAMPLE_H

#include "sim/experiment.h"

#include <stdbool.h>
#include <stdint.h>

enum { SKIP_TRIALS_MAX = 256 };

struct skip_sample {
    const struct scenario *scenario;
    uint32_t deadline;
    struct experiment_options options;
    uint32_t trials;       /* the forecast's first so many: */
    uint32_t *chosen;      /* these are simulated, */
    uint32_t chosen_count; /* the others meet the deadline */
    uint64_t budget;       /* trials that may still be simulated */
    bool spent;            /* more were asked for */
    bool interrupted;
    void (*exhausted)(void);
};

/* `forecast` was made from `scenario` with `options`. */
void skip_sample_init(struct arena *arena, const struct scenario *scenario,
                      const struct experiment_options *options, const struct forecast *forecast,
                      uint32_t deadline, struct skip_sample *sample);

/* How many of the chosen trials have to meet the deadline for this probability. */
uint32_t skip_sample_need(const struct skip_sample *sample, double required_p);

/* How many of these trials, chosen ones, meet the deadline with these members skipped. `met`, where
 * it is not NULL, says for each whether it does. Less than `at_least` means: less than that; how
 * much less is then not known. */
uint32_t skip_sample_met(struct skip_sample *sample, const uint32_t *trials, uint32_t trial_count,
                         const struct skip *skips, uint32_t skip_count, uint32_t at_least,
                         uint8_t *met);

/* Per slot of all tracks (models/outcome.h, blame_s): who holds up these trials, with these members
 * skipped. In `arena`; NULL when the budget is used up. */
const int64_t *skip_sample_blame(struct arena *arena, struct skip_sample *sample,
                                 const uint32_t *trials, uint32_t trial_count,
                                 const struct skip *skips, uint32_t skip_count);

#endif
