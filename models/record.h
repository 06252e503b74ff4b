/* record: what a fleet's past says: upgrades of members and approvals of gates, one record each.
 *
 * Read from update runs or tables (scenarios/history.h), used to fit models (models/fit.h). Runs,
 * regions and codes are numbers into the lists of names; NONE where the history does not say.
 * An upgrade that had not ended is known to have lasted at least until the history's end.
 */
#ifndef MODELS_RECORD_H
#define MODELS_RECORD_H

#include "models/update_run.h"

#include <stddef.h>
#include <stdint.h>

/* The code of a failure of which none is told. */
#define RECORD_CODE_UNNAMED "UpgradeFailed"

enum record_outcome { RECORD_COMPLETED, RECORD_FAILED, RECORD_UNFINISHED };

struct upgrade_record {
    uint32_t member, run, region, code; /* code: of a failed one */
    uint32_t nodes;                     /* 0: not known */
    enum upgrade_type type;
    enum record_outcome outcome;
    int64_t begun_s, ended_s; /* RECORD_UNFINISHED: ended_s is the history's end */
};

/* A gate that waited for an approval. */
struct approval_record {
    bool approved; /* false: it still waited at the history's end */
    int64_t asked_s, ended_s;
};

struct name_list {
    const char *const *names;
    uint32_t count;
};

struct records {
    const struct upgrade_record *upgrades;
    size_t upgrade_count;
    const struct approval_record *approvals;
    size_t approval_count;
    struct name_list members, runs, regions, codes;
    int64_t until_s;       /* the history's end: the latest instant in it */
    size_t not_begun;      /* members that were skipped, pending or not started: no upgrade */
    size_t not_understood; /* members in a state, or runs of a type, unknown to this program */
};

#endif
