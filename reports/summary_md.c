/* summary.md: the answer in forty lines, to paste into a change ticket.
 *
 * Names are text: what Markdown or HTML would take for markup is escaped. */
#include "reports/answer.h"
#include "reports/answer_advice.h"
#include "reports/figure.h"
#include "reports/name.h"
#include "reports/operation_words.h"
#include "reports/renderer.h"
#include "reports/scratch.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { LINES_MAX = 40, ITEMS_MIN = 4, LAST_ROWS = 2, TRACKS_SHOWN = 6 };

/* In the order printed; assumptions and warnings fill what is left before the last. */
enum { HEAD, ROWS, DECISIONS, TRACKS, NOTES, SOURCE, PART_COUNT };

static void markdown_text(FILE *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '<')
            fputs("&lt;", out);
        else if (*at == '&')
            fputs("&amp;", out);
        else if (strchr("\\`*_[]|#~", *at) != NULL)
            fprintf(out, "\\%c", *at);
        else
            fputc(*at, out);
    }
}

static void paragraph(FILE *out, const struct forecast *forecast,
                      void (*write)(const struct forecast *, struct line *))
{
    struct line line = {.length = 0};
    write(forecast, &line);
    if (line.length == 0)
        return;
    markdown_text(out, line.text);
    fputs("\n\n", out);
}

static void table_row(void *context, const struct answer_row *row)
{
    FILE *out = context;
    fputs("| ", out);
    markdown_text(out, row->label.text);
    fputs(" | ", out);
    markdown_text(out, row->value.text);
    fputs(" | ", out);
    markdown_text(out, row->note.text);
    fputs(" |\n", out);
}

static void table_head(FILE *out, const char *title)
{
    fputs("| ", out);
    markdown_text(out, title);
    fputs(" | | |\n|---|---|---|\n", out);
}

/* The rows about one run or profile, where it is the only one. */
static void only_track(FILE *out, const struct forecast *forecast)
{
    char name[NAME_SIZE];
    fputc('\n', out);
    table_head(out, name_short(forecast->scenario->tracks[0].name, NAME_COLUMNS, name));
    answer_track_rows(forecast, 0, table_row, out);
}

static void track_row(FILE *out, const struct track *track, const struct track_outcome *outcome)
{
    struct answer_row row = {0};
    char buffer[FIGURE_SIZE], name[NAME_SIZE];
    line_add(&row.label, "%s", name_short(track->name, NAME_COLUMNS, name));
    if (track->profile == NONE)
        line_add(&row.value, "ends by %s in four of five",
                 figure_moment(outcome->finish[Q80].value_s, buffer));
    else
        line_add(&row.value, "%s runs a history",
                 figure_mean(outcome->runs_per_trial_mean, buffer));
    if (outcome->ending.completed.n > 0)
        line_add(&row.note, "Completed: %s", figure_chance(&outcome->ending.completed, buffer));
    table_row(out, &row);
}

/* A row for each, so that the whole stays short. */
static void track_rows(FILE *out, const struct forecast *forecast)
{
    const struct scenario *scenario = forecast->scenario;
    fputc('\n', out);
    table_head(out, "each");
    for (uint32_t i = 0; i < scenario->track_count && i < TRACKS_SHOWN; i++)
        track_row(out, &scenario->tracks[i], &forecast->tracks[i]);
    if (scenario->track_count > TRACKS_SHOWN)
        fprintf(out, "\nAnd %u more runs: runs.csv.\n", scenario->track_count - TRACKS_SHOWN);
}

/* How many of a list are shown in so many lines: all, or one less for saying how many more. */
static size_t shown_of(size_t count, size_t lines)
{
    if (count <= lines)
        return count;
    return lines > 0 ? lines - 1 : 0;
}

/* Those that decide come first where there are more than fit. */
static void assumption_items(FILE *out, const struct scenario *scenario, size_t lines)
{
    char text[NAME_SIZE];
    size_t shown = 0, room = shown_of(scenario->assumption_count, lines);
    for (int decides = 1; decides >= 0; decides--)
        for (uint32_t i = 0; i < scenario->assumption_count && shown < room; i++) {
            const struct assumption *assumption = &scenario->assumptions[i];
            if (assumption->decides != (decides == 1))
                continue;
            shown++;
            fprintf(out, "- %s: ", source_class_name(assumption->source_class));
            markdown_text(out, name_short(assumption->what, SENTENCE_COLUMNS, text));
            fputc('\n', out);
        }
    if (scenario->assumption_count > shown)
        fprintf(out, "- and %zu more: report.html, summary.json\n",
                scenario->assumption_count - shown);
}

static void warning_items(FILE *out, const struct warnings *warnings, size_t lines)
{
    size_t shown = 0, room = shown_of(warnings->count, lines);
    for (const struct warning *at = warnings->first; at != NULL && shown < room; at = at->next) {
        shown++;
        fputs("- warning: ", out);
        markdown_text(out, at->text);
        fputc('\n', out);
    }
    if (warnings->count > shown)
        fprintf(out, "- and %zu more warnings: report.html\n", warnings->count - shown);
}

