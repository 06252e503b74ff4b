/* The whole folder, with pictures where gnuplot is installed. */
#include "reports/gnuplot.h"
#include "reports/output_folder.h"
#include "reports/report.h"
#include "tests/lib/sample_forecast.h"

#include <criterion/criterion.h>
#include <criterion/redirect.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char base[64], error[9000];

static void setup(void)
{
    strcpy(base, "/tmp/fleetsim-test-XXXXXX");
    cr_assert_not_null(mkdtemp(base));
}

static void teardown(void)
{
    char command[160];
    snprintf(command, sizeof command, "rm -rf %s", base);
    cr_assert_eq(system(command), 0);
}

TestSuite(report, .init = setup, .fini = teardown);

static void write_report(const char *name, const struct forecast *forecast,
                         struct report_options options)
{
    char path[128];
    bool wrong_use;
    snprintf(path, sizeof path, "%s/%s", base, name);
    struct output_folder *folder = output_folder_open(path, error, sizeof error, &wrong_use);
    cr_assert_not_null(folder, "%s", error);
    cr_expect(report_write(folder, forecast, &options));
    cr_assert(output_folder_commit(folder, error, sizeof error), "%s", error);
}

static bool has(const char *name)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", base, name);
    return access(path, F_OK) == 0;
}

static char *read_file(const char *name)
{
    char path[128], *text = calloc(1, 4 << 20);
    snprintf(path, sizeof path, "%s/%s", base, name);
    FILE *file = fopen(path, "r");
    cr_assert_not_null(file, "%s", path);
    cr_assert_lt(fread(text, 1, (4 << 20) - 1, file), (4 << 20) - 1);
    fclose(file);
    return text;
}

static bool gnuplot_installed(void)
{
    return system("command -v gnuplot >/dev/null 2>&1") == 0;
}

Test(report, writes_every_file)
{
    static const char *const files[] = {"out/summary.json",
                                        "out/summary.md",
                                        "out/runs.csv",
                                        "out/stages.csv",
                                        "out/groups.csv",
                                        "out/members.csv",
                                        "out/reasons.csv",
                                        "out/trials.csv",
                                        "out/timeline.csv",
                                        "out/conflicts.csv",
                                        "out/scenario.json",
                                        "out/report.html",
                                        "out/plots/finish.gp",
                                        "out/plots/groups.dat",
                                        "out/plots/members.gp",
                                        "out/surge.csv",
                                        "out/operations.csv",
                                        "out/campaign.csv",
                                        "out/campaign_members.csv",
                                        "out/plots/age.gp",
                                        "out/plots/surge.gp",
                                        "out/plots/tornado.gp",
                                        "out/sensitivity.csv",
                                        "out/robustness.csv"};
    write_report("out", sample_forecast(), (struct report_options){.trials = true});
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        cr_expect(has(files[i]), "%s", files[i]);
}

Test(report, leaves_trials_out_when_asked)
{
    write_report("out", sample_forecast(), (struct report_options){.trials = false});
    cr_expect_not(has("out/trials.csv"));
    cr_expect(has("out/members.csv"));
}

Test(report, without_gnuplot_all_but_the_pictures_is_there)
{
    cr_redirect_stderr();
    setenv("PATH", base, 1);
    write_report("out", sample_forecast(), (struct report_options){.trials = true});
    setenv("PATH", "/usr/bin:/bin", 1);
    fflush(stderr);
    cr_assert_stderr_eq_str(
        "fleetsim: no pictures: gnuplot is not installed; the scripts in plots/ draw them later\n");
    cr_expect_not(has("out/plots/finish.svg"));
    char *page = read_file("out/report.html");
    cr_expect_not_null(strstr(page, "There are no pictures: gnuplot is not installed"));
    cr_expect_null(strstr(page, "<svg"));
    free(page);
}

Test(report, pictures_show_names_as_text)
{
    if (!gnuplot_installed())
        cr_skip("gnuplot is not installed");
    write_report("out", sample_forecast(), (struct report_options){.trials = true});
    char *groups = read_file("out/plots/groups.svg"), *page = read_file("out/report.html");
    cr_expect_not_null(strstr(groups, "&lt;/td>&lt;script>\xE2\x80\xA6 / '; system \xE2\x80\x9D"
                                      "false\xE2\x80\x9D #\xE2\x80\xA6"),
                       "stage and group, cut");
    char *finish = read_file("out/plots/finish.svg");
    cr_expect_not_null(strstr(finish, "#\\n{/Bold x}_y^z@w<"), "a freeze's name, whole");
    free(finish);
    cr_expect_null(strstr(page, "<script"));
    cr_expect_not_null(strstr(page, "id=\"groups-title\""));
    free(groups);
    free(page);
}

