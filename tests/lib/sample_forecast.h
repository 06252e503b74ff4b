/* sample_forecast: a small forecast filled by hand, for the tests of the renderers.
 *
 * Two update runs over three members, of 10 trials: one with a strategy of two stages, one by one.
 * Half of its names try to be something else (markup, a formula, a gnuplot command, a line end);
 * one is 300 characters long. P80 and above of all finishes are infinite. All of it is static and
 * the same on each call.
 */
#ifndef TESTS_LIB_SAMPLE_FORECAST_H
#define TESTS_LIB_SAMPLE_FORECAST_H

#include "models/history.h"
#include "models/outcome.h"

const struct forecast *sample_forecast(void);

/* The same without a trial that completes. */
const struct forecast *sample_forecast_never(void);

/* A history of the sample's scenario, with every kind of line. */
const struct history *sample_history(void);

/* Noon of 2026-12-01, when everything begins. */
#define SAMPLE_START_S INT64_C(1796126400)

#define SAMPLE_FORMULA "=cmd()|' /C calc'!A0"
#define SAMPLE_MARKUP "</td><script>alert(\"1\")</script>"
#define SAMPLE_GNUPLOT "'; system \"false\" #\\n{/Bold x}_y^z@w"
#define SAMPLE_LINES "two\nlines, \"quoted\""

#endif
