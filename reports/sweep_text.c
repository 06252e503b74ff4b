/* The table that a sweep prints: a line per combination. */
#include "reports/figure.h"
#include "reports/name.h"
#include "reports/sweep.h"

enum { VALUE_COLUMNS = 32 };

static void print_values(FILE *out, const struct sweep *sweep, uint32_t index)
{
    char value[NAME_SIZE];
    for (uint32_t i = 0; i < sweep->variation->pointer_count; i++)
        fprintf(out, "%s%s", i == 0 ? "" : ", ",
                name_short(variation_value(sweep->variation, index, i), VALUE_COLUMNS, value));
}

static void print_point(FILE *out, const struct sweep *sweep, const struct sweep_point *point)
{
    char figure[FIGURE_SIZE], interval[FIGURE_SIZE];
    fprintf(out, ": P50 %s", figure_moment(point->finish[Q50].value_s, figure));
    fprintf(out, ", P80 %s", figure_moment(point->finish[Q80].value_s, figure));
    if (point->finish[Q80].value_s != INSTANT_NEVER)
        fprintf(out, " (95 %% interval %s)", figure_moment_interval(&point->finish[Q80], interval));
    fprintf(out, "; completed %s", figure_chance(&point->completed, figure));
    if (point->deadline.n > 0) {
        char name[NAME_SIZE];
        fprintf(out, "; meets \"%s\" %s",
                name_short(sweep->scenario->deadlines[0].name, VALUE_COLUMNS, name),
                figure_chance(&point->deadline, figure));
    }
    fputc('\n', out);
}

void sweep_text(FILE *out, const struct sweep *sweep)
{
    char name[NAME_SIZE];
    fprintf(out, "%s\n", name_short(sweep->scenario->name, NAME_COLUMNS, name));
    fputs("The same luck in every combination. Intervals are 95 % and speak of simulation error "
          "only.\nVaried:",
          out);
    for (uint32_t i = 0; i < sweep->variation->pointer_count; i++)
        fprintf(out, "%s %s", i == 0 ? "" : ",",
                name_short(sweep->variation->pointers[i], NAME_COLUMNS, name));
    fputs("\n\n", out);
    for (uint32_t i = 0; i < sweep->variation->count; i++) {
        fputs("  ", out);
        print_values(out, sweep, i);
        print_point(out, sweep, &sweep->points[i]);
    }
}