Test(report, the_strategy_is_drawn_with_gates_waits_and_selectors)
{
    static const char *const drawn[] = {
        "<strong>&lt;/td&gt;",
        ": Approval, after/0</li>",
        "beside these gates waits 24 h; both must end",
        "<li>ScheduledStart, before/0, next Monday at 22:00 -09:30</li>",
        "(implicit group)",
        "members by label: <code>tier in (&lt;b&gt;web&lt;/b&gt;)</code>",
    };
    write_report("out", sample_forecast(), (struct report_options){.trials = true});
    char *page = read_file("out/report.html");
    for (size_t i = 0; i < sizeof drawn / sizeof *drawn; i++)
        cr_expect_not_null(strstr(page, drawn[i]), "%s", drawn[i]);
    free(page);
}

/* The sample's second run as one that a profile makes. */
static struct forecast with_a_profile(struct scenario *scenario, struct track tracks[2])
{
    struct forecast forecast = *sample_forecast();
    *scenario = *forecast.scenario;
    tracks[0] = scenario->tracks[0];
    tracks[1] = scenario->tracks[1];
    tracks[1].profile = 0;
    scenario->tracks = tracks;
    scenario->written_run_count = 1;
    scenario->profile_count = 1;
    forecast.scenario = scenario;
    return forecast;
}

Test(report, runs_of_a_profile_have_lengths_and_endings_instead_of_instants)
{
    struct scenario scenario;
    struct track tracks[2];
    struct forecast forecast = with_a_profile(&scenario, tracks);
    write_report("out", &forecast, (struct report_options){.trials = true});
    char *page = read_file("out/report.html");
    cr_expect_not_null(strstr(page, "<caption>Finish of k135</caption>"));
    cr_expect_not_null(strstr(page, "<caption>Runs of @images, "));
    cr_expect_null(strstr(page, "<caption>Finish of @images"));
    cr_expect_null(strstr(page, "<caption>Members of @images"));
    cr_expect_not_null(strstr(page, "<caption>Groups of the runs that profiles make"));
    cr_expect_not_null(strstr(page, " of 10 runs</td>"), "what chances are shares of");
    free(page);
}

Test(report, the_summary_has_a_row_for_each_run)
{
    write_report("out", sample_forecast(), (struct report_options){.trials = true});
    char *summary = read_file("out/summary.md");
    cr_expect_not_null(strstr(summary, "| k135 | ends by "));
    cr_expect_not_null(strstr(summary, "| @images | ends by "));
    free(summary);
}

Test(report, a_forecast_without_an_end_has_its_pictures)
{
    if (!gnuplot_installed())
        cr_skip("gnuplot is not installed");
    write_report("out", sample_forecast_never(), (struct report_options){.trials = true});
    char *finish = read_file("out/plots/finish.svg");
    cr_expect_not_null(strstr(finish, "No trial completes within the horizon."));
    cr_expect(has("out/plots/groups.svg") && has("out/plots/members.svg"));
    free(finish);
}

Test(report, nothing_is_said_of_completed_trials_where_there_are_none)
{
    struct forecast forecast = *sample_forecast();
    struct track_outcome tracks[2] = {forecast.tracks[0], forecast.tracks[1]};
    tracks[0].ending.completed = proportion_of(0, 10);
    forecast.tracks = tracks;
    write_report("out", &forecast, (struct report_options){.trials = true});
    char *page = read_file("out/report.html");
    cr_expect_not_null(strstr(page, "<td>no trial completes</td><td></td></tr>"));
    free(page);
}

Test(report, the_same_input_gives_the_same_bytes)
{
    char command[256];
    write_report("a", sample_forecast(), (struct report_options){.trials = true});
    setenv("TZ", "Asia/Tokyo", 1);
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    write_report("b", sample_forecast(), (struct report_options){.trials = true});
    snprintf(command, sizeof command, "diff -r %s/a %s/b", base, base);
    cr_expect_eq(system(command), 0);
}

Test(report, a_broken_script_leaves_no_half_picture)
{
    if (!gnuplot_installed())
        cr_skip("gnuplot is not installed");
    char path[128], reason[128];
    snprintf(path, sizeof path, "%s/broken.gp", base);
    FILE *script = fopen(path, "w");
    fputs("set terminal svg\nset output 'broken.svg'\nplot nonsense(\n", script);
    fclose(script);
    cr_expect_not(gnuplot_run(base, "broken", reason, sizeof reason));
    cr_expect_str_eq(reason, "gnuplot failed on broken.gp");
    cr_expect_not(has("broken.svg"));
}
