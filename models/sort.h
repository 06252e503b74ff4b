/* sort: many instants or lengths in ascending order, in time proportional to their number.
 *
 * A radix sort over the digits in which they differ: samples of one quantity lie close together, so
 * these are few. Ten thousand take as long as a dozen comparisons each of a sort that compares.
 *
 *     sort_instants(finish, trials, room);
 */
#ifndef MODELS_SORT_H
#define MODELS_SORT_H

#include <stddef.h>
#include <stdint.h>

/* INSTANT_NEVER comes last; `room` holds n more. */
void sort_instants(int64_t *values, size_t n, int64_t *room);

#endif
