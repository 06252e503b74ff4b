#include "reports/compare.h"

#include "reports/compare_html.h"
#include "reports/compare_plot.h"
#include "reports/gnuplot.h"
#include "reports/output_folder.h"

#include <limits.h>

static void write_file(struct output_folder *folder, const char *name,
                       const struct comparisons *comparisons,
                       void (*write)(FILE *out, const struct comparisons *comparisons))
{
    FILE *out = output_folder_file(folder, name);
    if (out == NULL)
        return;
    write(out, comparisons);
    output_folder_close_file(folder, out);
}

static void write_scenario(struct output_folder *folder, const char *name,
                           const struct scenario *scenario)
{
    FILE *out = output_folder_file(folder, name);
    if (out == NULL)
        return;
    fputs(scenario->resolved, out);
    output_folder_close_file(folder, out);
}

static void write_scenarios(struct output_folder *folder, const struct comparisons *comparisons)
{
    write_scenario(folder, "base.json", comparisons->base.scenario);
    for (uint32_t i = 0; i < comparisons->count; i++) {
        char name[40];
        snprintf(name, sizeof name, "alternative-%u.json", i + 1);
        write_scenario(folder, name, comparisons->list[i].alternative->scenario);
    }
}

static void write_page(struct output_folder *folder, const struct comparisons *comparisons,
                       const char *no_pictures)
{
    FILE *out = output_folder_file(folder, "compare.html");
    if (out == NULL)
        return;
    compare_html(out, comparisons, output_folder_path(folder), no_pictures);
    output_folder_close_file(folder, out);
}

bool compare_write(struct output_folder *folder, const struct comparisons *comparisons, bool quiet)
{
    char reason[256], plots[PATH_MAX + 8];
    bool drawn = false;
    write_file(folder, "summary.json", comparisons, compare_json);
    write_file(folder, "compare.csv", comparisons, compare_csv);
    write_scenarios(folder, comparisons);
    write_file(folder, "plots/compare.dat", comparisons, compare_plot_dat);
    write_file(folder, "plots/compare.gp", comparisons, compare_plot_gp);
    if (output_folder_error(folder) == NULL) {
        snprintf(plots, sizeof plots, "%s/plots", output_folder_path(folder));
        drawn = gnuplot_run(plots, "compare", reason, sizeof reason);
        if (!drawn && !quiet)
            fprintf(stderr, "fleetsim: no pictures: %s; the scripts in plots/ draw them later\n",
                    reason);
    }
    write_page(folder, comparisons, drawn ? NULL : reason);
    return output_folder_error(folder) == NULL;
}
