/* request: what is to be loaded. */
#ifndef SCENARIOS_REQUEST_H
#define SCENARIOS_REQUEST_H

#include "models/input_range.h"

#include <stdbool.h>
#include <stddef.h>

/* POINTER=VALUE, and the option that it was written with, as problems name it; NULL: --set. */
struct load_setting {
    const char *text, *option;
};

/* Defaults at an end of their range (scenarios/catalog/defaults.csv). */
struct load_range {
    enum range_end end;
    const char *key; /* this one alone; NULL: all that have one */
};

struct load_request {
    /* "-": standard input. Names in it are relative to its folder, or to the working one for "-".
     */
    const char *path;
    /* Not NULL: the document itself, `path` being only its name (tests, fuzzing). */
    const char *text;
    size_t text_length;
    const struct load_setting *settings;
    size_t setting_count;
    struct load_range range;
    bool files_forbidden; /* fuzzing: references to files are refused */
};

#endif
