/* output_folder: a folder that appears whole or not at all.
 *
 * Files are written into a hidden folder beside the target, which takes the target's name at the
 * end. An existing target is replaced only if it is empty or holds a summary.json of ours. After an
 * error or an interrupted program nothing half-written remains under the target's name, and the
 * hidden folder is removed.
 *
 *     struct output_folder *folder = output_folder_open("out", &error);
 *     FILE *f = output_folder_file(folder, "runs.csv");  ... output_folder_close_file(folder, f);
 *     output_folder_commit(folder)
 *
 * Errors: the first one is kept as a sentence ("cannot write out/runs.csv: No space left on
 * device"); later calls do nothing.
 */
#ifndef REPORTS_OUTPUT_FOLDER_H
#define REPORTS_OUTPUT_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct output_folder;

/* NULL: refused; `error` (of `size` bytes) says why: not empty and not ours, no such parent, not
 * writable. *wrong_use is true when the caller named a folder that must not be replaced, false when
 * the machine failed. */
struct output_folder *output_folder_open(const char *path, char *error, size_t size,
                                         bool *wrong_use);

/* A stream to write `name` (may hold one '/'), or NULL after an error. Every write error is noticed
 * at close. */
FILE *output_folder_file(struct output_folder *folder, const char *name);
void output_folder_close_file(struct output_folder *folder, FILE *file);

/* The path of the hidden folder, for programs that write into it (gnuplot). */
const char *output_folder_path(const struct output_folder *folder);

/* NULL when all is well. */
const char *output_folder_error(const struct output_folder *folder);

/* Makes the folder visible and frees it. False: nothing is visible that was not before; `error`
 * says why. */
bool output_folder_commit(struct output_folder *folder, char *error, size_t size);

/* Removes what was written and frees the folder. */
void output_folder_abandon(struct output_folder *folder);

#endif
