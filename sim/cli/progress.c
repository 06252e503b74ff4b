#include "sim/cli/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

enum { PRINT_EVERY_MS = 200 };

static int64_t now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void progress_begin(struct progress *progress, bool quiet)
{
    *progress = (struct progress){.shown = !quiet && isatty(STDERR_FILENO)};
    progress->begun_ms = progress->printed_ms = now_ms();
}

void progress_update(void *context, uint32_t done, uint32_t trials)
{
    struct progress *progress = context;
    int64_t now, taken;
    int width;

    if (!progress->shown || done == 0)
        return;
    now = now_ms();
    if (now - progress->printed_ms < PRINT_EVERY_MS)
        return;
    progress->printed_ms = now;
    taken = now - progress->begun_ms;
    width = fprintf(stderr, "\r%u of %u trials, %.0f a second, %.0f s left", done, trials,
                    (double)done * 1e3 / (double)taken,
                    (double)(trials - done) * (double)taken / 1e3 / (double)done);
    if (width < progress->width)
        fprintf(stderr, "%*s", progress->width - width, "");
    progress->width = width;
    fflush(stderr);
}

void progress_note(struct progress *progress, const char *what)
{
    if (!progress->shown)
        return;
    progress->width = fprintf(stderr, "\r%s", what);
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    if (progress->width > 0)
        fprintf(stderr, "\r%*s\r", progress->width, "");
    progress->width = 0;
}