static void verdicts(FILE *out, const struct forecast *forecast)
{
    for (uint32_t i = 0; i < forecast->scenario->experiment.condition_count; i++) {
        struct line line = {.length = 0};
        answer_verdict(forecast, i, &line);
        markdown_text(out, line.text);
        fputs("\n\n", out);
    }
}

/* A part of the summary, and how long it is. */
struct part {
    char *text;
    size_t size, lines;
};

typedef void part_function(FILE *out, const struct forecast *forecast);

static struct part part_create(part_function *write, const struct forecast *forecast)
{
    struct part part = {.lines = 0};
    FILE *out = open_memstream(&part.text, &part.size);
    if (out == NULL)
        scratch_exhausted();
    write(out, forecast);
    if (fclose(out) != 0)
        scratch_exhausted();
    for (size_t i = 0; i < part.size; i++)
        part.lines += part.text[i] == '\n';
    return part;
}

static void head_part(FILE *out, const struct forecast *forecast)
{
    char name[NAME_SIZE];
    fputs("# ", out);
    markdown_text(out, name_short(forecast->scenario->name, NAME_COLUMNS, name));
    fputs("\n\n", out);
    paragraph(out, forecast, answer_partial);
    paragraph(out, forecast, answer_ranged);
    paragraph(out, forecast, answer_stopped);
    paragraph(out, forecast, answer_assumed);
    paragraph(out, forecast, operation_refused_sentence);
    verdicts(out, forecast);
    table_head(out, answer_is_by_track(forecast->scenario) ? "all runs together" : "");
}

static void rows_part(FILE *out, const struct forecast *forecast)
{
    answer_rows(forecast, table_row, out);
}

static void decisions_part(FILE *out, const struct forecast *forecast)
{
    answer_advice_rows(forecast, table_row, out);
}

static void tracks_part(FILE *out, const struct forecast *forecast)
{
    if (forecast->scenario->track_count > 1)
        track_rows(out, forecast);
    else if (answer_is_by_track(forecast->scenario))
        only_track(out, forecast);
}

static void notes_part(FILE *out, const struct forecast *forecast)
{
    struct line rule = {.length = 0};
    answer_risk_rule(&forecast->scenario->experiment.risk, &rule);
    fprintf(out, "\n%s Risk: %s\n\n", answer_interval_note, rule.text);
}

static void source_part(FILE *out, const struct forecast *forecast)
{
    char trials[FIGURE_SIZE];
    fprintf(out, "\n%s trials, seed %" PRIu64 ", fleetsim %s, scenario digest %016" PRIx64 ".\n",
            figure_count(forecast->trials, trials), forecast->scenario->experiment.seed,
            forecast->version, forecast->scenario->digest);
}

static size_t room_beside(size_t taken)
{
    return taken < LINES_MAX ? LINES_MAX - taken : 0;
}

/* What does not fit is left out of the middle: the rows at the end say most. */
static void print_rows(FILE *out, const struct part *rows, size_t room)
{
    size_t at_least = room > LAST_ROWS + 1 ? room : LAST_ROWS + 1, line = 0;
    size_t left_out = rows->lines > at_least ? rows->lines - at_least + 1 : 0;
    size_t first = rows->lines - left_out - LAST_ROWS;
    for (const char *at = rows->text; *at != '\0'; line++) {
        size_t length = strcspn(at, "\n") + 1;
        if (left_out > 0 && line == first)
            fprintf(out, "| and %zu more: report.html | | |\n", left_out);
        if (left_out == 0 || line < first || line >= first + left_out)
            fwrite(at, 1, length, out);
        at += length;
    }
}

/* Warnings take half of the lines at most, unless assumptions leave more. */
static void print_items(FILE *out, const struct scenario *scenario, size_t room)
{
    size_t assumptions = scenario->assumption_count, warnings = scenario->warnings.count;
    size_t half = room - room / 2;
    size_t for_assumptions = warnings > room / 2 ? half : room - warnings;
    if (assumptions < for_assumptions)
        for_assumptions = assumptions;
    assumption_items(out, scenario, for_assumptions);
    warning_items(out, &scenario->warnings, room - for_assumptions);
}

void summary_md(FILE *out, const struct rendering *rendering)
{
    static part_function *const functions[PART_COUNT] = {
        [HEAD] = head_part,     [ROWS] = rows_part,   [DECISIONS] = decisions_part,
        [TRACKS] = tracks_part, [NOTES] = notes_part, [SOURCE] = source_part};
    const struct forecast *forecast = rendering->forecast;
    struct part parts[PART_COUNT];
    size_t fixed = 0;
    for (int i = 0; i < PART_COUNT; i++) {
        parts[i] = part_create(functions[i], forecast);
        fixed += i == ROWS ? 0 : parts[i].lines;
    }
    size_t rows_room = room_beside(fixed + ITEMS_MIN);
    size_t rows = parts[ROWS].lines < rows_room ? parts[ROWS].lines : rows_room;
    for (int i = 0; i < PART_COUNT; i++) {
        if (i == SOURCE)
            print_items(out, forecast->scenario, room_beside(fixed + rows));
        if (i == ROWS)
            print_rows(out, &parts[ROWS], rows_room);
        else
            fputs(parts[i].text, out);
        free(parts[i].text);
    }
}
