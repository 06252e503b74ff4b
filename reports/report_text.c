/* The summary that a command without -o prints. */
#include "reports/answer.h"
#include "reports/figure.h"
#include "reports/name.h"
#include "reports/operation_words.h"
#include "reports/report.h"

#include <string.h>

enum { TRACKS_SHOWN = 20, LABEL_COLUMNS = 28 };

static void print_sentence(FILE *out, const struct forecast *forecast,
                           void (*write)(const struct forecast *, struct line *))
{
    struct line line = {.length = 0};
    write(forecast, &line);
    if (line.length > 0)
        fprintf(out, "%s\n", line.text);
}

static void print_verdicts(FILE *out, const struct forecast *forecast)
{
    for (uint32_t i = 0; i < forecast->scenario->experiment.condition_count; i++) {
        struct line line = {.length = 0};
        answer_verdict(forecast, i, &line);
        fprintf(out, "%s\n", line.text);
    }
}

/* A label that is too long has a line of its own. */
static void print_row(void *context, const struct answer_row *row)
{
    FILE *out = context;
    size_t width = name_width(row->label.text);
    fprintf(out, "  %s", row->label.text);
    if (width > LABEL_COLUMNS)
        fprintf(out, "\n  %*s", LABEL_COLUMNS + 2, "");
    else
        fprintf(out, "%*s", (int)(LABEL_COLUMNS + 2 - width), "");
    fputs(row->value.text, out);
    if (row->note.length > 0)
        fprintf(out, " (%s)", row->note.text);
    fputc('\n', out);
}

static void print_tracks(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    char name[NAME_SIZE];
    for (uint32_t i = 0; i < scenario->track_count && i < TRACKS_SHOWN; i++) {
        const struct track *track = &scenario->tracks[i];
        fprintf(out, "\n%s %s\n", answer_kind(track), name_short(track->name, NAME_COLUMNS, name));
        answer_track_rows(forecast, i, print_row, out);
    }
    if (scenario->track_count > TRACKS_SHOWN)
        fprintf(out, "\n... and %u more runs\n", scenario->track_count - TRACKS_SHOWN);
}

void report_text(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    char name[NAME_SIZE];
    fprintf(out, "%s\n", name_short(scenario->name, NAME_COLUMNS, name));
    print_sentence(out, forecast, answer_partial);
    print_sentence(out, forecast, answer_sentence);
    print_sentence(out, forecast, answer_stopped);
    print_sentence(out, forecast, answer_assumed);
    print_verdicts(out, forecast);
    fputc('\n', out);
    answer_rows(forecast, print_row, out);
    if (answer_is_by_track(scenario))
        print_tracks(out, forecast);
    fprintf(out, "\n%s\n", answer_interval_note);
    print_sentence(out, forecast, operation_refused_sentence);
    if (scenario->warnings.count > 0)
        fprintf(out, "%zu warning%s: fleetsim validate shows %s.\n", scenario->warnings.count,
                scenario->warnings.count == 1 ? "" : "s",
                scenario->warnings.count == 1 ? "it" : "them");
}
