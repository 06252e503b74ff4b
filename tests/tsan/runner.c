/* runner: runs the Criterion suites where Criterion itself cannot run.
 *
 * Criterion's sandbox maps memory at addresses that ThreadSanitizer keeps for itself
 * (Snaipe/Criterion issue 274). `make tsan` links this file: its main and its few functions stand
 * before those of the library. Each test is a forked process; `.signal`, `.exit_code`, `.init`,
 * `.fini` (those of TestSuite, too) and `.disabled` mean the same, and cr_log prints at once; time
 * limits and parameterised tests are not needed here. Options: --tap=FILE, -jN; others are refused.
 */
#include <assert.h>
#include <criterion/criterion.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS_MAX = 64, FAILED = 101, SKIPPED = 102 };

/* The linker's names for the sections in which Test() and TestSuite() leave a pointer each. */
extern struct criterion_test *__start_cr_tst[], *__stop_cr_tst[];
extern struct criterion_suite *__start_cr_sts[], *__stop_cr_sts[];

struct job {
    pid_t process; /* 0: free */
    const struct criterion_test *test;
};

static bool some_assert_failed; /* in the test's own process */

void cri_asserts_passed_incr(void)
{
}

void criterion_send_assert(struct criterion_assert_stats *stats)
{
    fprintf(stderr, "%s:%u: %s\n", stats->file, stats->line, stats->message ? stats->message : "");
    some_assert_failed = true;
}

void criterion_continue_test(void)
{
}

void criterion_abort_test(void)
{
    fflush(NULL);
    _exit(FAILED);
}

void criterion_skip_test(const char *format, ...)
{
    (void)format;
    _exit(SKIPPED);
}

void cr_log(enum criterion_severity severity, const char *message, ...)
{
    va_list arguments;
    (void)severity;
    va_start(arguments, message);
    vfprintf(stderr, message, arguments);
    va_end(arguments);
    fputc('\n', stderr);
}

void criterion_internal_test_setup(void)
{
}

void criterion_internal_test_main(void (*function)(void))
{
    function();
}

void criterion_internal_test_teardown(void)
{
}

/* What TestSuite() says about the suite, or about none. */
static struct criterion_test_extra_data suite_data(const char *name)
{
    for (struct criterion_suite **suite = __start_cr_sts; suite < __stop_cr_sts; suite++)
        if (*suite != NULL && (*suite)->data != NULL && strcmp((*suite)->name, name) == 0)
            return *(*suite)->data;
    return (struct criterion_test_extra_data){.sentinel_ = 0};
}

static void call(void (*function)(void))
{
    if (function != NULL)
        function();
}

static void run_child(const struct criterion_test *test)
{
    struct criterion_test_extra_data suite = suite_data(test->category);

    call(suite.init);
    call(test->data->init);
    test->test();
    call(test->data->fini);
    call(suite.fini);
    fflush(NULL);
    exit(some_assert_failed ? FAILED : 0);
}

static void start(struct job *job, const struct criterion_test *test)
{
    assert(test->data->kind_ == CR_TEST_NORMAL);
    fflush(NULL);
    *job = (struct job){fork(), test};
    if (job->process == 0)
        run_child(test);
}

static bool passed(const struct criterion_test *test, int status)
{
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == test->data->signal;
    if (WEXITSTATUS(status) == SKIPPED)
        return true;
    return test->data->signal == 0 && WEXITSTATUS(status) == test->data->exit_code;
}

/* Waits for any test, reports it, frees its place. Returns whether it passed. */
static bool finish_one(struct job *jobs, int job_count, FILE *tap)
{
    int status;
    pid_t process = wait(&status);

    for (int i = 0; i < job_count; i++) {
        if (jobs[i].process != process)
            continue;
        const struct criterion_test *test = jobs[i].test;
        bool good = passed(test, status);
        fprintf(tap, "%s - %s::%s\n", good ? "ok" : "not ok", test->category, test->name);
        jobs[i].process = 0;
        return good;
    }
    return true;
}

static struct job *free_place(struct job *jobs, int job_count)
{
    for (int i = 0; i < job_count; i++)
        if (jobs[i].process == 0)
            return &jobs[i];
    return NULL;
}

static int run_all(int job_count, FILE *tap)
{
    struct job jobs[JOBS_MAX] = {{0}}, *place;
    int failures = 0, running = 0;

    for (struct criterion_test **test = __start_cr_tst; test < __stop_cr_tst; test++) {
        if (*test == NULL || (*test)->data->disabled)
            continue;
        while ((place = free_place(jobs, job_count)) == NULL) {
            failures += !finish_one(jobs, job_count, tap);
            running--;
        }
        start(place, *test);
        running++;
    }
    for (; running > 0; running--)
        failures += !finish_one(jobs, job_count, tap);
    return failures;
}

int main(int argc, char **argv)
{
    FILE *tap = stdout;
    int jobs = 1;

    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--tap=", 6) == 0 && (tap = fopen(argv[i] + 6, "w")) != NULL)
            continue;
        if (strncmp(argv[i], "-j", 2) == 0 && (jobs = atoi(argv[i] + 2)) >= 1 && jobs <= JOBS_MAX)
            continue;
        fprintf(stderr, "usage: check [--tap=FILE] [-jN]\n");
        return 2;
    }
    int failures = run_all(jobs, tap);
    fclose(tap);
    return failures > 0;
}
