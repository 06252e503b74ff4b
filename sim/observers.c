#include "sim/observers.h"

#include <assert.h>

void observers_add(struct observers *observers, struct host_observer observer)
{
    assert(observers->count < OBSERVERS_MAX);
    assert(observers->count == 0 || observers->list[0].as_shown == observer.as_shown);
    observers->list[observers->count++] = observer;
}

static void created(void *context, int64_t now_s, uint32_t run, const struct run_creation *creation)
{
    const struct observers *observers = context;
    for (uint32_t i = 0; i < observers->count; i++)
        if (observers->list[i].created != NULL)
            observers->list[i].created(observers->list[i].context, now_s, run, creation);
}

static void changed(void *context, int64_t now_s, const struct orchestrator_transition *transitions,
                    uint32_t count)
{
    const struct observers *observers = context;
    for (uint32_t i = 0; i < observers->count; i++)
        if (observers->list[i].changed != NULL)
            observers->list[i].changed(observers->list[i].context, now_s, transitions, count);
}

static void refused(void *context, int64_t now_s, uint32_t operation, enum refusal refusal)
{
    const struct observers *observers = context;
    for (uint32_t i = 0; i < observers->count; i++)
        if (observers->list[i].refused != NULL)
            observers->list[i].refused(observers->list[i].context, now_s, operation, refusal);
}

static void begun(void *context, int64_t now_s, const struct orchestrator_begin *begin,
                  const struct upgrade *upgrade)
{
    const struct observers *observers = context;
    for (uint32_t i = 0; i < observers->count; i++)
        if (observers->list[i].begun != NULL)
            observers->list[i].begun(observers->list[i].context, now_s, begin, upgrade);
}

static void stepped(void *context, const struct orchestrator_moment *moment,
                    const struct orchestrator_update *update)
{
    const struct observers *observers = context;
    for (uint32_t i = 0; i < observers->count; i++)
        if (observers->list[i].stepped != NULL)
            observers->list[i].stepped(observers->list[i].context, moment, update);
}

struct host_observer observers_as_one(struct observers *observers)
{
    struct host_observer one = {.context = observers, .as_shown = observers->list[0].as_shown};
    assert(observers->count > 0);
    if (observers->count == 1)
        return observers->list[0];
    for (uint32_t i = 0; i < observers->count; i++) {
        const struct host_observer *observer = &observers->list[i];
        one.created = observer->created != NULL ? created : one.created;
        one.changed = observer->changed != NULL ? changed : one.changed;
        one.refused = observer->refused != NULL ? refused : one.refused;
        one.begun = observer->begun != NULL ? begun : one.begun;
        one.stepped = observer->stepped != NULL ? stepped : one.stepped;
    }
    return one;
}
