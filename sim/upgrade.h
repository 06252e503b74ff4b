/* upgrade: one attempt to bring a member to a run's target: how long it takes, whether it fails.
 *
 * Everything is drawn by address (models/random.h) from the member in its run and the number of the
 * attempt, so a member meets the same luck whenever its attempt begins; what many members share
 * (models/shared.h, models/risk.h) is drawn by the address of what they have in common. A worker
 * has one struct upgrades; a job is what a draw needs to know of a member in a run.
 */
#ifndef SIM_UPGRADE_H
#define SIM_UPGRADE_H

#include "models/scenario.h"
#include "sim/course.h"

#include <stdint.h>

/* An upgrade that has begun. */
struct upgrade {
    int64_t length_s;     /* until it ends, well or not; at least 1 */
    int64_t window_end_s; /* end of the opening it began in; INSTANT_NEVER: no window */
    uint16_t failure;     /* REASON_NONE: it will go well */
    uint32_t stay_count;  /* of its surge nodes; 0 where nobody asks (scenario.surge_counts) */
    const struct surge_stay *stays; /* until the next upgrade begins */
};

/* A member in a run, and how far its upgrades have come in this trial. A cache line: all of it is
 * needed at once, and fleets are large. */
struct upgrade_job {
    _Alignas(64) uint64_t entity; /* of the member in this run, for its luck */
    uint32_t duration_model, failure_model;
    uint32_t pools, nodes; /* to upgrade */
    /* How far: it holds while `mark` is that of the run in this trial. */
    uint32_t mark;
    uint32_t attempts : 31; /* that have begun */
    uint32_t foreseen : 1;  /* the luck of the first attempt is known, where its model is plain: its
                               durations are in one piece and it shares nothing */
    double u;               /* random_uniforms(PURPOSE_ATTEMPT).u[1]: whether it fails */
    uint32_t length_s;      /* if it does not */
    uint16_t failure;       /* how the upgrade in progress will end */
    int64_t began_s;
};

struct upgrades {
    const struct scenario *scenario;
    uint64_t seed;
    uint32_t trial;
    double *probabilities;      /* of failures, this trial's */
    double *risk_probabilities; /* likewise */
    bool *plain;                /* per duration model */
    double *spared;             /* per failure model and type: who draws as much as this trial's
                                   value is spared by all causes; 1: no value is certain to be */
    uint64_t *region, *group;   /* entities of the fleet's regions and groups */
    struct course_room room;
};

void upgrades_init(struct arena *arena, struct upgrades *upgrades, const struct scenario *scenario,
                   uint64_t seed);

/* What is drawn once a trial. */
void upgrades_reset(struct upgrades *upgrades, uint32_t trial);

/* The unit of SCOPE_VERSION a run belongs to: runs to one Kubernetes version share it; runs to
 * images have theirs alone. */
uint64_t upgrade_version_entity(const struct update_run *run);

/* The member's job in this run, without its work; nothing has begun. */
struct upgrade_job upgrade_job_of(const struct update_run *run, const struct member *member);

/* The member has other models than before; what has begun goes on. */
void upgrade_job_change(struct upgrade_job *job, const struct update_run *run,
                        const struct member *member);

/* Nothing has begun, unless it has under this mark. */
static inline void upgrade_job_renew(struct upgrade_job *job, uint32_t mark)
{
    if (job->mark == mark)
        return;
    job->mark = mark;
    job->attempts = 0;
    job->foreseen = false;
}

/* Notes the pools and nodes that this work upgrades. */
void upgrade_job_count_work(struct upgrade_job *job, const struct upgrade_work *work);

/* Draws the luck of the first attempts of jobs that stand together, where their models are plain,
 * in a fraction of the time that each alone takes; who begins one of them begins most of them.
 * Changes no attempt's luck. The jobs have been renewed. */
enum { UPGRADES_TOGETHER = 16 };
void upgrades_foresee(const struct upgrades *upgrades, enum upgrade_type type,
                      struct upgrade_job *jobs, uint32_t count);

static inline bool upgrade_is_plain(const struct upgrades *upgrades, const struct upgrade_job *job)
{
    return upgrades->plain[job->duration_model];
}

/* Draws the next attempt of a job whose model is plain. window_end_s is left 0. */
void upgrade_draw_plain(const struct upgrades *upgrades, struct upgrade_job *job,
                        enum upgrade_type type, struct upgrade *upgrade);

/* The same, whatever its model. */
void upgrade_draw(const struct upgrades *upgrades, struct upgrade_job *job,
                  const struct upgrade_begin *begin, struct upgrade *upgrade);

#endif
