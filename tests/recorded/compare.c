/* compare: our saved runs against bodies of the real service.
 *
 *     build/tests/recorded/compare FOLDER
 *
 * FOLDER holds the bodies in any depth, under the names of tests/lib/recorded_stories.c. Each must
 * have a story, whose JSON then equals it in all paths but times, ids and messages, or stand in the
 * list of those that have none. Keys that a body of an older version of the API lacks are passed
 * over, as are files of other things than update runs. One line a body; the last line is "N passed,
 * N failed".
 */
#include "tests/lib/recorded.h"

#include <cjson/cJSON.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned passed, failed;
static const char *unlike; /* of the story at hand */

static void out_of_memory(void)
{
    fputs("compare: out of memory\n", stderr);
    exit(3);
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

/* Times, ids and messages, and what only the service or only we know. */
static bool is_passed_over(const char *key)
{
    static const char *const keys[] = {
        "startTime", "completedTime", "id",   "gateId",    "operationId",      "clusterResourceId",
        "message",   "systemData",    "eTag", "_fleetsim", "updateStrategyId", NULL};
    return is_one_of(key, keys) || (unlike != NULL && strcmp(key, unlike) == 0);
}

/* Came with later versions of the API than the first. */
static bool may_be_missing(const char *key)
{
    static const char *const keys[] = {"failureCount", "maxAllowedFailures", "maxConcurrency",
                                       "nodeImageSelection", NULL};
    return is_one_of(key, keys);
}

/* Prints and counts paths in which the body and ours differ. */
static unsigned differ(const char *path, const cJSON *body, const cJSON *ours);

static unsigned differ_object(const char *path, const cJSON *body, const cJSON *ours)
{
    unsigned count = 0;
    for (const cJSON *value = body->child; value != NULL; value = value->next) {
        char below[1024];
        snprintf(below, sizeof below, "%s/%s", path, value->string);
        if (!is_passed_over(value->string))
            count += differ(below, value, cJSON_GetObjectItemCaseSensitive(ours, value->string));
    }
    for (const cJSON *value = ours->child; value != NULL; value = value->next) {
        if (cJSON_GetObjectItemCaseSensitive(body, value->string) != NULL ||
            is_passed_over(value->string) || may_be_missing(value->string))
            continue;
        printf("    %s/%s: only ours has it\n", path, value->string);
        count++;
    }
    return count;
}

static unsigned differ_array(const char *path, const cJSON *body, const cJSON *ours)
{
    int length = cJSON_GetArraySize(body);
    unsigned count = 0;
    if (length != cJSON_GetArraySize(ours)) {
        printf("    %s: %d there, %d ours\n", path, length, cJSON_GetArraySize(ours));
        return 1;
    }
    for (int i = 0; i < length; i++) {
        char below[1024];
        snprintf(below, sizeof below, "%s/%d", path, i);
        count += differ(below, cJSON_GetArrayItem(body, i), cJSON_GetArrayItem(ours, i));
    }
    return count;
}

static unsigned differ(const char *path, const cJSON *body, const cJSON *ours)
{
    if (ours != NULL && cJSON_IsObject(body) && cJSON_IsObject(ours))
        return differ_object(path, body, ours);
    if (ours != NULL && cJSON_IsArray(body) && cJSON_IsArray(ours))
        return differ_array(path, body, ours);
    if (ours != NULL && cJSON_Compare(body, ours, true))
        return 0;
    char *there = cJSON_PrintUnformatted(body);
    char *here = ours != NULL ? cJSON_PrintUnformatted(ours) : strdup("nothing");
    printf("    %s: %s there, %s ours\n", path, there, here);
    free(there);
    free(here);
    return 1;
}

/* A JSON pointer without escapes. */
static cJSON *find(cJSON *value, const char *pointer)
{
    while (value != NULL && *pointer == '/') {
        size_t length = strcspn(++pointer, "/");
        char step[128];
        snprintf(step, sizeof step, "%.*s", (int)length, pointer);
        value = cJSON_IsArray(value) ? cJSON_GetArrayItem(value, atoi(step))
                                     : cJSON_GetObjectItemCaseSensitive(value, step);
        pointer += length;
    }
    return value;
}

/* The run in it: itself, the only one of a list, or an example's answer. */
static cJSON *run_of(cJSON *document)
{
    cJSON *body = find(document, "/responses/200/body");
    body = body != NULL ? body : document;
    cJSON *first = find(body, "/value/0");
    return first != NULL ? first : body;
}

static unsigned differ_from_story(const struct recorded_story *story, cJSON *document)
{
    struct arena arena;
    struct scenario scenario;
    struct run_snapshot snapshot;
    arena_init(&arena, out_of_memory);
    unlike = story->unlike;
    recorded_play(&arena, story, &scenario, &snapshot);
    cJSON *ours = cJSON_Parse(recorded_json(&arena, &scenario, &snapshot));
    cJSON *body = run_of(document);
    cJSON *inside = cJSON_GetObjectItemCaseSensitive(body, "properties");
    const char *part = story->part != NULL ? story->part : "";
    const char *prefix = "/properties";
    if (strncmp(part, prefix, strlen(prefix)) == 0)
        part += strlen(prefix);
    body = find(inside != NULL ? inside : body, part);
    unsigned count = body == NULL
                         ? 1
                         : differ(story->part != NULL ? story->part : "", body,
                                  find(cJSON_GetObjectItemCaseSensitive(ours, "properties"), part));
    cJSON_Delete(ours);
    arena_clear(&arena);
    return count;
}

static const struct recorded_story *story_of(const char *file)
{
    for (size_t i = 0; i < recorded_story_count; i++)
        if (is_one_of(file, recorded_stories[i].files))
            return &recorded_stories[i];
    return NULL;
}

static const char *untold_because(const char *file)
{
    for (size_t i = 0; i < recorded_untold_count; i++)
        if (strcmp(file, recorded_untold[i].file) == 0)
            return recorded_untold[i].because;
    return NULL;
}

static cJSON *read_json(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return NULL;
    char *text = calloc(1, 1 << 20);
    size_t length = fread(text, 1, (1 << 20) - 1, file);
    text[length] = '\0';
    fclose(file);
    cJSON *document = cJSON_Parse(text);
    free(text);
    return document;
}

static void compare(const char *path, const char *file)
{
    const struct recorded_story *story = story_of(file);
    const char *because = untold_because(file);
    if (because != NULL) {
        printf("untold  %s: %s\n", file, because);
        passed++;
        return;
    }
    cJSON *document = read_json(path);
    unsigned differences = 1;
    if (story == NULL)
        printf("    no story is told of it\n");
    else
        differences = differ_from_story(story, document);
    printf("%s  %s", differences == 0 ? "equal " : "DIFFERS", file);
    if (story != NULL && story->part != NULL)
        printf(", only %s: %s", story->part, story->because);
    putchar('\n');
    cJSON_Delete(document);
    differences == 0 ? passed++ : failed++;
}

static int visit(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    const char *file = path + place->base;
    bool of_a_run = strstr(file, "updaterun") != NULL || strncmp(file, "UpdateRuns_", 11) == 0;
    bool request = strstr(file, ".request.") != NULL;
    if (kind == FTW_F && of_a_run && !request)
        compare(path, file);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 2 || nftw(argv[1], visit, 16, FTW_PHYS) != 0) {
        fputs("usage: compare FOLDER\n", stderr);
        return 2;
    }
    printf("%u passed, %u failed\n", passed, failed);
    return failed > 0 || passed == 0;
}
