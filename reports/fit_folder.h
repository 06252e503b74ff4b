/* fit_folder: the files of a fit: models.json, fit.csv, a quantile plot of each distribution, and
 * summary.json, by which the folder is known as ours. */
#ifndef REPORTS_FIT_FOLDER_H
#define REPORTS_FIT_FOLDER_H

#include "models/fit.h"
#include "reports/fit_models.h"
#include "reports/output_folder.h"

#include <stdbool.h>
#include <stdio.h>

/* `base` as for fit_models. Without gnuplot the scripts are there, and unless `quiet` a sentence on
 * standard error says so. Errors stay in the folder. */
void fit_folder_write(struct arena *arena, struct output_folder *folder, const struct fit *fit,
                      const struct fit_base *base, bool quiet);

/* A quantile plot: the lengths seen against those of the fitted distribution, both on logarithmic
 * axes; on the diagonal they agree. Censored lengths move the others' ranks (Kaplan and Meier
 * 1958). `name` is the data file's without ending. */
void fit_plot_gp(FILE *script, const char *name, const char *title, const char *unit);
void fit_plot_dat(struct arena *arena, FILE *data, const struct lifetime_fit *fit,
                  const struct lifetime *lengths, size_t count);

#endif
