/* exponential: against the library's in long double, one by one and many at once. */
#include "models/exponential.h"

#include <criterion/criterion.h>
#include <math.h>

enum { POINTS = 200000 };

static double point(int i)
{
    return -700 + 1400 * ((i + 0.37) / POINTS);
}

Test(exponential, is_as_good_as_the_library)
{
    double worst = 0;
    for (int i = 0; i < POINTS; i++) {
        long double exact = expl(point(i));
        worst = fmax(worst, (double)fabsl((exponential(point(i)) - exact) / exact));
    }
    cr_assert_lt(worst, 4e-16, "worst relative error %g", worst);
    cr_assert_eq(exponential(0), 1);
    cr_assert_eq(exponential(-0.0), 1);
}

Test(exponential, beyond_its_range_is_the_library)
{
    static const double far[] = {700.5,  709.7, 710,    1e300,    INFINITY,
                                 -700.5, -745,  -1e300, -INFINITY};
    for (size_t i = 0; i < sizeof far / sizeof *far; i++)
        cr_assert_eq(exponential(far[i]), exp(far[i]), "exp(%g)", far[i]);
    cr_assert(isnan(exponential(NAN)));
}

Test(exponential, many_at_once_are_the_same_bits)
{
    for (size_t n = 0; n < 20; n++)
        for (int first = 0; first + 20 < POINTS; first += 997) {
            double x[20];
            for (size_t i = 0; i < n; i++)
                x[i] = i == 7 && first % 5 == 0 ? 705 : point(first + (int)i);
            exponentials(x, n);
            for (size_t i = 0; i < n; i++)
                cr_assert_eq(x[i],
                             exponential(i == 7 && first % 5 == 0 ? 705 : point(first + (int)i)));
        }
}
