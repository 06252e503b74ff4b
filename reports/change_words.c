#include "reports/change_words.h"

#include "models/instant.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const struct change_direction change_of_instant = {"earlier", "later"};
const struct change_direction change_of_length = {"shorter", "longer"};

char *change_shift(double difference_s, bool known, struct change_direction direction,
                   char buffer[FIGURE_SIZE])
{
    char length[INSTANT_TEXT_SIZE];
    if (!known)
        snprintf(buffer, FIGURE_SIZE, "without bound");
    else if (difference_s == 0)
        snprintf(buffer, FIGURE_SIZE, "the same");
    else
        snprintf(buffer, FIGURE_SIZE, "%.60s %s",
                 duration_format((int64_t)llround(fabs(difference_s)), length),
                 difference_s < 0 ? direction.less : direction.more);
    return buffer;
}

/* All three the same: there is nothing more to say. */
static bool is_exact(const struct change *change)
{
    return change->value == 0 && change->low == 0 && change->high == 0;
}

void change_add_shift_interval(const struct change *change, struct change_direction direction,
                               struct line *line)
{
    char end[FIGURE_SIZE];
    if (!change->known || is_exact(change))
        return;
    line_add(line, "%s to ", change_shift(change->low, change->low_known, direction, end));
    line_add(line, "%s", change_shift(change->high, change->high_known, direction, end));
}

void change_add_shift(const struct change *change, struct change_direction direction,
                      struct line *line)
{
    char value[FIGURE_SIZE];
    if (!change->known) {
        line_add(line, "unknown, beyond the horizon");
        return;
    }
    line_add(line, "%s", change_shift(change->value, true, direction, value));
    if (is_exact(change))
        return;
    line_add(line, " (95 %% interval ");
    change_add_shift_interval(change, direction, line);
    line_add(line, ")");
}

char *change_signed(double value, int decimals, char buffer[FIGURE_SIZE])
{
    char digits[FIGURE_SIZE];
    figure_fixed(fabs(value), decimals, digits);
    bool zero = digits[strspn(digits, "0.")] == '\0';
    snprintf(buffer, FIGURE_SIZE, "%s%.60s", zero ? "" : value < 0 ? "-" : "+", digits);
    return buffer;
}
