#include "sim/replay.h"

#include "sim/host.h"
#include "sim/recorder.h"

void replay_trial(struct arena *arena, const struct scenario *scenario, uint64_t seed,
                  uint32_t trial, struct history *history)
{
    struct recorder *recorder = recorder_create(arena, scenario);
    struct host *host = host_create(arena, scenario, seed, recorder_observer(recorder));
    recorder_ask(recorder, host_world(host));
    host_run(host, trial);
    recorder_history(recorder, host_core(host), trial, history);
}
