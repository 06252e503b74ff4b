/* The history for people: `fleetsim trace`. */
#include "reports/name.h"
#include "reports/trace.h"
#include "reports/trace_event.h"

#include <string.h>

/* A name or path beyond this width stands out of its column, and makes it no wider for the others.
 */
enum { PATH_NAMES = 3, COLUMN_WIDTH_MAX = 80 };

struct widths {
    size_t run, path, state;
};

/* Names from the top, the rest NULL. */
static void path_names(const struct trace_event *event, const char *names[PATH_NAMES])
{
    names[0] = event->stage == NULL ? "run" : event->stage;
    names[1] = event->group;
    names[2] = event->member;
}

/* "skip Member:a" in place of a path. */
static size_t operation_width(const struct trace_event *event)
{
    size_t target = name_width(event->target);
    return strlen(event->operation) + (target > 0 ? 1 + target : 0);
}

static void print_operation(FILE *out, const struct trace_event *event)
{
    fprintf(out, "%s%s", event->operation, *event->target ? " " : "");
    name_print(out, event->target);
}

static const char *path_end(const struct trace_event *event)
{
    if (event->gate != NULL)
        return " gate ";
    return event->entry->level == LEVEL_WAIT ? " wait" : "";
}

static size_t path_width(const struct trace_event *event)
{
    const char *names[PATH_NAMES];
    if (event->operation != NULL)
        return operation_width(event);
    path_names(event, names);
    size_t width = strlen(path_end(event));
    if (event->gate != NULL)
        width += name_width(event->gate);
    for (int i = 0; i < PATH_NAMES && names[i] != NULL; i++)
        width += (i > 0 ? 1 : 0) + name_width(names[i]);
    return width;
}

static void print_path(FILE *out, const struct trace_event *event)
{
    const char *names[PATH_NAMES];
    if (event->operation != NULL) {
        print_operation(out, event);
        return;
    }
    path_names(event, names);
    for (int i = 0; i < PATH_NAMES && names[i] != NULL; i++) {
        fputs(i > 0 ? "/" : "", out);
        name_print(out, names[i]);
    }
    fputs(path_end(event), out);
    if (event->gate != NULL)
        name_print(out, event->gate);
}

static size_t wider(size_t width, size_t other)
{
    return width > other || other > COLUMN_WIDTH_MAX ? width : other;
}

static struct widths measure(const struct history *history)
{
    struct widths widths = {0};
    struct trace_events events;
    struct trace_event event;
    trace_events_init(&events, history);
    while (trace_events_next(&events, &event)) {
        widths.run = wider(widths.run, name_width(event.run));
        widths.path = wider(widths.path, path_width(&event));
        widths.state = wider(widths.state, strlen(event.state));
    }
    trace_events_clear(&events);
    return widths;
}

/* Spaces up to the next column, two at least. */
static void pad(FILE *out, size_t width, size_t used)
{
    fprintf(out, "%*s", (int)(width > used ? width - used + 2 : 2), "");
}

static void print_event(FILE *out, const struct trace_event *event, const struct widths *widths)
{
    char at[INSTANT_TEXT_SIZE];
    bool reason = event->reason[0] != '\0', message = event->detail.length > 0;
    fprintf(out, "%s  ", instant_format(event->entry->at_s, at));
    name_print(out, event->run);
    pad(out, widths->run, name_width(event->run));
    print_path(out, event);
    pad(out, widths->path, path_width(event));
    fputs(event->state, out);
    if (event->operation != NULL) {
        fprintf(out, ": %s\n", event->message.text);
        return;
    }
    if (reason || message)
        pad(out, widths->state, strlen(event->state));
    name_print(out, event->reason);
    fprintf(out, "%s%s\n", reason && message ? ": " : "", event->detail.text);
}

void trace_text(FILE *out, const struct history *history)
{
    struct widths widths = measure(history);
    struct trace_events events;
    struct trace_event event;
    trace_events_init(&events, history);
    while (trace_events_next(&events, &event))
        print_event(out, &event, &widths);
    trace_events_clear(&events);
}
