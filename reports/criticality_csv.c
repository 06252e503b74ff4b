/* criticality.csv: one row per track and thing that is ever on its driving path. */
#include "reports/critical_words.h"
#include "reports/csv_writer.h"
#include "reports/member_selection.h"
#include "reports/renderer.h"

static void row(struct csv *csv, const struct scenario *scenario,
                const struct criticality *criticality)
{
    struct critical_place place;
    critical_place_of(scenario, criticality, &place);
    csv_text(csv, scenario->tracks[criticality->track].name);
    csv_text(csv, critical_kind_name(criticality->kind));
    csv_text(csv, place.name);
    csv_text(csv, place.stage);
    csv_text(csv, place.group);
    csv_proportion(csv, &criticality->p);
    csv_end(csv);
}

void criticality_csv(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct csv csv = {.out = out};
    csv_headings(&csv, "run,kind,name,stage,group");
    csv_proportion_columns(&csv, "p_critical");
    csv_end(&csv);
    for (uint32_t i = 0; i < forecast->criticality_count; i++) {
        const struct criticality *criticality = &forecast->criticality[i];
        if (criticality->kind != CRITICAL_MEMBER ||
            member_selection_has(rendering, criticality->track, criticality->index))
            row(&csv, forecast->scenario, criticality);
    }
}
