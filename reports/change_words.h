/* change_words: how far something moves, in words; of alternatives, levers, inputs.
 *
 * "7 d earlier (95 % interval 7.1 d earlier to 6.8 d earlier)", "+2.9 points (95 % interval +2.5 to
 * +3.4)".
 */
#ifndef REPORTS_CHANGE_WORDS_H
#define REPORTS_CHANGE_WORDS_H

#include "reports/figure.h"
#include "reports/line.h"

#include <stdbool.h>

/* How differences of one kind are called. */
struct change_direction {
    const char *less, *more;
};

extern const struct change_direction change_of_instant; /* earlier, later */
extern const struct change_direction change_of_length;  /* shorter, longer */

/* An end of an interval that is not known has no bound. Seconds, or a count or share. */
struct change {
    bool known; /* false: infinite on one side */
    double value, low, high;
    bool low_known, high_known;
};

/* "7 d earlier", "the same", "without bound". */
char *change_shift(double difference_s, bool known, struct change_direction direction,
                   char buffer[FIGURE_SIZE]);

/* Of instants or lengths, with its interval. */
void change_add_shift(const struct change *change, struct change_direction direction,
                      struct line *line);

/* Its interval alone: "7.1 d earlier to 6.8 d earlier"; nothing where there is none to tell. */
void change_add_shift_interval(const struct change *change, struct change_direction direction,
                               struct line *line);

/* "+2.9", "0.0". */
char *change_signed(double value, int decimals, char buffer[FIGURE_SIZE]);

#endif
