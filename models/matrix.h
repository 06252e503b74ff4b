/* matrix: small symmetric positive matrices, as estimates and their covariances have them. */
#ifndef MODELS_MATRIX_H
#define MODELS_MATRIX_H

#include <stdbool.h>
#include <stddef.h>

enum { MATRIX_MAX = 6 };

struct matrix {
    double at[MATRIX_MAX][MATRIX_MAX];
};

/* Turns the leading count x count part into its inverse; *log_determinant is the original's. False:
 * it is not positive, and is left half done. */
bool matrix_invert(struct matrix *matrix, size_t count, double *log_determinant);

#endif
