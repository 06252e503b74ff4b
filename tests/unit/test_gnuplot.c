#include "reports/gnuplot.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static void expect(void (*write)(FILE *, const char *, size_t), const char *name,
                   const char *wanted)
{
    char *written;
    size_t size;
    FILE *out = open_memstream(&written, &size);
    write(out, name, 40);
    fclose(out);
    cr_expect_str_eq(written, wanted);
    free(written);
}

Test(gnuplot, a_name_is_one_cell_or_one_string)
{
    expect(gnuplot_cell, "a\\n\"b\"",
           "a\\\\n\xE2\x80\x9D"
           "b\xE2\x80\x9D");
    expect(gnuplot_cell, "", " ");
    expect(gnuplot_quoted, "it's", "'it''s'");
}

/* gnuplot copies the name into the SVG, where XML forbids "]]>". */
Test(gnuplot, the_end_of_a_cdata_section_is_softened)
{
    expect(gnuplot_cell, "a > b ]]> c", "a > b ]]\xE2\x80\xBA c");
    expect(gnuplot_quoted, "]]>", "']]\xE2\x80\xBA'");
}
