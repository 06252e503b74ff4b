/* trials.csv: one row per trial and run. */
#include "reports/csv_writer.h"
#include "reports/renderer.h"

static int64_t duration_s(const struct trial_outcome *trial)
{
    return trial->finish_s == INSTANT_NEVER ? INSTANT_NEVER : trial->finish_s - trial->start_s;
}

/* Runs that are written have the name that they are given. */
static void service_name_cell(struct csv *csv, const struct scenario *scenario,
                              const struct trial_outcome *trial)
{
    char name[CHANNEL_RUN_NAME_SIZE];
    const struct update_run *run = &scenario->runs[trial->run];
    if (!trial->made) {
        csv_text(csv, run->name);
        return;
    }
    channel_run_name(scenario->profiles[run->profile].name, &trial->specification, name);
    csv_text(csv, name);
}

static void driver_cells(struct csv *csv, const struct forecast *forecast, uint32_t index)
{
    bool known =
        forecast->trial_driver_s != NULL && forecast->trial_rows[index].state == STATE_COMPLETED;
    for (uint32_t driver = 0; driver < DRIVER_COUNT; driver++)
        if (known)
            csv_hours(csv, forecast->trial_driver_s[(size_t)index * DRIVER_COUNT + driver]);
        else
            csv_empty(csv);
}

static void row(struct csv *csv, const struct forecast *forecast, uint32_t index)
{
    const struct scenario *scenario = forecast->scenario;
    const struct trial_outcome *trial = &forecast->trial_rows[index];
    csv_count(csv, trial->trial);
    csv_text(csv, scenario->runs[trial->run].name);
    csv_text(csv, state_name(trial->state));
    csv_instant(csv, trial->start_s);
    csv_instant(csv, trial->finish_s);
    csv_hours(csv, duration_s(trial));
    csv_instant(csv, trial->ended_s);
    csv_count(csv, trial->members[STATE_COMPLETED]);
    csv_count(csv, trial->members[STATE_SKIPPED]);
    csv_count(csv, trial->members[STATE_FAILED]);
    csv_count(csv, trial->members[STATE_PENDING]);
    csv_count(csv, trial->members[STATE_NOT_STARTED]);
    csv_count(csv, trial->members[STATE_RUNNING] + trial->members[STATE_STOPPING]);
    csv_count(csv, trial->failures);
    service_name_cell(csv, scenario, trial);
    driver_cells(csv, forecast, index);
    csv_end(csv);
}

void trials_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct csv csv = {.out = out};
    csv_headings(&csv, "trial,run,state,start_utc,finish_utc,duration_h,ended_utc,"
                       "members_completed,members_skipped,members_failed,members_pending,"
                       "members_not_started,members_in_progress,failures,service_name");
    for (uint32_t driver = 0; driver < DRIVER_COUNT; driver++)
        csv_heading(&csv, "%s_h", driver_name((enum driver)driver));
    csv_end(&csv);
    for (uint32_t i = 0; i < forecast->trial_row_count; i++)
        row(&csv, forecast, i);
}
