/* refusal: why the service would not do what a person asks for.
 *
 * An operation that is refused changes nothing. The codes are ours, the service answers with
 * sentences that are not public.
 */
#ifndef MODELS_REFUSAL_H
#define MODELS_REFUSAL_H

enum refusal {
    REFUSAL_NONE,
    REFUSAL_NO_RUN,           /* the run is not created */
    REFUSAL_RUN_EXISTS,       /* it is created already */
    REFUSAL_RUN_STATE,        /* not in this state of the run */
    REFUSAL_NO_TARGET,        /* the run has no such stage, group, member, wait or gate */
    REFUSAL_TARGET_STATE,     /* the target is in progress or done */
    REFUSAL_GATE_NOT_REACHED, /* gates cannot be completed in advance (R19) */
    REFUSAL_GATE_DONE,        /* the gate is Completed or Skipped */
    REFUSAL_NO_PROFILE,       /* the auto-upgrade profile was deleted */
    REFUSAL_NO_AIM,           /* nothing is out that its channel aims at */
    REFUSAL_COUNT
};

/* "run_state", for the columns of tables; "" for REFUSAL_NONE. */
const char *refusal_word(enum refusal refusal);

/* "the run's state does not allow it", for a sentence that names operation and target. */
const char *refusal_text(enum refusal refusal);

#endif
