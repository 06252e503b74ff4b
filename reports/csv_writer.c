#include "reports/csv_writer.h"

#include "models/run_figure.h"
#include "reports/figure.h"

#include <csv.h>
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

static void begin_cell(struct csv *csv)
{
    if (csv->begun)
        fputc(',', csv->out);
    csv->begun = true;
}

static const char *skip_digits(const char *at)
{
    return at + strspn(at, "0123456789");
}

/* Digits, an optional fraction and exponent, and nothing behind: "-2+cmd()" is no number. */
static bool is_number(const char *text)
{
    const char *end = skip_digits(text);
    if (end == text)
        return false;
    if (*end == '.')
        end = skip_digits(end + 1);
    if (*end == 'e' || *end == 'E') {
        end++;
        end = skip_digits(*end == '+' || *end == '-' ? end + 1 : end);
    }
    return *end == '\0';
}

static bool is_formula(const char *text)
{
    switch (text[0]) {
    case '=':
    case '@':
    case '\t':
    case '\r':
        return true;
    case '+':
    case '-':
        return !is_number(text + 1);
    default:
        return false;
    }
}

static bool needs_quotes(const char *text)
{
    size_t length = strlen(text);
    return strpbrk(text, ",\"\n\r\t") != NULL ||
           (length > 0 && (text[0] == ' ' || text[length - 1] == ' '));
}

void csv_text(struct csv *csv, const char *text)
{
    begin_cell(csv);
    bool formula = is_formula(text);
    if (!needs_quotes(text)) {
        fprintf(csv->out, "%s%s", formula ? "'" : "", text);
    } else if (!formula) {
        csv_fwrite(csv->out, text, strlen(text));
    } else {
        /* The apostrophe belongs inside the quotes, which libcsv writes around what it is given. */
        fputs("\"'", csv->out);
        for (const char *at = text; *at != '\0'; at++)
            fputs(*at == '"' ? "\"\"" : (char[]){*at, '\0'}, csv->out);
        fputc('"', csv->out);
    }
}

void csv_count(struct csv *csv, uint64_t count)
{
    begin_cell(csv);
    fprintf(csv->out, "%" PRIu64, count);
}

void csv_fixed(struct csv *csv, double value, int decimals)
{
    char buffer[FIGURE_SIZE];
    begin_cell(csv);
    fputs(figure_fixed(value, decimals, buffer), csv->out);
}

void csv_hours(struct csv *csv, int64_t length_s)
{
    char buffer[FIGURE_SIZE];
    begin_cell(csv);
    fputs(figure_hours(length_s, buffer), csv->out);
}

void csv_instant(struct csv *csv, int64_t at_s)
{
    char buffer[FIGURE_SIZE];
    begin_cell(csv);
    fputs(figure_instant(at_s, buffer), csv->out);
}

void csv_empty(struct csv *csv)
{
    begin_cell(csv);
}

void csv_end(struct csv *csv)
{
    fputc('\n', csv->out);
    csv->begun = false;
}

void csv_heading(struct csv *csv, const char *format, ...)
{
    va_list arguments;
    begin_cell(csv);
    va_start(arguments, format);
    vfprintf(csv->out, format, arguments);
    va_end(arguments);
}

void csv_headings(struct csv *csv, const char *names)
{
    csv_heading(csv, "%s", names);
}

void csv_proportion_columns(struct csv *csv, const char *name)
{
    csv_heading(csv, "%s,%s_lo,%s_hi", name, name, name);
}

void csv_proportion(struct csv *csv, const struct proportion *p)
{
    if (p->n == 0) {
        csv_proportion_empty(csv);
        return;
    }
    csv_fixed(csv, p->value, PROBABILITY_DECIMALS);
    csv_fixed(csv, p->low, PROBABILITY_DECIMALS);
    csv_fixed(csv, p->high, PROBABILITY_DECIMALS);
}

void csv_proportion_empty(struct csv *csv)
{
    for (int i = 0; i < 3; i++)
        csv_empty(csv);
}

void csv_proportion_if(struct csv *csv, const struct proportion *list, uint32_t index)
{
    if (list == NULL)
        csv_proportion_empty(csv);
    else
        csv_proportion(csv, &list[index]);
}

static void quantile_cells(struct csv *csv, const struct quantile *q)
{
    csv_instant(csv, q->value_s);
    csv_instant(csv, q->low_s);
    csv_instant(csv, q->high_s);
}

void csv_instants_columns(struct csv *csv, const char *name)
{
    for (int i = 0; i < QUANTILE_COUNT; i++) {
        const char *q = quantile_names[i];
        csv_heading(csv, "%s_%s_utc,%s_%s_lo_utc,%s_%s_hi_utc", name, q, name, q, name, q);
    }
}

void csv_instants(struct csv *csv, const struct quantile q[QUANTILE_COUNT])
{
    for (int i = 0; i < QUANTILE_COUNT; i++)
        quantile_cells(csv, &q[i]);
}
