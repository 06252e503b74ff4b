/* whole_file: one file that appears whole or not at all.
 *
 * It is written under a hidden name beside the target, which it takes at the end. An existing file
 * is replaced only if it is empty or of ours: it holds `mark` within its first bytes.
 *
 *     struct whole_file file;
 *     if (whole_file_open(&file, "models.json", "\"fleetsim\"", why, sizeof why, &wrong_use)) {
 *         fputs("...", file.out);
 *         whole_file_commit(&file, why, sizeof why);
 *     }
 */
#ifndef REPORTS_WHOLE_FILE_H
#define REPORTS_WHOLE_FILE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct whole_file {
    FILE *out;
    const char *path;
    char hidden[PATH_MAX];
};

/* False: `why` says why not; *wrong_use is true when the file must not be replaced, false when the
 * machine failed. */
bool whole_file_open(struct whole_file *file, const char *path, const char *mark, char *why,
                     size_t size, bool *wrong_use);

/* False: nothing is there that was not before; `why` says why. */
bool whole_file_commit(struct whole_file *file, char *why, size_t size);

#endif
