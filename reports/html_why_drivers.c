/* What the time of Completed runs goes into, hour by hour of the driving path. */
#include "models/instant.h"
#include "reports/figure.h"
#include "reports/html_table.h"
#include "reports/html_why.h"
#include "reports/html_writer.h"
#include "reports/top_rows.h"

enum { TRACKS_SHOWN = 10, SENTENCE_DRIVERS = 2 };

static const char *const words[DRIVER_COUNT] = {
    [DRIVER_UPGRADE_WORK] = "upgrades of members that waited for no slot",
    [DRIVER_FAILED_ATTEMPTS] = "upgrades that failed",
    [DRIVER_FAILURE_RESPONSE] = "time until people started a failed run again",
    [DRIVER_WINDOW_CLOSED] = "waiting for a maintenance window to open",
    [DRIVER_WINDOW_MISSED] = "waiting for the next window, having found no free slot in one before",
    [DRIVER_WINDOW_POLL] = "time until the service noticed that it could go on",
    [DRIVER_VERSION_NOT_IN_REGION] = "waiting for the version to reach a region",
    [DRIVER_IMAGE_NOT_IN_REGION] = "waiting for a node image to reach a region",
    [DRIVER_OTHER_OPERATION] = "waiting for another run's upgrade",
    [DRIVER_APPROVAL] = "waiting for approvals",
    [DRIVER_SCHEDULED_GATE] = "waiting for scheduled starts",
    [DRIVER_AFTER_STAGE_WAIT] = "waits after stages",
    [DRIVER_CONCURRENCY_LIMIT] = "upgrades of others, whose slot was needed",
    [DRIVER_STOPPED_BY_USER] = "time for which people had stopped the run",
};

static const struct driver_outcome *drivers_of(const struct forecast *forecast, uint32_t track)
{
    return &forecast->drivers[(size_t)track * DRIVER_COUNT];
}

/* Those that take any time, the greatest first. */
static struct top_rows rank(const struct forecast *forecast, uint32_t track)
{
    struct top_rows top = {.limit = DRIVER_COUNT};
    for (uint32_t i = 0; i < DRIVER_COUNT; i++)
        if (drivers_of(forecast, track)[i].mean_s > 0)
            top_rows_offer(&top, i, drivers_of(forecast, track)[i].mean_s);
    return top;
}

static double duration_s(const struct forecast *forecast, uint32_t track)
{
    double sum_s = 0;
    for (int i = 0; i < DRIVER_COUNT; i++)
        sum_s += drivers_of(forecast, track)[i].mean_s;
    return sum_s;
}

/* The track whose Completed runs take longest. */
static uint32_t longest(const struct forecast *forecast)
{
    uint32_t best = 0;
    for (uint32_t i = 1; i < forecast->scenario->track_count; i++)
        if (duration_s(forecast, i) > duration_s(forecast, best))
            best = i;
    return best;
}

void html_why_sentence(const struct forecast *forecast, struct line *line)
{
    char length[INSTANT_TEXT_SIZE], share[FIGURE_SIZE];
    if (forecast->drivers == NULL)
        return;
    uint32_t track = longest(forecast);
    struct top_rows top = rank(forecast, track);
    if (top.count == 0) {
        line_add(line, "No trial is Completed, so nothing can be said of why it takes that long.");
        return;
    }
    line_add(line,
             "A completed run of %s takes %s on average: ", forecast->scenario->tracks[track].name,
             duration_format((int64_t)duration_s(forecast, track), length));
    for (uint32_t i = 0; i < top.count && i < SENTENCE_DRIVERS; i++)
        line_add(line, "%s%s %% of it go into %s", i > 0 ? ", " : "",
                 figure_fixed(drivers_of(forecast, track)[top.index[i]].share * 100, 1, share),
                 words[top.index[i]]);
    line_add(line, ".");
}

static void hours_cell(FILE *out, double seconds)
{
    char hours[FIGURE_SIZE];
    html_cell(out, figure_mean(seconds / HOUR_S, hours));
}

static void driver_row(FILE *out, const struct driver_outcome *driver, double longest_s)
{
    struct line share = {.length = 0};
    char percent[FIGURE_SIZE];
    html_row_begin(out, words[driver->driver]);
    html_bar_cell(out, driver->mean_s / longest_s);
    hours_cell(out, driver->mean_s);
    line_add(&share, "%s %%", figure_mean(driver->share * 100, percent));
    html_short_cell(out, share.text);
    hours_cell(out, driver->near_p80_s);
    html_row_end(out);
}

static void driver_table(FILE *out, const struct forecast *forecast, uint32_t track)
{
    struct top_rows top = rank(forecast, track);
    struct line caption = {.length = 0};
    char hours[FIGURE_SIZE];
    if (top.count == 0)
        return;
    line_add(&caption, "Completed runs of %s: %s h on average",
             forecast->scenario->tracks[track].name,
             figure_mean(duration_s(forecast, track) / HOUR_S, hours));
    html_table_begin(out, "bars", caption.text,
                     (const char *const[]){"What it goes into", "", "Hours, mean", "Share",
                                           "Hours near P80", NULL});
    for (uint32_t i = 0; i < top.count; i++)
        driver_row(out, &drivers_of(forecast, track)[top.index[i]], top.value[0]);
    html_table_end(out);
}

void html_why_drivers(FILE *out, const struct forecast *forecast)
{
    fputs("<h3>What the time goes into</h3>\n", out);
    if (forecast->drivers == NULL) {
        fputs("<p>The driving path was not followed.</p>\n", out);
        return;
    }
    fputs("<p>Walked back from the finish of each completed run: every hour of it once, so the "
          "rows add up. Near P80: over the 5 % of completed runs that rank nearest to it.</p>\n",
          out);
    for (uint32_t i = 0; i < forecast->scenario->track_count && i < TRACKS_SHOWN; i++)
        driver_table(out, forecast, i);
    if (forecast->scenario->track_count > TRACKS_SHOWN)
        fprintf(out, "<p class=\"note\">And %u more: drivers.csv.</p>\n",
                forecast->scenario->track_count - TRACKS_SHOWN);
}
