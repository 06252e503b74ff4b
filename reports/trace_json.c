/* The history as JSON: `fleetsim trace --format json`. */
#include "reports/json_writer.h"
#include "reports/trace.h"
#include "reports/trace_event.h"

static void optional(struct json *json, const char *key, const char *text)
{
    if (text != NULL && text[0] != '\0')
        json_put_text(json, key, text);
}

static void event_object(struct json *json, const struct trace_event *event)
{
    json_put_object(json, NULL);
    json_put_instant(json, "time", event->entry->at_s);
    json_put_text(json, "run", event->run);
    optional(json, "stage", event->stage);
    optional(json, "group", event->group);
    optional(json, "member", event->member);
    json_put_text(json, "event", event->state);
    optional(json, "reason", event->reason);
    optional(json, "message", event->message.text);
    optional(json, "kind", event->operation != NULL ? event->operation : event->kind);
    optional(json, "name", event->operation != NULL ? event->target : event->gate);
    json_put_end(json);
}

void trace_json(FILE *out, const struct history *history)
{
    struct json json = {.out = out};
    struct trace_events events;
    struct trace_event event;
    json_put_object(&json, NULL);
    json_put_count(&json, "trial", history->trial);
    json_put_count(&json, "seed", history->scenario->experiment.seed);
    json_put_bool(&json, "cutAtHorizon", history->cut);
    json_put_array(&json, "events");
    trace_events_init(&events, history);
    while (trace_events_next(&events, &event))
        event_object(&json, &event);
    trace_events_clear(&events);
    json_put_end(&json);
    json_put_end(&json);
}
