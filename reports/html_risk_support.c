/* Clusters that outlive the support of their version. */
#include "models/version.h"
#include "reports/figure.h"
#include "reports/html_risks.h"
#include "reports/html_table.h"
#include "reports/html_writer.h"
#include "reports/line.h"

static void support_row(FILE *out, const struct support_outcome *support)
{
    struct line name = {.length = 0}, members = {.length = 0};
    char figure[FIGURE_SIZE], version[VERSION_TEXT_SIZE];
    line_add(&name, "%s%s", version_minor_format(support->minor, version),
             support->long_term ? " with long-term support" : "");
    html_row_begin(out, name.text);
    html_cell(out, figure_moment(support->end_s, figure));
    if (!support->simulated) {
        fputs("<td>not simulated: beyond the horizon</td><td></td>", out);
    } else {
        line_add(&members, "%s of ", figure_mean(support->members_mean, figure));
        line_add(&members, "%s", figure_count(support->members, figure));
        html_cell(out, members.text);
        html_chance_cell(out, &support->any);
    }
    html_row_end(out);
}

void html_risk_support(FILE *out, const struct forecast *forecast)
{
    fputs("<h3>Clusters that outlive the support of their version</h3>\n", out);
    if (forecast->support_count == 0) {
        fputs("<p>No version that clusters have at the start leaves support within the "
              "horizon.</p>\n",
              out);
        return;
    }
    html_table_begin(out, NULL,
                     "On the day support ends; where it had ended before, at the horizon",
                     (const char *const[]){"Version", "Support ends", "Clusters on it, mean",
                                           "Any cluster on it", NULL});
    for (uint32_t i = 0; i < forecast->support_count; i++)
        support_row(out, &forecast->support[i]);
    html_table_end(out);
}
