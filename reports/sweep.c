#include "reports/sweep.h"

#include "reports/gnuplot.h"
#include "reports/output_folder.h"
#include "reports/sweep_plot.h"

#include <limits.h>

static void write_file(struct output_folder *folder, const char *name, const struct sweep *sweep,
                       void (*write)(FILE *out, const struct sweep *sweep))
{
    FILE *out = output_folder_file(folder, name);
    if (out == NULL)
        return;
    write(out, sweep);
    output_folder_close_file(folder, out);
}

static void write_scenario(FILE *out, const struct sweep *sweep)
{
    fputs(sweep->scenario->resolved, out);
}

bool sweep_write(struct output_folder *folder, const struct sweep *sweep, bool quiet)
{
    char reason[256], plots[PATH_MAX + 8];
    write_file(folder, "summary.json", sweep, sweep_json);
    write_file(folder, "sweep.csv", sweep, sweep_csv);
    write_file(folder, "scenario.json", sweep, write_scenario);
    write_file(folder, "plots/sweep.dat", sweep, sweep_plot_dat);
    write_file(folder, "plots/sweep.gp", sweep, sweep_plot_gp);
    if (output_folder_error(folder) != NULL)
        return false;
    snprintf(plots, sizeof plots, "%s/plots", output_folder_path(folder));
    if (!gnuplot_run(plots, "sweep", reason, sizeof reason) && !quiet)
        fprintf(stderr, "fleetsim: no picture: %s; the script in plots/ draws it later\n", reason);
    return true;
}
