/* instants: what was written comes back as quantiles, whatever the number of columns, of trials and
 * of equal values. */
#include "models/instant.h"
#include "models/random.h"
#include "models/statistics.h"
#include "sim/instants.h"

#include <criterion/criterion.h>
#include <stdlib.h>

enum { START_S = 1795000000, LENGTH_S = 700 * 86400, TRIALS = 1000, COLUMNS_MAX = 37 };

/* Seconds since the start: some columns spread, some with few values or one, some with outliers
 * that draw all else into one part of the range; every eleventh never. */
static uint32_t cell(uint32_t trial, uint32_t column)
{
    struct random_address at = {.entity = column, .trial = trial, .purpose = PURPOSE_TEST};
    double u = random_uniforms(3, at).u[0];
    uint32_t spread = column % 4 == 0 ? LENGTH_S : column % 4 == 1 ? 300 : 1 + column % 4 * 9000;
    if (column % 11 == 5 && u < 0.6)
        return INSTANTS_NEVER;
    if (column % 4 == 3 && trial % 100 == 0)
        return LENGTH_S - trial;
    return (uint32_t)(u * spread);
}

static void write_all(struct instants *instants, uint32_t columns, uint32_t trials)
{
    uint32_t row[COLUMNS_MAX];
    for (uint32_t trial = 0; trial < trials; trial++) {
        for (uint32_t column = 0; column < columns; column++)
            row[column] = cell(trial, column);
        uint32_t half = columns / 2; /* in two parts, the other way round */
        instants_write(instants, trial, half, columns - half, row + half);
        instants_write(instants, trial, 0, half, row);
    }
}

static int64_t on_grid(const struct instants *instants, uint32_t since)
{
    return since == INSTANTS_NEVER ? INSTANT_NEVER
                                   : START_S + since / instants->grid_s * instants->grid_s;
}

/* Is the value the rank-th smallest, by counting? */
static bool has_rank(const struct instants *instants, uint32_t column, uint32_t trials,
                     int64_t value, uint32_t rank)
{
    uint32_t below = 0, up_to = 0;
    for (uint32_t trial = 0; trial < trials; trial++) {
        int64_t at_s = on_grid(instants, cell(trial, column));
        below += at_s < value;
        up_to += at_s <= value;
    }
    return below < rank && rank <= up_to;
}

static void check_quantiles(const struct instants *instants, uint32_t column, uint32_t trials,
                            const uint32_t *cells, struct instants_scratch *scratch)
{
    static const double levels[] = {0.05, 0.1, 0.12, 0.5, 0.51, 0.9, 0.999};
    enum { LEVELS = sizeof levels / sizeof *levels };
    int64_t quantiles[LEVELS];
    instants_quantiles(instants, cells, trials, levels, LEVELS, quantiles, scratch);
    for (uint32_t i = 0; i < LEVELS; i++) {
        uint32_t rank = (uint32_t)quantile_rank(levels[i], trials);
        cr_assert(has_rank(instants, column, trials, quantiles[i], rank), "column %u, level %g",
                  column, levels[i]);
    }
}

static void check_sorted(const struct instants *instants, uint32_t column, uint32_t trials)
{
    static int64_t sorted[TRIALS], room[TRIALS];
    cr_assert_eq(instants_sorted(instants, column, trials, sorted, room), trials);
    int64_t sum = 0, expected = 0;
    for (uint32_t i = 0; i < trials; i++) {
        cr_assert(i == 0 || sorted[i - 1] <= sorted[i]);
        sum += sorted[i] % 1000003;
        expected += on_grid(instants, cell(i, column)) % 1000003;
    }
    cr_assert_eq(sum, expected, "column %u", column);
}

/* A table for `planned` trials of which `trials` have been written. */
static void check_table(uint32_t columns, uint32_t planned, uint32_t trials, bool coarse)
{
    struct arena arena;
    struct instants instants;
    arena_init(&arena, abort);
    instants_init(&instants, &arena, columns, planned, START_S, START_S + LENGTH_S, 60);
    cr_assert_eq(instants.coarse != NULL, coarse);
    write_all(&instants, columns, trials);
    uint32_t *cells = arena_array(&arena, uint32_t, INSTANTS_BLOCK * (size_t)trials);
    struct instants_scratch *scratch = instants_scratch(&arena, trials);
    for (uint32_t column = 0; column < columns; column++) {
        if (column % INSTANTS_BLOCK == 0)
            instants_read(&instants, column / INSTANTS_BLOCK, trials, cells);
        check_quantiles(&instants, column, trials, &cells[column % INSTANTS_BLOCK * (size_t)trials],
                        scratch);
        check_sorted(&instants, column, trials);
    }
    arena_clear(&arena);
}

Test(instants, quantiles_of_tables_of_every_shape)
{
    static const uint32_t columns[] = {1, 4, 15, 16, 17, 32, COLUMNS_MAX};
    static const uint32_t trials[] = {1, 2, 15, 16, 17, 130, TRIALS};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        for (size_t k = 0; k < sizeof trials / sizeof *trials; k++)
            check_table(columns[i], trials[k], trials[k], false);
}

Test(instants, large_tables_keep_quarters_of_an_hour)
{
    check_table(COLUMNS_MAX, INSTANTS_FINE_MAX / COLUMNS_MAX + 1, 130, true);
}
