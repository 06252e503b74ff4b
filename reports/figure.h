/* figure: numbers as files and people read them.
 *
 * Every decimal is written from an integer, so no locale can change it. Files get fixed decimals:
 * hours 4 (a second is 0.0003 h), probabilities 6, means 4; instants are RFC 3339 in UTC. What is
 * infinite (INSTANT_NEVER) or missing (INT64_MIN) is empty. Texts for people round to a tenth of a
 * percent and always carry the interval.
 *
 *     char buffer[FIGURE_SIZE];
 *     fputs(figure_hours(90 * MINUTE_S, buffer), out);   // 1.5000
 *
 * All functions return `buffer`.
 */
#ifndef REPORTS_FIGURE_H
#define REPORTS_FIGURE_H

#include "models/statistics.h"

#include <stdbool.h>
#include <stdint.h>

enum { FIGURE_SIZE = 96, HOURS_DECIMALS = 4, PROBABILITY_DECIMALS = 6, MEAN_DECIMALS = 4 };

/* `value` rounded half away from zero to 0..9 decimals. |value| * 10^decimals < 2^63. */
char *figure_fixed(double value, int decimals, char buffer[FIGURE_SIZE]);

/* The decimals, 0..9, with which `value` shows this many digits. */
int figure_decimals(double value, int digits);

/* `value` to this many digits, with the decimals that takes. */
char *figure_significant(double value, int digits, char buffer[FIGURE_SIZE]);

/* A length in hours; empty when infinite or missing. */
char *figure_hours(int64_t length_s, char buffer[FIGURE_SIZE]);

/* "2026-12-01T08:00:00Z"; empty when infinite or missing. */
char *figure_instant(int64_t at_s, char buffer[FIGURE_SIZE]);

/* "5,000". */
char *figure_count(uint64_t count, char buffer[FIGURE_SIZE]);

/* A mean for people: one decimal, two below 1, thousands apart: "1,204.5", "0.03"; whole numbers
 * without decimals. What is not 0 never looks as if it were: "< 0.01". */
char *figure_mean(double mean, char buffer[FIGURE_SIZE]);

/* "83.0 %". Where all or no trials hit: "> 99.9 %", "< 0.1 %", the interval's end rounded outwards.
 */
char *figure_percent(const struct proportion *p, char buffer[FIGURE_SIZE]);

/* "81.9 to 84.0 %"; where all or no trials hit: "0 of 5,000 trials", or whatever `of` says they
 * are. */
char *figure_percent_interval(const struct proportion *p, const char *of, char buffer[FIGURE_SIZE]);

/* A share that was given, not estimated, in percent: "5", "12.5". */
char *figure_share(double share, char buffer[FIGURE_SIZE]);

/* Both: "83.0 % (81.9 to 84.0 %)"; where all or no trials hit just "< 0.1 %". */
char *figure_chance(const struct proportion *p, char buffer[FIGURE_SIZE]);

/* For people: "2026-12-01 08:00 UTC"; "beyond the horizon" when infinite, "before the first" when
 * missing. */
char *figure_moment(int64_t at_s, char buffer[FIGURE_SIZE]);

/* The interval of a quantile of instants: "2026-12-01 07:10 to 2026-12-01 09:00 UTC". */
char *figure_moment_interval(const struct quantile *q, char buffer[FIGURE_SIZE]);

/* The same of lengths: "14.1 d", "13.9 d to 14.2 d". */
char *figure_length(int64_t length_s, char buffer[FIGURE_SIZE]);
char *figure_length_interval(const struct quantile *q, char buffer[FIGURE_SIZE]);

#endif
