#include "models/instant.h"
#include "reports/json_writer.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>

Test(json_writer, indents_and_separates)
{
    char *written;
    size_t size;
    struct json json = {.out = open_memstream(&written, &size)};
    json_put_object(&json, NULL);
    json_put_array(&json, "empty");
    json_put_end(&json);
    json_put_array(&json, "list");
    json_put_count(&json, NULL, UINT64_MAX);
    json_put_bool(&json, NULL, true);
    json_put_end(&json);
    json_put_hours(&json, "never", INSTANT_NEVER);
    json_put_end(&json);
    fclose(json.out);
    cr_assert_str_eq(
        written, "{\n  \"empty\": [],\n  \"list\": [\n    18446744073709551615,\n    true\n  ],\n"
                 "  \"never\": null\n}\n");
    free(written);
}

Test(json_writer, text_comes_back_unchanged)
{
    static const char text[] = "a\"b\\c\n\t\x01\x1F</script> M\xC3\xBCnchen";
    char *written;
    size_t size;
    struct json json = {.out = open_memstream(&written, &size)};
    json_put_object(&json, NULL);
    json_put_text(&json, text, text);
    json_put_end(&json);
    fclose(json.out);
    cJSON *read = cJSON_Parse(written);
    cJSON *item = cJSON_GetObjectItemCaseSensitive(read, text);
    cr_expect(cJSON_IsString(item));
    cr_expect_str_eq(cJSON_GetStringValue(item), text);
    cJSON_Delete(read);
    free(written);
}
