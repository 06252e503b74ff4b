/* Each stage's part in the time, and how much earlier it would end without those who end last. */
#include "models/instant.h"
#include "reports/figure.h"
#include "reports/html_table.h"
#include "reports/html_why.h"
#include "reports/html_writer.h"
#include "reports/segment_name.h"

enum { STAGES_SHOWN = 40 };

/* The barrier of a stage without its `last` last ones, or NULL. */
static const struct barrier *barrier_of(const struct forecast *forecast,
                                        const struct segment_outcome *stage, uint32_t last)
{
    for (uint32_t i = 0; i < forecast->barrier_count; i++) {
        const struct barrier *at = &forecast->barriers[i];
        if (at->track == stage->track && at->stage == stage->index && at->last == last)
            return at;
    }
    return NULL;
}

static void share_row(FILE *out, const struct forecast *forecast, uint32_t index)
{
    const struct stage_share *share = &forecast->stage_shares[index];
    struct line name = {.length = 0}, percent = {.length = 0};
    char figure[FIGURE_SIZE];
    segment_name_stage(forecast->scenario, &forecast->stages[index], &name);
    html_row_begin(out, name.text);
    html_bar_cell(out, share->path_share);
    line_add(&percent, "%s %%", figure_mean(share->path_share * 100, figure));
    html_cell(out, percent.text);
    html_cell(out, figure_mean(share->barrier_s / HOUR_S, figure));
    html_cell(out, figure_mean(share->merge_bias_s / HOUR_S, figure));
    html_row_end(out);
}

static void shares(FILE *out, const struct forecast *forecast)
{
    if (forecast->stage_shares == NULL)
        return;
    html_table_begin(out, "bars", "Stages, over completed runs",
                     (const char *const[]){"Stage", "", "Share of the time",
                                           "Hours from the mean group end to the last",
                                           "Hours of it by chance alone", NULL});
    for (uint32_t i = 0; i < forecast->stage_count && i < STAGES_SHOWN; i++)
        share_row(out, forecast, i);
    html_table_end(out);
}

static void earlier_cell(FILE *out, const struct barrier *barrier)
{
    char length[INSTANT_TEXT_SIZE];
    html_cell(out,
              barrier == NULL ? "" : duration_format((int64_t)barrier->earlier_mean_s, length));
}

static void names_cell(FILE *out, const struct scenario *scenario, const struct barrier *barrier)
{
    struct line names = {.length = 0};
    for (uint32_t i = 0; i < barrier->last; i++)
        line_add(&names, "%s%s", i > 0 ? ", " : "",
                 scenario->fleet.members[barrier->members[i]].name);
    html_cell(out, names.text);
}

/* Who they are is told for as many as a reader may want to talk to. */
static void barrier_row(FILE *out, const struct forecast *forecast,
                        const struct segment_outcome *stage)
{
    static const uint32_t told[] = {1, 3, 5};
    struct line name = {.length = 0};
    const struct barrier *widest = NULL;
    if (barrier_of(forecast, stage, 1) == NULL)
        return;
    segment_name_stage(forecast->scenario, stage, &name);
    html_row_begin(out, name.text);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        const struct barrier *barrier = barrier_of(forecast, stage, told[i]);
        earlier_cell(out, barrier);
        widest = barrier == NULL ? widest : barrier;
    }
    names_cell(out, forecast->scenario, widest);
    html_row_end(out);
}

static void barriers(FILE *out, const struct forecast *forecast)
{
    if (forecast->barrier_count == 0)
        return;
    html_table_begin(out, NULL, "How much earlier each stage would end without those who end last",
                     (const char *const[]){"Stage", "Without the last one", "Without 3",
                                           "Without 5", "Most often these", NULL});
    for (uint32_t i = 0; i < forecast->stage_count && i < STAGES_SHOWN; i++)
        barrier_row(out, forecast, &forecast->stages[i]);
    html_table_end(out);
    fputs("<p class=\"note\">Means over the trials in which the stage ends and its run neither "
          "fails nor is stopped, and for that stage alone: whether the run ends earlier, too, is "
          "what skipping below tells. barriers.csv holds up to 10.</p>\n",
          out);
}

void html_why_stages(FILE *out, const struct forecast *forecast)
{
    fputs("<h3>Stages, and who ends last in them</h3>\n", out);
    if (forecast->stage_shares == NULL && forecast->barrier_count == 0)
        fputs("<p>Nothing was counted of stages.</p>\n", out);
    shares(out, forecast);
    barriers(out, forecast);
}
