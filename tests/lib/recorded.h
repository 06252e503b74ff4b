/* recorded: the stories behind the update runs that the real service answered with, and that the
 * API's documentation shows.
 *
 * A body shows a run at one moment. Where the story that led there can be told, it stands here in
 * our words: a scenario, the moment at which to look, and what is seen then, as an outline. The
 * suite `recorded` plays each, looks, and saves and restores what it saw. tests/recorded/compare.c
 * holds the same stories against the bodies themselves, which are not part of this project: CLI
 * test recordings in Azure/azure-cli-extensions, src/fleet/azext_fleet/tests/latest/recordings
 * (file names say date, commit and place), examples in Azure/azure-rest-api-specs (fleet,
 * 2026-06-02-preview), a sample in MicrosoftDocs/azure-aks-docs (howto-monitor-update-runs.md).
 */
#ifndef TESTS_LIB_RECORDED_H
#define TESTS_LIB_RECORDED_H

#include "models/arena.h"
#include "models/run_snapshot.h"
#include "models/scenario.h"

#include <stddef.h>

enum { RECORDED_FILES_MAX = 6 };

struct recorded_story {
    const char *name;
    const char *files[RECORDED_FILES_MAX]; /* bodies that show it; NULL at their end */
    const char *part;   /* JSON pointer: only this part is comparable; NULL: the whole body */
    const char *unlike; /* a key that differs for reasons that `because` gives, or NULL */
    const char *because;
    const char *scenario; /* ' stands for "; one run, "run" */
    const char *look;     /* instant */
    const char *seen;     /* recorded_outline */
};

/* A body that no story leads to. */
struct untold {
    const char *file, *because;
};

extern const struct recorded_story recorded_stories[];
extern const size_t recorded_story_count;
extern const struct untold recorded_untold[];
extern const size_t recorded_untold_count;

/* Plays the story up to its look and saves the run. Everything lives in `arena`. A scenario that
 * does not load ends the program. */
void recorded_play(struct arena *arena, const struct recorded_story *story,
                   struct scenario *scenario, struct run_snapshot *snapshot);

/* One line a run, stage, group and member: states, reasons, gates and waits, without times. */
char *recorded_outline(struct arena *arena, const struct scenario *scenario,
                       const struct run_snapshot *snapshot);

/* The service's JSON for what was seen. */
char *recorded_json(struct arena *arena, const struct scenario *scenario,
                    const struct run_snapshot *snapshot);

#endif
