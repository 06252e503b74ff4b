#include "tests/lib/loading.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SETTINGS_MAX = 20 };

static char folder[64];

static void exhausted(void)
{
    abort();
}

static void load(struct loading *loading, const struct load_request *request)
{
    arena_init(&loading->arena, exhausted);
    loading->fine = scenario_load(&loading->arena, request, &loading->scenario, &loading->problems);
}

void loading_text(struct loading *loading, const char *text)
{
    load(loading, &(struct load_request){.path = "test.json",
                                         .text = text,
                                         .text_length = strlen(text),
                                         .files_forbidden = true});
}

void loading_file(struct loading *loading, const char *path, const char *const *settings)
{
    struct load_setting list[SETTINGS_MAX];
    size_t count = 0;
    for (; settings && settings[count]; count++)
        list[count] = (struct load_setting){.text = settings[count]};
    load(loading, &(struct load_request){.path = path, .settings = list, .setting_count = count});
}

void loading_right(struct loading *loading, const char *text)
{
    loading_text(loading, text);
    if (!loading->fine)
        problems_print(&loading->problems, stderr);
    cr_assert(loading->fine);
}

bool loading_has_problem(const struct loading *loading, const char *line)
{
    for (size_t i = 0; i < loading->problems.count && i < PROBLEMS_MAX; i++)
        if (strcmp(loading->problems.list[i].text, line) == 0)
            return true;
    return false;
}

const char *loading_code(const struct loading *loading)
{
    return loading->problems.count == 0   ? ""
           : loading->problems.count == 1 ? loading->problems.list[0].code
                                          : "several";
}

const char *loading_warning(const struct loading *loading, const char *code)
{
    for (const struct warning *warning = loading->scenario.warnings.first; warning;
         warning = warning->next)
        if (strcmp(warning->code, code) == 0)
            return warning->text;
    return NULL;
}

const char *loading_scenario(const char *fleet, const char *more)
{
    static char text[65536];
    snprintf(text, sizeof text,
             "{\"start\": \"2026-11-16T08:00:00Z\", \"fleet\": %s,"
             " \"updateRuns\": [{\"name\": \"k135\", \"managedClusterUpdate\":"
             " {\"upgrade\": {\"type\": \"Full\", \"kubernetesVersion\": \"1.35.2\"}}}]%s}",
             fleet, more);
    return text;
}

void loading_clear(struct loading *loading)
{
    arena_clear(&loading->arena);
}

const char *loading_folder(void)
{
    strcpy(folder, "/tmp/fleetsim-test-XXXXXX");
    cr_assert_not_null(mkdtemp(folder));
    return folder;
}

const char *loading_write(const char *name, const char *text)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
    return path;
}
