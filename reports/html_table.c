#include "reports/html_table.h"

#include "reports/figure.h"
#include "reports/html_writer.h"
#include "reports/line.h"

void html_table_begin(FILE *out, const char *class_name, const char *caption,
                      const char *const columns[])
{
    if (class_name == NULL)
        fputs("<table>\n", out);
    else
        fprintf(out, "<table class=\"%s\">\n", class_name);
    html_element(out, "caption", caption);
    fputs("\n<thead><tr>", out);
    for (int i = 0; columns[i] != NULL; i++)
        html_element(out, "th scope=\"col\"", columns[i]);
    fputs("</tr></thead>\n<tbody>\n", out);
}

void html_table_end(FILE *out)
{
    fputs("</tbody>\n</table>\n", out);
}

void html_row_begin(FILE *out, const char *heading)
{
    fputs("<tr>", out);
    html_element(out, "th scope=\"row\"", heading);
}

void html_row_end(FILE *out)
{
    fputs("</tr>\n", out);
}

void html_cell(FILE *out, const char *text)
{
    html_element(out, "td", text);
}

void html_short_cell(FILE *out, const char *text)
{
    html_element(out, "td class=\"short\"", text);
}

void html_sure_cell(FILE *out, const char *value, const char *interval)
{
    fputs("<td>", out);
    html_prose(out, value);
    if (interval[0] != '\0') {
        fputs("<br>", out);
        html_element(out, "small", interval);
    }
    fputs("</td>", out);
}

void html_chance_cell(FILE *out, const struct proportion *p)
{
    char value[FIGURE_SIZE], interval[FIGURE_SIZE] = "";
    if (p->n == 0) {
        html_cell(out, "none");
        return;
    }
    if (p->hits > 0 && p->hits < p->n)
        figure_percent_interval(p, "", interval);
    html_sure_cell(out, figure_percent(p, value), interval);
}

void html_count_cell(FILE *out, const struct count_outcome *count)
{
    char mean[FIGURE_SIZE], p95[FIGURE_SIZE];
    struct line high = {.length = 0};
    line_add(&high, "P95 %s", figure_count(count->p95, p95));
    html_sure_cell(out, figure_mean(count->mean, mean), high.text);
}

void html_bar_cell(FILE *out, double share)
{
    char width[FIGURE_SIZE];
    fprintf(out, "<td class=\"bar\" aria-hidden=\"true\"><span style=\"width: %s%%\"></span></td>",
            figure_fixed(share * 100, 1, width));
}

void html_instant_cell(FILE *out, const struct quantile *q)
{
    char value[FIGURE_SIZE], interval[FIGURE_SIZE] = "";
    if (q->value_s != INSTANT_NEVER)
        figure_moment_interval(q, interval);
    html_sure_cell(out, figure_moment(q->value_s, value), interval);
}
