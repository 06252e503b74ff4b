/* fault: seeded mistakes, to prove that the tests would notice them.
 *
 * The core is built with FLEETSIM_FAULT set to one of these only by `make faults`, which then
 * requires that the test named in tests/faults fails. In every other build FAULT(...) is the
 * constant false.
 */
#ifndef SIM_ORCHESTRATOR_FAULT_H
#define SIM_ORCHESTRATOR_FAULT_H

enum fault {
    FAULT_NONE,
    FAULT_GROUP_LIMIT_OFF_BY_ONE, /* one member too many at a time in a group */
    FAULT_STAGE_LIMIT_IGNORED,    /* only the groups' limits count */
    FAULT_FAILURES_OFF_BY_ONE,    /* a count that reaches the limit already stops the run */
    FAULT_WAIT_FORGOTTEN,         /* the next stage begins without the after-stage wait */
    FAULT_LAST_WAIT_FORGOTTEN,    /* a run ends without the wait of its last stage */
    FAULT_POLL_IGNORED,           /* openings are noticed at once whatever the poll interval */
    FAULT_CLASSES_IGNORED,        /* members without a window first */
    FAULT_CLOSED_WINDOW_BEGINS,   /* upgrades begin outside windows */
    FAULT_STOP_BEGINS_MORE,       /* a run that is Stopping still begins upgrades */
    FAULT_RESTART_FORGETS_FAILED, /* Failed members are not tried again after a restart */
    FAULT_VERSION_IGNORED,        /* upgrades begin before the version is in the region */
    FAULT_BUSY_IGNORED,           /* two runs upgrade one member at once */
    FAULT_SKIPPED_GATES_BLOCK,    /* the gates of a skipped group stay what they are */
    FAULT_SKIPPED_STAGE_WAITS,    /* the after-stage wait of a skipped stage is not skipped */
    FAULT_SKIPPED_BEGINS,         /* a skip of a member changes nothing */
    FAULT_GATE_IGNORED,           /* a stage's groups begin while its gates are Pending */
    FAULT_GROUP_GATE_IGNORED,     /* a group's members begin while its gates are Pending */
    FAULT_AFTER_GATE_FORGOTTEN,   /* a group ends without its after gates */
    FAULT_GATE_COMPLETED_EARLY,   /* an approval can be given before it is reached */
    FAULT_STOP_PAUSES_GATES,      /* scheduled starts fall due in Running and Pending runs only */
    FAULT_RESTART_RESETS_RUN,     /* a restart takes Pending gates for done */
    FAULT_LEAVER_STAYS,           /* members that leave are upgraded all the same */
    FAULT_GATE_OPENS_LATE, /* a gate done in a moment opens its group behind what is served */
    FAULT_REACHED_GATE_FORGOTTEN, /* a group whose gate was reached and done has not begun */
    FAULT_EMPTY_GROUP_GATED,      /* the gates of a group without members are reached as others */
    FAULT_STOP_HOLDS_DONE,        /* in a run that stops a group that is done is not over */
    FAULT_AFTER_GATE_REOPENED,    /* a stop forgets the gate that a group waited for before */
    FAULT_MISSED_TICK_TAKEN,      /* a change is looked at for a poll tick that has passed */
    FAULT_COUNT
};

#ifndef FLEETSIM_FAULT
#define FLEETSIM_FAULT FAULT_NONE
#endif

#define FAULT(name) (FLEETSIM_FAULT == FAULT_##name)

#endif
