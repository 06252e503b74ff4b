/* Prints the figures of performance, one a line. With names of chapters, only those. */
#include "tests/bench/bench.h"

#include <stdio.h>
#include <string.h>

struct chapter {
    const char *name;
    void (*print)(void);
};

static const struct chapter chapters[] = {
    {"queue", bench_event_queue}, {"hold", bench_hold_model},     {"mm1", bench_mm1},
    {"draws", bench_draws},       {"yardstick", bench_yardstick}, {"whatif", bench_whatif}};

static int asked_for(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (strcmp(argv[i], name) == 0)
            return 1;
    return argc == 1;
}

int main(int argc, char **argv)
{
    for (size_t i = 0; i < sizeof chapters / sizeof chapters[0]; i++)
        if (asked_for(chapters[i].name, argc, argv))
            chapters[i].print();
    return 0;
}
