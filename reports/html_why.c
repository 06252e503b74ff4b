/* Section "Why it takes that long, and what would help". */
#include "reports/html_why.h"

#include "reports/html_sections.h"
#include "reports/html_writer.h"

void html_why(FILE *out, const struct rendering *rendering)
{
    const struct forecast *forecast = rendering->forecast;
    struct line line = {.length = 0};
    html_why_sentence(forecast, &line);
    if (line.length > 0)
        html_element(out, "p class=\"lead\"", line.text);
    fputc('\n', out);
    html_why_drivers(out, forecast);
    html_why_critical(out, forecast);
    html_why_stages(out, forecast);
    html_help_levers(out, forecast);
    html_help_skips(out, forecast);
    html_why_inputs(out, rendering);
    html_why_robustness(out, forecast);
}
