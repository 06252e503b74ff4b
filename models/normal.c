#include "models/normal.h"

#include <math.h>

/* Wichura's AS241, PPND16: u is near 1/2, or its tail is above or below exp(-25); each a ratio of
 * polynomials. */
enum { DEGREE = 7 };

struct ratio {
    double top[DEGREE + 1], bottom[DEGREE + 1]; /* from the constant up */
};

static const struct ratio centre = {
    {3.3871328727963666080, 1.3314166789178437745e+2, 1.9715909503065514427e+3,
     1.3731693765509461125e+4, 4.5921953931549871457e+4, 6.7265770927008700853e+4,
     3.3430575583588128105e+4, 2.5090809287301226727e+3},
    {1.0, 4.2313330701600911252e+1, 6.8718700749205790830e+2, 5.3941960214247511077e+3,
     2.1213794301586595867e+4, 3.9307895800092710610e+4, 2.8729085735721942674e+4,
     5.2264952788528545610e+3}};

static const struct ratio tail = {
    {1.42343711074968357734, 4.63033784615654529590, 5.76949722146069140550, 3.64784832476320460504,
     1.27045825245236838258, 2.41780725177450611770e-1, 2.27238449892691845833e-2,
     7.74545014278341407640e-4},
    {1.0, 2.05319162663775882187, 1.67638483018380384940, 6.89767334985100004550e-1,
     1.48103976427480074590e-1, 1.51986665636164571966e-2, 5.47593808499534494600e-4,
     1.05075007164441684324e-9}};

static const struct ratio far_tail = {
    {6.65790464350110377720, 5.46378491116411436990, 1.78482653991729133580,
     2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
     2.71155556874348757815e-5, 2.01033439929228813265e-7},
    {1.0, 5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2,
     7.86869131145613259100e-4, 1.84631831751005468180e-5, 1.42151175831644588870e-7,
     2.04426310338993978564e-15}};

/* In pairs (Estrin) rather than by Horner: the processor evaluates them side by side. */
static inline double polynomial(const double c[DEGREE + 1], double x)
{
    double x2 = x * x;
    return (c[0] + c[1] * x) + (c[2] + c[3] * x) * x2 +
           ((c[4] + c[5] * x) + (c[6] + c[7] * x) * x2) * (x2 * x2);
}

static inline double ratio_at(const struct ratio *ratio, double x)
{
    return polynomial(ratio->top, x) / polynomial(ratio->bottom, x);
}

/* How far above the mean the upper tail is p. */
static double tail_distance(double p)
{
    double r = sqrt(-log(p));
    return r <= 5 ? ratio_at(&tail, r - 1.6) : ratio_at(&far_tail, r - 5);
}

#define CENTRE 0.425 /* as far from 1/2 the first ratio holds */

static inline double near_centre(double q)
{
    return q * ratio_at(&centre, 0.180625 - q * q);
}

static double in_tails(double u)
{
    return u < 0.5 ? -tail_distance(u) : tail_distance(1 - u);
}

double normal_quantile(double u)
{
    double q = u - 0.5;
    return fabs(q) <= CENTRE ? near_centre(q) : in_tails(u);
}

/* First all as if they were near the centre, where most are: side by side. */
void normal_quantiles(const double *restrict u, size_t n, double *restrict z)
{
    for (size_t i = 0; i < n; i++)
        z[i] = near_centre(u[i] - 0.5);
    for (size_t i = 0; i < n; i++)
        if (!(fabs(u[i] - 0.5) <= CENTRE))
            z[i] = in_tails(u[i]);
}
