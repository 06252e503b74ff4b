/* sort: against the library's own sort, over ranges that need any number of digits. */
#include "models/instant.h"
#include "models/random.h"
#include "models/sort.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

enum { COUNT_MAX = 3000 };

static int compare(const void *left, const void *right)
{
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return a < b ? -1 : a > b;
}

/* `bits`: of the range; every seventh never happens. */
static void fill(int64_t *values, size_t n, int64_t low, unsigned bits)
{
    for (size_t i = 0; i < n; i++) {
        struct random_address at = {.entity = i, .trial = bits, .purpose = PURPOSE_TEST};
        double u = random_uniforms(5, at).u[0];
        values[i] = i % 7 == 3 ? INSTANT_NEVER : low + (int64_t)(u * (double)(INT64_C(1) << bits));
    }
}

static void check_range(size_t n, int64_t low, unsigned bits)
{
    static int64_t values[COUNT_MAX], expected[COUNT_MAX], room[COUNT_MAX];
    fill(values, n, low, bits);
    memcpy(expected, values, n * sizeof *values);
    qsort(expected, n, sizeof *expected, compare);
    sort_instants(values, n, room);
    cr_assert(memcmp(values, expected, n * sizeof *values) == 0, "%zu values, %u bits", n, bits);
}

Test(sort, agrees_with_a_sort_that_compares)
{
    static const size_t counts[] = {0, 1, 2, 3, 10, 257, COUNT_MAX};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        for (unsigned bits = 0; bits < 62; bits++) {
            check_range(counts[i], 1795000000, bits);
            check_range(counts[i], -1000, bits);
        }
}

Test(sort, equal_values_and_the_ends_of_the_range)
{
    int64_t values[] = {5, INSTANT_NEVER, INT64_MIN, 5, INT64_MAX - 1, 5}, room[6];
    sort_instants(values, 6, room);
    int64_t expected[] = {INT64_MIN, 5, 5, 5, INT64_MAX - 1, INSTANT_NEVER};
    cr_assert(memcmp(values, expected, sizeof values) == 0);
}
