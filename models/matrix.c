#include "models/matrix.h"

#include <assert.h>
#include <math.h>

#define PIVOT_LEAST 1e-12

/* Gauss and Jordan; the pivots of a positive matrix are above 0, so rows need not change places. */
static void eliminate(struct matrix *matrix, struct matrix *inverse, size_t row, size_t count)
{
    double pivot = matrix->at[row][row];
    for (size_t j = 0; j < count; j++) {
        matrix->at[row][j] /= pivot;
        inverse->at[row][j] /= pivot;
    }
    for (size_t k = 0; k < count; k++) {
        double factor = matrix->at[k][row];
        for (size_t j = 0; k != row && j < count; j++) {
            matrix->at[k][j] -= factor * matrix->at[row][j];
            inverse->at[k][j] -= factor * inverse->at[row][j];
        }
    }
}

bool matrix_invert(struct matrix *matrix, size_t count, double *log_determinant)
{
    struct matrix inverse = {{{0}}};
    assert(count <= MATRIX_MAX);
    *log_determinant = 0;
    for (size_t i = 0; i < count; i++)
        inverse.at[i][i] = 1;
    for (size_t i = 0; i < count; i++) {
        if (!(matrix->at[i][i] > PIVOT_LEAST))
            return false;
        *log_determinant += log(matrix->at[i][i]);
        eliminate(matrix, &inverse, i, count);
    }
    *matrix = inverse;
    return true;
}
