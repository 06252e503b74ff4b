/* barriers.csv: one row per stage and k: how much earlier the stage would end without its k last
 * members, and who these are most often. */
#include "reports/csv_writer.h"
#include "reports/figure.h"
#include "reports/member_facts.h"
#include "reports/renderer.h"

#include <math.h>
#include <stdlib.h>

static void row(struct csv *csv, const struct scenario *scenario, const struct barrier *barrier)
{
    const struct track *track = &scenario->tracks[barrier->track];
    csv_text(csv, track->name);
    csv_text(csv, track->plan->stages[barrier->stage].name);
    csv_count(csv, barrier->last);
    csv_count(csv, barrier->trials);
    csv_hours(csv, (int64_t)llround(barrier->earlier_mean_s));
    char *names = member_names(scenario, barrier->members, barrier->last);
    csv_text(csv, names);
    free(names);
    csv_fixed(csv, barrier->among_them, PROBABILITY_DECIMALS);
    csv_end(csv);
}

void barriers_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct csv csv = {.out = out};
    csv_headings(&csv, "run,stage,last_members,trials,earlier_mean_h,members,p_among_them");
    csv_end(&csv);
    for (uint32_t i = 0; i < forecast->barrier_count; i++)
        row(&csv, forecast->scenario, &forecast->barriers[i]);
}
