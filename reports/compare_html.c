#include "reports/compare_html.h"

#include "reports/compare_plot.h"
#include "reports/compare_words.h"
#include "reports/html_page.h"
#include "reports/html_writer.h"

#include <inttypes.h>

static void head(FILE *out, const struct comparisons *comparisons)
{
    char kind[64];
    snprintf(kind, sizeof kind, "Comparison of %u alternative%s with a base", comparisons->count,
             comparisons->count == 1 ? "" : "s");
    html_page_begin(out, &(struct html_page){.title = comparisons->base.scenario->name,
                                             .about = ": alternatives",
                                             .kind = kind});
    fputs("<main>\n", out);
}

static void answer(FILE *out, const struct comparisons *comparisons)
{
    fputs("<section id=\"answer\">\n<h2>1. Answer</h2>\n", out);
    for (uint32_t i = 0; i < comparisons->count; i++) {
        struct line sentence = {.length = 0};
        compare_sentence(&comparisons->list[i], &sentence);
        html_element(out, "p class=\"lead\"", sentence.text);
        fputc('\n', out);
    }
    struct line method = {.length = 0};
    compare_method(comparisons, &method);
    html_element(out, "p class=\"note\"", method.text);
    fputs("\n</section>\n", out);
}

static void picture(FILE *out, const struct comparisons *comparisons, const char *folder,
                    const char *no_pictures)
{
    fputs("<section id=\"finish\">\n<h2>2. When it ends</h2>\n", out);
    if (no_pictures != NULL) {
        fputs("<p class=\"note\">There are no pictures: ", out);
        html_text(out, no_pictures);
        fputs(". The scripts in plots/ draw them.</p>\n", out);
    } else {
        html_picture(
            out,
            &(struct html_picture){
                .folder = folder,
                .name = "compare",
                .title = "S-curves of the base and its alternatives",
                .description =
                    "The share of trials that are Completed by an instant. Solid and dark: the "
                    "base; a curve further left ends earlier. Vertical dashes: the base's "
                    "deadlines; grey: its freezes."});
    }
    if (comparisons->count > COMPARE_CURVES_MAX)
        fprintf(out, "<p class=\"note\">The first %d alternatives are drawn.</p>\n",
                COMPARE_CURVES_MAX);
    fputs("</section>\n", out);
}

static void table_row(void *context, const struct compare_words *words)
{
    FILE *out = context;
    fputs("<tr>", out);
    html_element(out, "th scope=\"row\"", words->label.text);
    html_element(out, "td", words->base.text);
    html_element(out, "td class=\"value\"", words->alternative.text);
    html_element(out, "td", words->difference.text);
    html_element(out, "td", words->share.text);
    fputs("</tr>\n", out);
}

static void table(FILE *out, const struct comparison *comparison)
{
    fputs("<table>\n<caption>", out);
    html_text(out, comparison->alternative->label);
    fputs(" against ", out);
    html_text(out, comparison->base->label);
    fputs("</caption>\n<thead><tr><th scope=\"col\">Figure</th><th scope=\"col\">Base</th>"
          "<th scope=\"col\">Alternative</th><th scope=\"col\">Difference</th>"
          "<th scope=\"col\">Trial by trial</th></tr></thead>\n<tbody>\n",
          out);
    compare_rows(comparison, table_row, out);
    fputs("</tbody>\n</table>\n", out);
}

static void side_row(FILE *out, const char *role, const struct compared *side)
{
    char digest[24];
    fputs("<tr>", out);
    html_element(out, "th scope=\"row\"", role);
    html_element(out, "td", side->label);
    html_element(out, "td", side->scenario->name);
    snprintf(digest, sizeof digest, "%016" PRIx64, side->scenario->digest);
    html_element(out, "td", digest);
    fputs("</tr>\n", out);
}

static void method(FILE *out, const struct comparisons *comparisons)
{
    char role[32];
    fputs("<section id=\"method\">\n<h2>4. Method</h2>\n<table>\n<caption>Scenarios</caption>\n"
          "<thead><tr><th scope=\"col\">Role</th><th scope=\"col\">Given as</th>"
          "<th scope=\"col\">Name</th><th scope=\"col\">Digest</th></tr></thead>\n<tbody>\n",
          out);
    side_row(out, "Base", &comparisons->base);
    for (uint32_t i = 0; i < comparisons->count; i++) {
        snprintf(role, sizeof role, "Alternative %u", i + 1);
        side_row(out, role, comparisons->list[i].alternative);
    }
    fputs(
        "</tbody>\n</table>\n"
        "<p>Differences are alternative minus base. The interval of a quantile's difference is the "
        "percentile bootstrap of 999 resamples in which both scenarios keep the same trials; that "
        "of a mean or a probability comes from the paired differences. compare.csv holds every "
        "figure.</p>\n<p>fleetsim ",
        out);
    html_text(out, comparisons->version);
    fputs("</p>\n</section>\n", out);
}

void compare_html(FILE *out, const struct comparisons *comparisons, const char *folder,
                  const char *no_pictures)
{
    head(out, comparisons);
    answer(out, comparisons);
    picture(out, comparisons, folder, no_pictures);
    fputs("<section id=\"figures\">\n<h2>3. In figures</h2>\n", out);
    for (uint32_t i = 0; i < comparisons->count; i++)
        table(out, &comparisons->list[i]);
    fputs("</section>\n", out);
    method(out, comparisons);
    fputs("</main>\n", out);
    html_page_end(out);
}
