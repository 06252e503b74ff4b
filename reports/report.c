#include "reports/report.h"

#include "reports/gnuplot.h"
#include "reports/member_selection.h"
#include "reports/output_folder.h"
#include "reports/renderer.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

struct renderer {
    void (*render)(FILE *out, const struct rendering *rendering);
    const char *file;
};

#define RENDERER_ROW(function, file) {function, file},
static const struct renderer renderers[] = {RENDERERS(RENDERER_ROW)};
#undef RENDERER_ROW
enum { RENDERER_COUNT = sizeof renderers / sizeof *renderers };

static const char *const pictures[] = {"finish", "groups", "members", "surge", "tornado", "age"};
enum { PICTURE_COUNT = sizeof pictures / sizeof *pictures };

static void write_file(struct output_folder *folder, const struct renderer *renderer,
                       const struct rendering *rendering)
{
    FILE *out = output_folder_file(folder, renderer->file);
    if (out == NULL)
        return;
    renderer->render(out, rendering);
    output_folder_close_file(folder, out);
}

/* The first failure stands for all; a picture that was drawn is kept. False: `reason` is filled in.
 */
static bool draw_pictures(const struct output_folder *folder, char *reason, size_t size)
{
    char plots[PATH_MAX + 8];
    snprintf(plots, sizeof plots, "%s/plots", output_folder_path(folder));
    for (int i = 0; i < PICTURE_COUNT; i++)
        if (!gnuplot_run(plots, pictures[i], reason, size))
            return false;
    return true;
}

/* Before the page, which holds them. */
static void draw(struct output_folder *folder, struct rendering *rendering, bool quiet,
                 char *reason, size_t size)
{
    if (output_folder_error(folder) != NULL || draw_pictures(folder, reason, size))
        return;
    rendering->no_pictures = reason;
    if (!quiet)
        fprintf(stderr, "fleetsim: no pictures: %s; the scripts in plots/ draw them later\n",
                reason);
}

bool report_write(struct output_folder *folder, const struct forecast *forecast,
                  const struct report_options *options)
{
    char reason[256];
    bool *shown =
        options->members_top > 0 ? member_selection(forecast, options->members_top) : NULL;
    struct rendering rendering = {
        .forecast = forecast, .member_shown = shown, .folder = output_folder_path(folder)};
    for (int i = 0; i < RENDERER_COUNT; i++) {
        bool page = renderers[i].render == report_html;
        if (renderers[i].render == trials_csv && !options->trials)
            continue;
        if (page)
            draw(folder, &rendering, options->quiet, reason, sizeof reason);
        write_file(folder, &renderers[i], &rendering);
    }
    free(shown);
    return output_folder_error(folder) == NULL;
}
