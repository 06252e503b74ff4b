/* The history as a table: `fleetsim trace --format csv`. */
#include "reports/csv_writer.h"
#include "reports/trace.h"
#include "reports/trace_event.h"

static void name_cell(struct csv *csv, const char *name)
{
    csv_text(csv, name == NULL ? "" : name);
}

void trace_csv(FILE *out, const struct history *history)
{
    struct csv csv = {.out = out};
    struct trace_events events;
    struct trace_event event;
    csv_headings(&csv, "time_utc,run,stage,group,member,event,reason,message,kind,name");
    csv_end(&csv);
    trace_events_init(&events, history);
    while (trace_events_next(&events, &event)) {
        csv_instant(&csv, event.entry->at_s);
        name_cell(&csv, event.run);
        name_cell(&csv, event.stage);
        name_cell(&csv, event.group);
        name_cell(&csv, event.member);
        csv_text(&csv, event.state);
        csv_text(&csv, event.reason);
        csv_text(&csv, event.message.text);
        name_cell(&csv, event.operation != NULL ? event.operation : event.kind);
        name_cell(&csv, event.operation != NULL ? event.target : event.gate);
        csv_end(&csv);
    }
    trace_events_clear(&events);
}
