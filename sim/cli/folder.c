#include "sim/cli/folder.h"

#include "sim/cli/command.h"

#include <stdio.h>

enum { SENTENCE_SIZE = 1024 };

int folder_open(const char *path, struct output_folder **folder)
{
    char why[SENTENCE_SIZE];
    bool wrong_use = false;

    *folder = NULL;
    if (path == NULL)
        return EXIT_FINE;
    *folder = output_folder_open(path, why, sizeof why, &wrong_use);
    if (*folder != NULL)
        return EXIT_FINE;
    fprintf(stderr, "fleetsim: %s\n", why);
    return wrong_use ? EXIT_WRONG_INPUT : EXIT_MACHINE_FAILED;
}

int folder_commit(struct output_folder *folder)
{
    char why[SENTENCE_SIZE];

    if (output_folder_commit(folder, why, sizeof why))
        return EXIT_FINE;
    fprintf(stderr, "fleetsim: %s\n", why);
    return EXIT_MACHINE_FAILED;
}
