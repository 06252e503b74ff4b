/* What stands in the way how often: the share of completed runs whose driving path holds it. */
#include "reports/critical_words.h"
#include "reports/figure.h"
#include "reports/html_table.h"
#include "reports/html_why.h"
#include "reports/html_writer.h"

enum { TRACKS_SHOWN = 10, ROWS_SHOWN = 5 }; /* of each kind */

static const char *const kinds[CRITICAL_KIND_COUNT] = {
    [CRITICAL_GROUP] = "group",
    [CRITICAL_MEMBER] = "member",
    [CRITICAL_WINDOW] = "window",
    [CRITICAL_REGION] = "region",
    [CRITICAL_GATE] = "gate",
    [CRITICAL_GROUP_LIMIT] = "limit of a group",
    [CRITICAL_STAGE_LIMIT] = "limit of a stage",
};

static void add_where(const struct critical_place *place, struct line *line)
{
    line_add(line, "%s%s%s", place->stage, place->group[0] != '\0' ? " / " : "", place->group);
}

static void critical_row(FILE *out, const struct forecast *forecast,
                         const struct criticality *criticality)
{
    struct critical_place place;
    struct line where = {.length = 0};
    critical_place_of(forecast->scenario, criticality, &place);
    add_where(&place, &where);
    html_row_begin(out, place.name);
    html_cell(out, kinds[criticality->kind]);
    html_cell(out, where.text);
    html_bar_cell(out, criticality->p.value);
    html_chance_cell(out, &criticality->p);
    html_row_end(out);
}

/* The first row of a track, or the number of rows. */
static uint32_t first_row(const struct forecast *forecast, uint32_t track)
{
    uint32_t i = 0;
    while (i < forecast->criticality_count && forecast->criticality[i].track != track)
        i++;
    return i;
}

/* Rows stand by track, kind and share, so the first of each kind are the most frequent. */
static void track_rows(FILE *out, const struct forecast *forecast, uint32_t track)
{
    uint32_t of_kind = 0, first = first_row(forecast, track);
    for (uint32_t i = first; i < forecast->criticality_count; i++) {
        const struct criticality *at = &forecast->criticality[i];
        if (at->track != track)
            return;
        of_kind = i > first && at[-1].kind == at->kind ? of_kind + 1 : 0;
        if (of_kind < ROWS_SHOWN)
            critical_row(out, forecast, at);
    }
}

static void track_table(FILE *out, const struct forecast *forecast, uint32_t track)
{
    struct line caption = {.length = 0};
    line_add(&caption, "On the driving path of completed runs of %s: the first %d of each kind",
             forecast->scenario->tracks[track].name, ROWS_SHOWN);
    html_table_begin(out, "bars", caption.text,
                     (const char *const[]){"What", "Kind", "Where", "", "Share of runs", NULL});
    track_rows(out, forecast, track);
    html_table_end(out);
}

void html_why_critical(FILE *out, const struct forecast *forecast)
{
    fputs("<h3>What stands in the way, and how often</h3>\n", out);
    if (forecast->criticality_count == 0) {
        fputs("<p>Nothing: there is no driving path to be on.</p>\n", out);
        return;
    }
    for (uint32_t track = 0; track < forecast->scenario->track_count && track < TRACKS_SHOWN;
         track++)
        if (first_row(forecast, track) < forecast->criticality_count)
            track_table(out, forecast, track);
    fputs("<p class=\"note\">criticality.csv holds all.</p>\n", out);
}
