/* folder: the folder that -o names, opened before the work and committed after it. */
#ifndef SIM_CLI_FOLDER_H
#define SIM_CLI_FOLDER_H

#include "reports/output_folder.h"

/* Before the simulation, so that a folder that must not be replaced costs nobody an hour. NULL
 * path: no folder. Returns EXIT_FINE, or the status to end with after a sentence on standard error.
 */
int folder_open(const char *path, struct output_folder **folder);

/* All files, or none and a sentence. Likewise. */
int folder_commit(struct output_folder *folder);

#endif
