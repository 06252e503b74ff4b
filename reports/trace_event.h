/* trace_event: a history's entries with their indices turned into names and words.
 *
 *     struct trace_events events;
 *     struct trace_event event;
 *     trace_events_init(&events, history);
 *     while (trace_events_next(&events, &event)) ...
 *     trace_events_clear(&events);
 *
 * A walk keeps each cluster's version, because a later run finds what an earlier one left.
 */
#ifndef REPORTS_TRACE_EVENT_H
#define REPORTS_TRACE_EVENT_H

#include "models/history.h"
#include "reports/line.h"

struct trace_events {
    const struct history *history;
    size_t next;
    uint32_t *version; /* per fleet member: its control plane */
    bool *named;       /* per run: the service's name was said */
};

/* Names are NULL above the event's level. */
struct trace_event {
    const struct history_entry *entry;
    const char *run, *stage, *group, *member;
    const char *kind; /* what a wait or gate is, else NULL: "AfterStageWait", "Approval", ... */
    const char *gate; /* its displayName, else "before/0", ...; NULL: not a gate */
    const char *operation, *target; /* what was refused: "skip", "Member:a"; else NULL */
    const char *state;
    const char *reason;  /* "" where there is none */
    char position[32];   /* behind `gate` where it has no displayName */
    struct line detail;  /* "1.34.6 -> 1.35.2", "opens ...", "2 members failed", why it was refused;
                            may be empty */
    struct line message; /* of a member with a reason, or Completed, the service's sentence
                            (models/message.h), else the detail */
};

void trace_events_init(struct trace_events *events, const struct history *history);
bool trace_events_next(struct trace_events *events, struct trace_event *event);
void trace_events_clear(struct trace_events *events);

#endif
