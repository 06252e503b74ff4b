#include "reports/output_folder.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char base[64], target[128], error[9000];
static bool wrong_use;

static void setup(void)
{
    strcpy(base, "/tmp/fleetsim-test-XXXXXX");
    cr_assert_not_null(mkdtemp(base));
    snprintf(target, sizeof target, "%s/out", base);
}

static void teardown(void)
{
    char command[160];
    snprintf(command, sizeof command, "rm -rf %s", base);
    cr_assert_eq(system(command), 0);
}

TestSuite(output_folder, .init = setup, .fini = teardown);

static void put(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
}

static void put_in_target(const char *name, const char *text)
{
    char path[256];
    mkdir(target, 0777);
    snprintf(path, sizeof path, "%s/%s", target, name);
    put(path, text);
}

static bool target_has(const char *name)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", target, name);
    return access(path, F_OK) == 0;
}

/* Entries of the folder that holds the target, hidden ones too. */
static int entries(void)
{
    int count = 0;
    DIR *folder = opendir(base);
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return count;
}

static struct output_folder *open_target(void)
{
    return output_folder_open(target, error, sizeof error, &wrong_use);
}

static void write_one(struct output_folder *folder, const char *name)
{
    FILE *file = output_folder_file(folder, name);
    cr_assert_not_null(file);
    fputs("x\n", file);
    output_folder_close_file(folder, file);
}

Test(output_folder, appears_whole)
{
    struct output_folder *folder = open_target();
    write_one(folder, "runs.csv");
    write_one(folder, "plots/a.gp");
    write_one(folder, "plots/b.gp");
    cr_expect_not(target_has("runs.csv"), "nothing is visible before");
    cr_assert(output_folder_commit(folder, error, sizeof error));
    cr_expect(target_has("runs.csv") && target_has("plots/a.gp") && target_has("plots/b.gp"));
    cr_expect_eq(entries(), 1);
}

Test(output_folder, abandoned_leaves_nothing)
{
    struct output_folder *folder = open_target();
    write_one(folder, "plots/a.gp");
    output_folder_abandon(folder);
    cr_expect_eq(entries(), 0);
}

Test(output_folder, exit_leaves_nothing)
{
    pid_t child = fork();
    if (child == 0) {
        write_one(open_target(), "plots/a.gp");
        exit(3);
    }
    int status;
    waitpid(child, &status, 0);
    cr_expect_eq(WEXITSTATUS(status), 3);
    cr_expect_eq(entries(), 0);
}

Test(output_folder, replaces_ours_and_only_that)
{
    put_in_target("summary.json", "{\n  \"fleetsim\": \"0.1\"\n}\n");
    put_in_target("old.csv", "old");
    struct output_folder *folder = open_target();
    write_one(folder, "new.csv");
    cr_expect(target_has("old.csv"), "the old one stays until the new one is whole");
    cr_assert(output_folder_commit(folder, error, sizeof error));
    cr_expect(target_has("new.csv") && !target_has("old.csv"));
    cr_expect_eq(entries(), 1);
}

Test(output_folder, an_empty_folder_may_be_replaced)
{
    mkdir(target, 0777);
    struct output_folder *folder = open_target();
    write_one(folder, "new.csv");
    cr_assert(output_folder_commit(folder, error, sizeof error));
    cr_expect(target_has("new.csv"));
}

Test(output_folder, refuses_what_is_not_ours)
{
    put_in_target("summary.json", "{ \"name\": \"fleetsim\" }");
    cr_expect_null(open_target());
    cr_expect(wrong_use);
    cr_expect_not_null(strstr(error, "holds no summary.json of fleetsim"), "%s", error);
    cr_expect_eq(entries(), 1);
    strcat(target, "/summary.json");
    cr_expect_null(open_target());
    cr_expect(wrong_use);
    cr_expect_not_null(strstr(error, "is not a folder"), "%s", error);
}

Test(output_folder, refuses_the_working_folder)
{
    cr_assert_eq(chdir(base), 0);
    cr_expect_null(output_folder_open(".", error, sizeof error, &wrong_use));
    cr_expect(wrong_use);
    cr_assert_eq(chdir("/"), 0);
}

Test(output_folder, does_not_replace_what_appeared_meanwhile)
{
    struct output_folder *folder = open_target();
    write_one(folder, "new.csv");
    put_in_target("theirs.txt", "x");
    cr_expect_not(output_folder_commit(folder, error, sizeof error));
    cr_expect(target_has("theirs.txt") && !target_has("new.csv"));
    cr_expect_eq(entries(), 1);
}

Test(output_folder, a_missing_parent_is_the_machines_no)
{
    strcat(target, "/deeper");
    cr_expect_null(open_target());
    cr_expect_not(wrong_use);
    cr_expect_not_null(strstr(error, "No such file or directory"), "%s", error);
}

Test(output_folder, a_full_disk_is_noticed_and_nothing_stays)
{
    struct rlimit limit = {4096, RLIM_INFINITY};
    signal(SIGXFSZ, SIG_IGN);
    struct output_folder *folder = open_target();
    FILE *file = output_folder_file(folder, "large.csv");
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    for (int i = 0; i < 10000; i++)
        fputs("0123456789\n", file);
    output_folder_close_file(folder, file);
    limit.rlim_cur = RLIM_INFINITY;
    setrlimit(RLIMIT_FSIZE, &limit);
    cr_expect_not_null(strstr(output_folder_error(folder), "/out/large.csv: File too large"));
    cr_expect_null(output_folder_file(folder, "next.csv"), "later calls do nothing");
    cr_expect_not(output_folder_commit(folder, error, sizeof error));
    cr_expect_eq(entries(), 0);
}

Test(output_folder, a_slash_at_the_end_changes_nothing)
{
    strcat(target, "//");
    struct output_folder *folder = open_target();
    write_one(folder, "a.csv");
    cr_assert(output_folder_commit(folder, error, sizeof error));
    cr_expect(target_has("a.csv"));
}
