/* report.html: the page a change-advisory board reads. One file, no script, no network; the same
 * bytes for the same input. */
#include "reports/html_page.h"
#include "reports/html_sections.h"

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
    {"why", "Why it takes that long, and what would help", html_why},
    {"risks", "What may go wrong", html_risks},
    {"decisions", "Backout and decision points", html_decisions},
    {"method", "Assumptions and method", html_method},
};
enum { SECTION_COUNT = sizeof sections / sizeof *sections };

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
    html_page_begin(out, &(struct html_page){.title = scenario->name,
                                             .about = "",
                                             .kind = "Forecast of a fleet upgrade",
                                             .description = scenario->description});
    contents(out);
    fputs("<main>\n", out);
    for (int i = 0; i < SECTION_COUNT; i++) {
        fprintf(out, "<section id=\"%s\">\n<h2>%d. %s</h2>\n", sections[i].id, i + 1,
                sections[i].title);
        sections[i].write(out, rendering);
        fputs("</section>\n", out);
    }
    fputs("</main>\n", out);
    html_page_end(out);
}
