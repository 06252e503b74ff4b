/* progress: one line on standard error that says how far a long run is, how fast it goes and what
 * is left.
 *
 *     1200 of 5000 trials, 2310 a second, 2 s left
 *
 * Only on a terminal and not with --quiet; it is wiped at the end. No colour.
 */
#ifndef SIM_CLI_PROGRESS_H
#define SIM_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
    bool shown;
    int64_t begun_ms, printed_ms; /* monotonic clock */
    int width;                    /* of the line now on the terminal */
};

void progress_begin(struct progress *progress, bool quiet);

/* For struct experiment_options; `context` is the struct progress. */
void progress_update(void *context, uint32_t done, uint32_t trials);

/* What goes on without trials to count, a few words; until progress_end. */
void progress_note(struct progress *progress, const char *what);

void progress_end(struct progress *progress);

#endif
