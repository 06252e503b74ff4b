#include "models/refusal.h"

#include <assert.h>

const char *refusal_word(enum refusal refusal)
{
    static const char *const words[REFUSAL_COUNT] = {
        [REFUSAL_NONE] = "",
        [REFUSAL_NO_RUN] = "no_run",
        [REFUSAL_RUN_EXISTS] = "run_exists",
        [REFUSAL_RUN_STATE] = "run_state",
        [REFUSAL_NO_TARGET] = "no_target",
        [REFUSAL_TARGET_STATE] = "target_state",
        [REFUSAL_GATE_NOT_REACHED] = "gate_not_reached",
        [REFUSAL_GATE_DONE] = "gate_done",
        [REFUSAL_NO_PROFILE] = "no_profile",
        [REFUSAL_NO_AIM] = "no_aim",
    };
    assert((unsigned)refusal < REFUSAL_COUNT);
    return words[refusal];
}

const char *refusal_text(enum refusal refusal)
{
    static const char *const texts[REFUSAL_COUNT] = {
        [REFUSAL_NONE] = "",
        [REFUSAL_NO_RUN] = "the update run does not exist",
        [REFUSAL_RUN_EXISTS] = "the update run exists already",
        [REFUSAL_RUN_STATE] = "the update run's state does not allow it",
        [REFUSAL_NO_TARGET] = "the update run has no such target",
        [REFUSAL_TARGET_STATE] = "the target's state does not allow it",
        [REFUSAL_GATE_NOT_REACHED] = "the gate is not reached yet",
        [REFUSAL_GATE_DONE] = "the gate is done already",
        [REFUSAL_NO_PROFILE] = "the auto-upgrade profile does not exist",
        [REFUSAL_NO_AIM] = "nothing is published that the profile's channel aims at",
    };
    assert((unsigned)refusal < REFUSAL_COUNT);
    return texts[refusal];
}
