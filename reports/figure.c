#include "reports/figure.h"

#include "models/instant.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

enum { PERCENT_DECIMALS = 1 };

static const int64_t power_of_ten[] = {1,      10,      100,      1000,      10000,
                                       100000, 1000000, 10000000, 100000000, 1000000000};

/* `scaled` / 10^decimals, exactly. */
static char *print_scaled(int64_t scaled, int decimals, char buffer[FIGURE_SIZE])
{
    uint64_t size = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
    uint64_t unit = (uint64_t)power_of_ten[decimals];
    const char *sign = scaled < 0 ? "-" : "";
    if (decimals == 0)
        snprintf(buffer, FIGURE_SIZE, "%s%" PRIu64, sign, size);
    else
        snprintf(buffer, FIGURE_SIZE, "%s%" PRIu64 ".%0*" PRIu64, sign, size / unit, decimals,
                 size % unit);
    return buffer;
}

char *figure_fixed(double value, int decimals, char buffer[FIGURE_SIZE])
{
    assert(decimals >= 0 && decimals <= 9 && isfinite(value));
    return print_scaled(llround(value * (double)power_of_ten[decimals]), decimals, buffer);
}

int figure_decimals(double value, int digits)
{
    if (value == 0)
        return 0;
    int decimals = digits - 1 - (int)floor(log10(fabs(value)));
    return decimals < 0 ? 0 : decimals > 9 ? 9 : decimals;
}

char *figure_significant(double value, int digits, char buffer[FIGURE_SIZE])
{
    return figure_fixed(value, figure_decimals(value, digits), buffer);
}

static bool is_number(int64_t value_s)
{
    return value_s != INSTANT_NEVER && value_s != INT64_MIN;
}

char *figure_hours(int64_t length_s, char buffer[FIGURE_SIZE])
{
    buffer[0] = '\0';
    if (is_number(length_s))
        figure_fixed((double)length_s / (double)HOUR_S, HOURS_DECIMALS, buffer);
    return buffer;
}

char *figure_instant(int64_t at_s, char buffer[FIGURE_SIZE])
{
    buffer[0] = '\0';
    if (is_number(at_s))
        instant_format(at_s, buffer);
    return buffer;
}

char *figure_count(uint64_t count, char buffer[FIGURE_SIZE])
{
    char digits[FIGURE_SIZE];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, count);
    char *to = buffer;
    for (int i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0)
            *to++ = ',';
        *to++ = digits[i];
    }
    *to = '\0';
    return buffer;
}

char *figure_mean(double mean, char buffer[FIGURE_SIZE])
{
    assert(mean >= 0);
    if (mean > 0 && mean < 0.005)
        return strcpy(buffer, "< 0.01");
    uint64_t unit = mean < 1 ? 100 : 10;
    uint64_t scaled = (uint64_t)llround(mean * (double)unit);
    figure_count(scaled / unit, buffer);
    for (uint64_t rest = scaled % unit; rest != 0; unit /= 10, rest %= unit) {
        size_t length = strlen(buffer);
        const char *point = strchr(buffer, '.') == NULL ? "." : "";
        snprintf(buffer + length, FIGURE_SIZE - length, "%s%d", point, (int)(rest / (unit / 10)));
    }
    return buffer;
}

/* Tenths of a percent. A share that is neither 0 nor 1 never looks as if it were. */
static int64_t inner_tenths(double p)
{
    int64_t tenths = llround(p * 1000);
    return tenths < 1 ? 1 : tenths > 999 ? 999 : tenths;
}

char *figure_percent(const struct proportion *p, char buffer[FIGURE_SIZE])
{
    char number[FIGURE_SIZE];
    const char *sign = p->hits == 0 ? "< " : p->hits == p->n ? "> " : "";
    int64_t tenths = p->hits == 0      ? (int64_t)ceil(p->high * 1000)
                     : p->hits == p->n ? (int64_t)floor(p->low * 1000)
                                       : inner_tenths(p->value);
    print_scaled(tenths, PERCENT_DECIMALS, number);
    snprintf(buffer, FIGURE_SIZE, "%s%.40s %%", sign, number);
    return buffer;
}

static bool one_sided(const struct proportion *p)
{
    return p->hits == 0 || p->hits == p->n;
}

char *figure_percent_interval(const struct proportion *p, const char *of, char buffer[FIGURE_SIZE])
{
    char low[FIGURE_SIZE], high[FIGURE_SIZE];
    if (one_sided(p))
        snprintf(buffer, FIGURE_SIZE, "%.30s of %.30s %.30s", figure_count(p->hits, low),
                 figure_count(p->n, high), of);
    else
        snprintf(buffer, FIGURE_SIZE, "%.30s to %.30s %%",
                 print_scaled(llround(p->low * 1000), PERCENT_DECIMALS, low),
                 print_scaled(llround(p->high * 1000), PERCENT_DECIMALS, high));
    return buffer;
}

char *figure_chance(const struct proportion *p, char buffer[FIGURE_SIZE])
{
    char interval[FIGURE_SIZE];
    figure_percent(p, buffer);
    if (!one_sided(p)) {
        size_t length = strlen(buffer);
        snprintf(buffer + length, FIGURE_SIZE - length, " (%.60s)",
                 figure_percent_interval(p, "trials", interval));
    }
    return buffer;
}

char *figure_share(double share, char buffer[FIGURE_SIZE])
{
    figure_fixed(share * 100, 3, buffer);
    size_t length = strlen(buffer);
    while (buffer[length - 1] == '0')
        buffer[--length] = '\0';
    if (buffer[length - 1] == '.')
        buffer[--length] = '\0';
    return buffer;
}

/* Without the zone's name, which stands once at the end of an interval. */
static char *moment(int64_t at_s, char buffer[FIGURE_SIZE])
{
    if (at_s == INSTANT_NEVER)
        strcpy(buffer, "beyond the horizon");
    else if (at_s == INT64_MIN)
        strcpy(buffer, "before the first");
    else
        instant_format_local(at_s, 0, buffer);
    return buffer;
}

char *figure_moment(int64_t at_s, char buffer[FIGURE_SIZE])
{
    moment(at_s, buffer);
    if (is_number(at_s))
        strcat(buffer, " UTC");
    return buffer;
}

char *figure_moment_interval(const struct quantile *q, char buffer[FIGURE_SIZE])
{
    char low[FIGURE_SIZE], high[FIGURE_SIZE];
    snprintf(buffer, FIGURE_SIZE, "%.30s to %.30s%s", moment(q->low_s, low),
             moment(q->high_s, high), is_number(q->low_s) && is_number(q->high_s) ? " UTC" : "");
    return buffer;
}

/* A length may be infinite like the finish it ends with. */
char *figure_length(int64_t length_s, char buffer[FIGURE_SIZE])
{
    if (!is_number(length_s))
        return moment(length_s, buffer);
    duration_format(length_s, buffer);
    return buffer;
}

char *figure_length_interval(const struct quantile *q, char buffer[FIGURE_SIZE])
{
    char low[FIGURE_SIZE], high[FIGURE_SIZE];
    snprintf(buffer, FIGURE_SIZE, "%.30s to %.30s", figure_length(q->low_s, low),
             figure_length(q->high_s, high));
    return buffer;
}
