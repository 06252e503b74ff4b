/* renderer: the list of every file of a forecast.
 *
 * A renderer prints one file from a struct rendering to a stream. A new output is a new file with
 * one function and one line in RENDERERS; declarations and report.c's table come from that list.
 * Columns of CSV files are documented in reports/COLUMNS.md and only ever added at the end.
 */
#ifndef REPORTS_RENDERER_H
#define REPORTS_RENDERER_H

#include "models/outcome.h"

#include <stdbool.h>
#include <stdio.h>

struct rendering {
    const struct forecast *forecast;
    const bool *member_shown; /* per forecast.members: --members top:N; NULL: all of them */
    const char *folder;       /* where plots/ stands; NULL: nowhere */
    const char *no_pictures;  /* why gnuplot drew none; NULL: they are there */
};

/* Function, file name, in the order written. gnuplot runs before the page, which holds its
 * pictures. */
#define RENDERERS(X)                                                                               \
    X(summary_json, "summary.json")                                                                \
    X(summary_md, "summary.md")                                                                    \
    X(runs_csv, "runs.csv")                                                                        \
    X(stages_csv, "stages.csv")                                                                    \
    X(groups_csv, "groups.csv")                                                                    \
    X(members_csv, "members.csv")                                                                  \
    X(reasons_csv, "reasons.csv")                                                                  \
    X(trials_csv, "trials.csv")                                                                    \
    X(timeline_csv, "timeline.csv")                                                                \
    X(sensitivity_csv, "sensitivity.csv")                                                          \
    X(robustness_csv, "robustness.csv")                                                            \
    X(surge_csv, "surge.csv")                                                                      \
    X(conflicts_csv, "conflicts.csv")                                                              \
    X(drivers_csv, "drivers.csv")                                                                  \
    X(criticality_csv, "criticality.csv")                                                          \
    X(operations_csv, "operations.csv")                                                            \
    X(levers_csv, "levers.csv")                                                                    \
    X(barriers_csv, "barriers.csv")                                                                \
    X(skips_csv, "skips.csv")                                                                      \
    X(campaign_csv, "campaign.csv")                                                                \
    X(campaign_members_csv, "campaign_members.csv")                                                \
    X(scenario_json, "scenario.json")                                                              \
    X(plot_finish_dat, "plots/finish.dat")                                                         \
    X(plot_finish_gp, "plots/finish.gp")                                                           \
    X(plot_groups_dat, "plots/groups.dat")                                                         \
    X(plot_groups_gp, "plots/groups.gp")                                                           \
    X(plot_members_dat, "plots/members.dat")                                                       \
    X(plot_members_gp, "plots/members.gp")                                                         \
    X(plot_surge_dat, "plots/surge.dat")                                                           \
    X(plot_surge_gp, "plots/surge.gp")                                                             \
    X(plot_tornado_dat, "plots/tornado.dat")                                                       \
    X(plot_tornado_gp, "plots/tornado.gp")                                                         \
    X(plot_age_dat, "plots/age.dat")                                                               \
    X(plot_age_gp, "plots/age.gp")                                                                 \
    X(report_html, "report.html")

#define RENDERER_DECLARE(function, file)                                                           \
    void function(FILE *out, const struct rendering *rendering);
RENDERERS(RENDERER_DECLARE)
#undef RENDERER_DECLARE

#endif
