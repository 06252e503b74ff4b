/* The table of keys against the JSON Schema, both ways. */
#include "scenarios/keys.h"
#include "scenarios/names.h"
#include "scenarios/pasted.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct arena arena;

static void exhausted(void)
{
    abort();
}

static cJSON *read_schema(void)
{
    static char text[1 << 20];
    FILE *file = fopen("scenarios/schema/scenario.schema.json", "rb");
    cr_assert_not_null(file);
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = '\0';
    cJSON *schema = cJSON_Parse(text);
    cr_assert_not_null(schema);
    return schema;
}

static const char *under(const char *path, const char *step)
{
    return arena_printf(&arena, "%s/%s", path, step);
}

static unsigned type_bit(const char *name)
{
    static const struct {
        const char *name;
        unsigned bit;
    } types[] = {{"object", KEY_OBJECT}, {"array", KEY_ARRAY},    {"string", KEY_STRING},
                 {"number", KEY_NUMBER}, {"integer", KEY_NUMBER}, {"boolean", KEY_BOOL}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(types[i].name, name) == 0)
            return types[i].bit;
    cr_assert_fail("%s", name);
    return 0;
}

/* "path types required" of every key below. */
static void collect(const cJSON *node, const char *path, struct names *found);

static void collect_key(const cJSON *node, const char *path, struct names *found)
{
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(node, "type"), *each;
    unsigned types = cJSON_IsString(type) ? type_bit(type->valuestring) : 0;
    if (cJSON_IsArray(type))
        cJSON_ArrayForEach(each, type) types |= type_bit(each->valuestring);
    names_add(found, arena_printf(&arena, "%s %u", path, types));
    collect(node, path, found);
}

static void collect(const cJSON *node, const char *path, struct names *found)
{
    const cJSON *each;
    cJSON_ArrayForEach(each, cJSON_GetObjectItemCaseSensitive(node, "properties"))
        collect_key(each, under(path, each->string), found);
    const cJSON *any = cJSON_GetObjectItemCaseSensitive(node, "additionalProperties");
    if (cJSON_IsObject(any))
        collect_key(any, under(path, "*"), found);
    const cJSON *items = cJSON_GetObjectItemCaseSensitive(node, "items");
    if (items)
        collect_key(items, under(path, "#"), found);
}

static void collect_schema(struct names *found)
{
    cJSON *schema = read_schema();
    const cJSON *shape;
    collect(schema, "", found);
    cJSON_ArrayForEach(shape, cJSON_GetObjectItemCaseSensitive(schema, "$defs"))
        collect(shape, arena_printf(&arena, "%s:", shape->string), found);
    cJSON_Delete(schema);
}

static void collect_table(struct names *found)
{
    for (size_t i = 0; i < keys_count(); i++)
        if (keys_row(i)->code)
            names_add(found, arena_printf(&arena, "%s %u", keys_row(i)->path, keys_row(i)->types));
}

Test(keys, are_those_of_the_schema_and_of_the_same_types)
{
    struct names schema, table;
    arena_init(&arena, exhausted);
    names_init(&schema, &arena);
    names_init(&table, &arena);
    collect_schema(&schema);
    collect_table(&table);
    cr_assert_gt(table.count, 200);
    for (uint32_t i = 0; i < table.count; i++)
        cr_assert_neq(names_find(&schema, table.list[i]), UINT32_MAX, "not in the schema: %s",
                      table.list[i]);
    for (uint32_t i = 0; i < schema.count; i++)
        cr_assert_neq(names_find(&table, schema.list[i]), UINT32_MAX, "not in the table: %s",
                      schema.list[i]);
    arena_clear(&arena);
}

static const struct key_node *at(const struct keys *keys, const char *text)
{
    struct pointer pointer;
    cr_assert(pointer_parse(&arena, text, strlen(text), &pointer));
    return keys_at(keys, &pointer);
}

Test(keys, are_found_by_pointer_through_shapes_and_inclusions)
{
    struct keys keys;
    arena_init(&arena, exhausted);
    keys_init(&keys, &arena);
    cr_assert_str_eq(at(&keys, "/maintenanceWindows/sat/durationHours")->key->code,
                     "window-duration");
    cr_assert_str_eq(at(&keys, "/fleet/members/3/nodePools/user/count")->key->code, "pool-count");
    cr_assert_str_eq(at(&keys, "/fleet/generate/nodePools/0/count")->key->code,
                     "generate-pool-count");
    cr_assert_str_eq(at(&keys, "/models/duration/x/memberMinutes/p50")->key->code, "dist-p50");
    cr_assert_null(at(&keys, "/maintenanceWindows/sat/x"));
    arena_clear(&arena);
}

/* Whether a pattern of the shape lets the key through. */
static bool schema_ignores(const cJSON *schema, const char *shape, const char *key)
{
    const cJSON *pattern, *of = cJSON_GetObjectItemCaseSensitive(
                              cJSON_GetObjectItemCaseSensitive(schema, "$defs"), shape);
    bool found = false;
    cJSON_ArrayForEach(pattern, cJSON_GetObjectItemCaseSensitive(of, "patternProperties"))
    {
        regex_t regex;
        cr_assert_eq(regcomp(&regex, pattern->string, REG_EXTENDED | REG_NOSUB), 0);
        found |= regexec(&regex, key, 0, NULL, 0) == 0;
        regfree(&regex);
    }
    return found;
}

Test(keys, that_az_prints_are_ignored_by_the_schema_too)
{
    static const char *const shapes[] = {"member", "pool", "profile"};
    cJSON *schema = read_schema();
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        unsigned count = 0;
        for (const char *key; (key = pasted_key(shapes[s], count)) != NULL; count++)
            cr_expect(schema_ignores(schema, shapes[s], key), "%s of %s", key, shapes[s]);
        cr_expect_gt(count, 6);
        cr_expect(schema_ignores(schema, shapes[s], "properties")); /* scenarios/unfold.h */
        cr_expect_not(schema_ignores(schema, shapes[s], "ids"));
    }
    cJSON_Delete(schema);
}
