/* report.html: the page a change-advisory board reads. One file, no script, no network; the same
 * bytes for the same input. */
#include "reports/html_sections.h"
#include "reports/html_writer.h"
#include "reports/name.h"

struct section {
    const char *id, *title;
    void (*write)(FILE *out, const struct rendering *rendering);
};

/* Numbered as they stand. */
static const struct section sections[] = {
    {"answer", "Answer", html_answer},
    {"scope", "Scope", html_scope},
    {"finish", "When it ends", html_finish},
    {"timeline", "Timeline", html_timeline},
    {"risks", "What may go wrong", html_risks},
    {"decisions", "Backout and decision points", html_decisions},
    {"method", "Assumptions and method", html_method},
};
enum { SECTION_COUNT = sizeof sections / sizeof *sections };

static void head(FILE *out, const struct scenario *scenario)
{
    char name[NAME_SIZE];
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n",
          out);
    fputs("<title>", out);
    html_text(out, name_short(scenario->name, NAME_COLUMNS, name));
    fprintf(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", html_style);
}

static void contents(FILE *out)
{
    fputs("<nav aria-label=\"Contents\"><ol>\n", out);
    for (int i = 0; i < SECTION_COUNT; i++)
        fprintf(out, "<li><a href=\"#%s\">%s</a></li>\n", sections[i].id, sections[i].title);
    fputs("</ol></nav>\n", out);
}

void report_html(FILE *out, const struct rendering *rendering)
{
    const struct scenario *scenario = rendering->forecast->scenario;
    head(out, scenario);
    fputs("<header>\n<p class=\"kind\">Forecast of a fleet upgrade</p>\n", out);
    html_element(out, "h1", scenario->name);
    if (scenario->description != NULL && scenario->description[0] != '\0')
        html_element(out, "p", scenario->description);
    fputs("\n</header>\n", out);
    contents(out);
    fputs("<main>\n", out);
    for (int i = 0; i < SECTION_COUNT; i++) {
        fprintf(out, "<section id=\"%s\">\n<h2>%d. %s</h2>\n", sections[i].id, i + 1,
                sections[i].title);
        sections[i].write(out, rendering);
        fputs("</section>\n", out);
    }
    fputs("</main>\n</body>\n</html>\n", out);
}
