#include "reports/html_page.h"

#include "reports/html_style.h"
#include "reports/html_writer.h"
#include "reports/name.h"

void html_page_begin(FILE *out, const struct html_page *page)
{
    char name[NAME_SIZE];
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          "style-src 'unsafe-inline'\">\n"
          "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
          "<meta name=\"color-scheme\" content=\"light dark\">\n<title>",
          out);
    html_text(out, name_short(page->title, NAME_COLUMNS, name));
    fprintf(out, "%s</title>\n<style>\n", page->about);
    html_style(out);
    fprintf(out, "</style>\n</head>\n<body>\n<header>\n<p class=\"kind\">%s</p>\n", page->kind);
    html_element(out, "h1", page->title);
    if (page->description != NULL && page->description[0] != '\0')
        html_element(out, "p", page->description);
    fputs("\n</header>\n", out);
}

void html_page_end(FILE *out)
{
    fputs("</body>\n</html>\n", out);
}
