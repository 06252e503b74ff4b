/* loading: scenarios for tests, from texts in the test and from small files it writes. */
#ifndef TESTS_LIB_LOADING_H
#define TESTS_LIB_LOADING_H

#include "scenarios/load.h"

#include <stdbool.h>

/* One load with all it fills. loading_clear when done. */
struct loading {
    struct arena arena;
    struct scenario scenario;
    struct problems problems;
    bool fine;
};

/* Loads a text named "test.json"; files may not be read. */
void loading_text(struct loading *loading, const char *text);

/* Loads a file with --set arguments, NULL at their end. */
void loading_file(struct loading *loading, const char *path, const char *const *settings);

/* Loads a text that must be right; otherwise the test fails with the problems. */
void loading_right(struct loading *loading, const char *text);

/* Whether some problem's line is exactly this. */
bool loading_has_problem(const struct loading *loading, const char *line);

/* The code of the only problem; "" when there is none, "several" when there are more. */
const char *loading_code(const struct loading *loading);

/* The text of the first warning with this code, or NULL. */
const char *loading_warning(const struct loading *loading, const char *code);

/* A smallest scenario, with `fleet` and `more` (begins with a comma or is "") put in; static until
 * the next call. */
const char *loading_scenario(const char *fleet, const char *more);

void loading_clear(struct loading *loading);

/* A fresh folder under /tmp; loading_write puts a file into it and returns its path, both static
 * until the next call. */
const char *loading_folder(void);
const char *loading_write(const char *name, const char *text);

#endif
