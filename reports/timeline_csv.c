/* timeline.csv: one row per track and instant. */
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/renderer.h"

/* A member is never Stopped: what is in progress when a run stops is Stopping until it ends. */
static const struct {
    enum update_state state;
    const char *column;
} columns[] = {
    {STATE_NOT_STARTED, "not_started"}, {STATE_PENDING, "pending"}, {STATE_RUNNING, "running"},
    {STATE_STOPPING, "stopping"},       {STATE_SKIPPED, "skipped"}, {STATE_COMPLETED, "completed"},
    {STATE_FAILED, "failed"},
};
enum { COLUMN_COUNT = sizeof columns / sizeof *columns };

static void row(struct csv *csv, const char *track, int64_t at_s,
                const struct timeline_point *point)
{
    csv_text(csv, track);
    csv_instant(csv, at_s);
    for (int i = 0; i < COLUMN_COUNT; i++) {
        csv_fixed(csv, point->mean[columns[i].state], MEAN_DECIMALS);
        csv_count(csv, point->p10[columns[i].state]);
        csv_count(csv, point->p90[columns[i].state]);
    }
    csv_end(csv);
}

void timeline_csv(FILE *out, const struct rendering *rendering)
{
    const struct scenario *scenario = rendering->forecast->scenario;
    const struct timeline *timeline = &rendering->forecast->timeline;
    struct csv csv = {.out = out};
    csv_headings(&csv, "run,time_utc");
    for (int i = 0; i < COLUMN_COUNT; i++)
        csv_heading(&csv, "%s_mean,%s_p10,%s_p90", columns[i].column, columns[i].column,
                    columns[i].column);
    csv_end(&csv);
    for (uint32_t track = 0; track < scenario->track_count; track++)
        for (uint32_t i = 0; i < timeline->point_count; i++)
            row(&csv, scenario->tracks[track].name, timeline->from_s + i * timeline->step_s,
                &timeline->points[(size_t)track * timeline->point_count + i]);
}
