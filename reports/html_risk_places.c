/* Where the cloud gets tight: windows that upgrades outlast, regions whose quota surge reaches. */
#include "models/instant.h"
#include "reports/figure.h"
#include "reports/html_risks.h"
#include "reports/html_table.h"
#include "reports/html_writer.h"
#include "reports/line.h"
#include "reports/top_rows.h"
#include "reports/window_words.h"

enum { ROWS_SHOWN = 10 };

static void overrun_sentence(FILE *out, const struct forecast *forecast)
{
    const struct overrun_outcome *overrun = &forecast->overrun;
    struct line line = {.length = 0};
    char trials[FIGURE_SIZE], upgrades[FIGURE_SIZE], members[FIGURE_SIZE];
    if (overrun->upgrades.n == 0)
        line_add(&line, "No upgrade begins inside a maintenance window, so none outlasts one.");
    else
        line_add(&line,
                 "In %s of trials some upgrade goes on after its window has closed; of the "
                 "upgrades begun in a window %s do, on %s of the members.",
                 figure_chance(&overrun->trials, trials),
                 figure_chance(&overrun->upgrades, upgrades),
                 figure_count(overrun->members, members));
    html_element(out, "p", line.text);
    fputc('\n', out);
}

static void window_row(FILE *out, const struct forecast *forecast, uint32_t index)
{
    const struct window *window = &forecast->scenario->windows[index];
    struct line rule = {.length = 0};
    window_words(window, &rule);
    html_row_begin(out, window->name);
    html_cell(out, rule.text);
    html_chance_cell(out, &forecast->window_overruns[index].upgrades);
    html_row_end(out);
}

static void caption_of(struct line *line, const char *what, const struct top_rows *top,
                       const char *kind)
{
    char count[FIGURE_SIZE];
    line_add(line, "%s", what);
    if (top->offered > top->count)
        line_add(line, ", the first %u of %s %s", top->count, figure_count(top->offered, count),
                 kind);
}

void html_risk_overruns(FILE *out, const struct forecast *forecast)
{
    struct top_rows top = {.limit = ROWS_SHOWN};
    struct line caption = {.length = 0};
    fputs("<h3>Upgrades that outlast their window</h3>\n", out);
    overrun_sentence(out, forecast);
    for (uint32_t i = 0; i < forecast->scenario->window_count; i++)
        if (forecast->window_overruns[i].upgrades.hits > 0)
            top_rows_offer(&top, i, forecast->window_overruns[i].upgrades.value);
    if (top.count == 0)
        return;
    caption_of(&caption, "Windows by the share of upgrades that outlast them", &top, "windows");
    html_table_begin(
        out, NULL, caption.text,
        (const char *const[]){"Window", "Open", "Upgrades begun in it that outlast it", NULL});
    for (uint32_t i = 0; i < top.count; i++)
        window_row(out, forecast, top.index[i]);
    html_table_end(out);
}

/* The most of a region's surge at one instant. */
struct surge_top {
    uint32_t nodes_p95, nodes_peak, vcpus_p95, vcpus_peak;
};

static uint32_t most(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static struct surge_top surge_top(const struct forecast *forecast, uint32_t region)
{
    struct surge_top top = {0};
    for (uint32_t i = 0; i < forecast->timeline.point_count; i++) {
        const struct surge_point *point =
            &forecast->surge[(size_t)region * forecast->timeline.point_count + i];
        top.nodes_p95 = most(top.nodes_p95, point->nodes_p95);
        top.nodes_peak = most(top.nodes_peak, point->nodes_peak);
        top.vcpus_p95 = most(top.vcpus_p95, point->vcpus_p95);
        top.vcpus_peak = most(top.vcpus_peak, point->vcpus_peak);
    }
    return top;
}

static uint32_t quota_of(const struct forecast *forecast, uint32_t region)
{
    return region < forecast->scenario->fleet.region_count
               ? scenario_quota(forecast->scenario, region)
               : NONE;
}

/* By the share of the quota; regions without one behind them, by what they need. */
static struct top_rows rank_regions(const struct forecast *forecast)
{
    struct top_rows top = {.limit = ROWS_SHOWN};
    for (uint32_t region = 0; region <= forecast->scenario->fleet.region_count; region++) {
        uint32_t peak = surge_top(forecast, region).vcpus_peak, quota = quota_of(forecast, region);
        double with_quota = quota == 0 || quota == NONE ? 0 : (double)peak / quota;
        if (surge_top(forecast, region).nodes_peak > 0)
            top_rows_offer(&top, region,
                           quota == NONE ? peak / (double)UINT32_MAX : 1 + with_quota);
    }
    return top;
}

static void pair_cell(FILE *out, uint32_t nodes, uint32_t vcpus)
{
    struct line line = {.length = 0};
    char count[FIGURE_SIZE];
    line_add(&line, "%s nodes", figure_count(nodes, count));
    line_add(&line, ", %s vCPUs", figure_count(vcpus, count));
    html_cell(out, line.text);
}

static void region_row(FILE *out, const struct forecast *forecast, uint32_t region)
{
    const struct fleet *fleet = &forecast->scenario->fleet;
    struct surge_top top = surge_top(forecast, region);
    uint32_t quota = quota_of(forecast, region);
    struct line limit = {.length = 0};
    char count[FIGURE_SIZE];
    html_row_begin(out, region < fleet->region_count ? fleet->regions[region] : "(no region)");
    pair_cell(out, top.nodes_p95, top.vcpus_p95);
    pair_cell(out, top.nodes_peak, top.vcpus_peak);
    if (quota == NONE)
        line_add(&limit, "none given");
    else
        line_add(&limit, "%s vCPUs%s", figure_count(quota, count),
                 top.vcpus_peak >= quota ? ", reached" : "");
    html_cell(out, limit.text);
    html_row_end(out);
}

static void surge_sentence(FILE *out, const struct forecast *forecast, const struct top_rows *top)
{
    if (forecast->surge == NULL || top->count == 0)
        fputs("<p>No surge nodes were counted: that takes node pools and durations built up from "
              "them.</p>\n",
              out);
    else if (forecast->scenario->quota_count == 0)
        fputs("<p>The scenario gives no quota, so none runs out; this is what surge needs "
              "beside the clusters' own nodes.</p>\n",
              out);
    else
        fputs("<p>An upgrade whose surge nodes would exceed what is left of the quota fails, or "
              "goes on with a single one where AKS does so; the causes above count "
              "QuotaExceeded.</p>\n",
              out);
}

void html_risk_surge(FILE *out, const struct forecast *forecast)
{
    struct top_rows top = {.limit = ROWS_SHOWN};
    struct line caption = {.length = 0};
    fputs("<h3>Surge against quota</h3>\n", out);
    if (forecast->surge != NULL)
        top = rank_regions(forecast);
    surge_sentence(out, forecast, &top);
    if (top.count == 0)
        return;
    caption_of(&caption, "Most surge at one instant", &top, "regions");
    html_table_begin(out, NULL, caption.text,
                     (const char *const[]){"Region", "In 95 % of trials at most", "In any trial",
                                           "Quota", NULL});
    for (uint32_t i = 0; i < top.count; i++)
        region_row(out, forecast, top.index[i]);
    html_table_end(out);
}
