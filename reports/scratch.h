/* scratch: memory of one renderer, for what a forecast's own tables do not hold in the order
 * needed.
 *
 * When there is none left the program ends with one sentence and status 3, as everywhere else; the
 * output folder removes itself on exit.
 */
#ifndef REPORTS_SCRATCH_H
#define REPORTS_SCRATCH_H

#include <stddef.h>

/* count * size zeroed bytes, never NULL; to be given to free(). */
void *scratch_calloc(size_t count, size_t size);

/* Prints that sentence and ends the program: what an arena of a renderer calls. */
void scratch_exhausted(void) __attribute__((noreturn));

#define scratch_array(type, count) ((type *)scratch_calloc((count), sizeof(type)))

#endif
