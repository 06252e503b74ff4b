#include "reports/html_writer.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *written;
static size_t size;

Test(html_writer, nothing_in_a_name_is_markup)
{
    FILE *out = open_memstream(&written, &size);
    html_text(out, "<script>'\"&\x01");
    fclose(out);
    cr_assert_str_eq(written, "&lt;script&gt;&#39;&quot;&amp;\xEF\xBF\xBD");
    free(written);
}

Test(html_writer, nothing_turns_the_direction_of_text)
{
    FILE *out = open_memstream(&written, &size);
    html_text(out, "by\xE2\x80\xAE 2026");
    html_prose(out, "\xE2\x81\xA6");
    fclose(out);
    cr_assert_str_eq(written, "by\xEF\xBF\xBD 2026\xEF\xBF\xBD");
    free(written);
}

Test(html_writer, an_instant_stays_on_one_line)
{
    FILE *out = open_memstream(&written, &size);
    html_element(out, "td class=\"x\"", "by 2026-12-19 23:47 UTC, 2026-1");
    fclose(out);
    cr_assert_str_eq(
        written, "<td class=\"x\">by <span class=\"at\">2026-12-19 23:47 UTC</span>, 2026-1</td>");
    free(written);
}

Test(html_writer, a_figure_stays_with_its_percent_sign)
{
    FILE *out = open_memstream(&written, &size);
    html_prose(out, "95 % of 5, % x");
    fclose(out);
    cr_assert_str_eq(written, "95&nbsp;% of 5, % x");
    free(written);
}

/* A folder with plots/p.svg, to be removed again. */
static void make_picture(char folder[64], const char *svg)
{
    char path[128];
    strcpy(folder, "/tmp/fleetsim-test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/plots", folder);
    mkdir(path, 0777);
    snprintf(path, sizeof path, "%s/plots/p.svg", folder);
    FILE *file = fopen(path, "w");
    fputs(svg, file);
    fclose(file);
}

static void remove_picture(const char *folder)
{
    char path[128];
    snprintf(path, sizeof path, "%s/plots/p.svg", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/plots", folder);
    rmdir(path);
    rmdir(folder);
}

Test(html_writer, ids_of_a_picture_are_its_own)
{
    char folder[64];
    make_picture(
        folder,
        "<?xml version=\"1.0\"?>\n<svg viewBox=\"0 0 1 1\"><title>Gnuplot</title><desc>x</desc>"
        "<g id=\"a\" fill=\"#fff\"/><use xlink:href='#a' clip-path=\"url(#b)\"/>"
        "<text> id=\"c\"</text></svg>");
    FILE *out = open_memstream(&written, &size);
    html_picture(out, &(struct html_picture){folder, "p", "A <title>", "Words"});
    fclose(out);
    remove_picture(folder);
    cr_expect_not_null(strstr(written, "<title id=\"p-title\">A &lt;title&gt;</title>"));
    cr_expect_not_null(strstr(written, "<g id=\"p-a\" fill=\"#fff\"/>"));
    cr_expect_not_null(strstr(written, "href='#p-a' clip-path=\"url(#p-b)\""));
    cr_expect_not_null(strstr(written, "<text> id=\"c\"</text>"), "text is no attribute");
    cr_expect_null(strstr(written, "<?xml"));
    cr_expect_null(strstr(written, "Gnuplot"));
    free(written);
}

Test(html_writer, a_missing_picture_leaves_no_figure)
{
    FILE *out = open_memstream(&written, &size);
    html_picture(out, &(struct html_picture){"/nowhere", "p", "t", "d"});
    fclose(out);
    cr_assert_str_eq(written, "");
    free(written);
}
