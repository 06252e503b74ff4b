#include "reports/fit_folder.h"

#include "reports/fit_models.h"
#include "reports/fit_rows.h"
#include "reports/gnuplot.h"
#include "reports/json_writer.h"

#include <limits.h>

/* A distribution to draw. */
struct picture {
    const char *name, *title, *unit;
    const struct lifetime_fit *fit;
    const struct lifetime *lengths;
    size_t count;
};

enum { PICTURES_MAX = UPGRADE_TYPE_COUNT + 1 };

static size_t list_pictures(const struct fit *fit, struct picture *pictures)
{
    static const char *const names[] = {"full", "control-plane-only", "node-image-only"};
    static const char *const titles[] = {"Full upgrades", "ControlPlaneOnly upgrades",
                                         "NodeImageOnly upgrades"};
    const struct approval_fit *approval = &fit->approval;
    size_t count = 0;
    for (int type = 0; type < UPGRADE_TYPE_COUNT; type++) {
        const struct duration_fit *duration = &fit->durations[type];
        if (fit_has(fit, (enum upgrade_type)type))
            pictures[count++] =
                (struct picture){names[type],    titles[type],      "minutes",
                                 &duration->own, duration->lengths, duration->length_count};
    }
    if (approval->approved > 0)
        pictures[count++] = (struct picture){
            "approval",       "Approvals",       "hours",
            &approval->delay, approval->lengths, approval->approved + approval->waiting};
    return count;
}

static void write_models(struct output_folder *folder, const struct fit *fit,
                         const struct fit_base *base)
{
    FILE *out = output_folder_file(folder, "models.json");
    if (out == NULL)
        return;
    fit_models(out, fit, base);
    output_folder_close_file(folder, out);
}

static void write_table(struct output_folder *folder, const struct fit *fit)
{
    FILE *out = output_folder_file(folder, "fit.csv");
    if (out == NULL)
        return;
    fit_csv(out, fit);
    output_folder_close_file(folder, out);
}

static void write_summary(struct output_folder *folder, const struct fit *fit)
{
    FILE *out = output_folder_file(folder, "summary.json");
    struct json json = {.out = out};
    if (out == NULL)
        return;
    json_put_object(&json, NULL);
    json_put_text(&json, "fleetsim", FLEETSIM_VERSION);
    json_put_text(&json, "command", "fit");
    json_put_count(&json, "upgrades", fit->records->upgrade_count);
    json_put_count(&json, "approvals", fit->records->approval_count);
    json_put_instant(&json, "history_until_utc", fit->records->until_s);
    json_put_end(&json);
    output_folder_close_file(folder, out);
}

static void write_picture(struct arena *arena, struct output_folder *folder,
                          const struct picture *picture)
{
    char name[NAME_MAX];
    snprintf(name, sizeof name, "plots/%s.gp", picture->name);
    FILE *script = output_folder_file(folder, name);
    if (script == NULL)
        return;
    fit_plot_gp(script, picture->name, picture->title, picture->unit);
    output_folder_close_file(folder, script);
    snprintf(name, sizeof name, "plots/%s.dat", picture->name);
    FILE *data = output_folder_file(folder, name);
    if (data == NULL)
        return;
    fit_plot_dat(arena, data, picture->fit, picture->lengths, picture->count);
    output_folder_close_file(folder, data);
}

static void draw(const struct output_folder *folder, const struct picture *pictures, size_t count,
                 bool quiet)
{
    char plots[PATH_MAX + 8], reason[256];
    snprintf(plots, sizeof plots, "%s/plots", output_folder_path(folder));
    for (size_t i = 0; i < count; i++)
        if (!gnuplot_run(plots, pictures[i].name, reason, sizeof reason)) {
            if (!quiet)
                fprintf(stderr,
                        "fleetsim: no pictures: %s; the scripts in plots/ draw them later\n",
                        reason);
            return;
        }
}

void fit_folder_write(struct arena *arena, struct output_folder *folder, const struct fit *fit,
                      const struct fit_base *base, bool quiet)
{
    struct picture pictures[PICTURES_MAX];
    size_t count = list_pictures(fit, pictures);
    write_models(folder, fit, base);
    write_table(folder, fit);
    write_summary(folder, fit);
    for (size_t i = 0; i < count; i++)
        write_picture(arena, folder, &pictures[i]);
    if (output_folder_error(folder) == NULL)
        draw(folder, pictures, count, quiet);
}
