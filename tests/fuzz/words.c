/* Any bytes as an instant, a duration, a date, a clock, an offset, a version, an image: what is
 * read stands within its stated bounds, and what is written of it reads back as the same. */
#include "models/instant.h"
#include "models/version.h"
#include "tests/fuzz/target.h"

static void try_instant(const char *text)
{
    int64_t at_s, again_s;
    char written[INSTANT_TEXT_SIZE];
    if (!instant_parse(text, &at_s))
        return;
    instant_format(at_s, written);
    assert(instant_parse(written, &again_s) && again_s == at_s);
    instant_format_local(at_s, -14 * 3600, written);
}

static void try_duration(const char *text)
{
    int64_t length_s;
    char written[INSTANT_TEXT_SIZE];
    if (!duration_parse(text, &length_s))
        return;
    assert(length_s >= 0);
    duration_format(length_s, written);
}

static void try_calendar(const char *text)
{
    struct date date;
    int32_t seconds;
    if (date_parse(text, &date)) {
        struct date again = date_from_days(date_to_days(date));
        assert(again.year == date.year && again.month == date.month && again.day == date.day);
        assert(date.day <= days_in_month(date.year, date.month));
    }
    if (clock_parse(text, &seconds))
        assert(seconds >= 0 && seconds < 24 * 3600);
    if (utc_offset_parse(text, &seconds))
        assert(seconds >= -14 * 3600 && seconds <= 14 * 3600);
    assert(weekday_parse(text) >= -1 && weekday_parse(text) <= 6);
}

static void try_versions(const char *text)
{
    uint32_t version, again;
    uint64_t image;
    size_t family_length;
    char written[VERSION_TEXT_SIZE];
    if (version_parse(text, &version) && version != VERSION_UNSET) {
        version_format(version, written);
        assert(version_parse(written, &again) && again == version);
    }
    if (image_version_parse(text, &image))
        assert(image != 0);
    if (image_name_parse(text, &family_length, &image))
        assert(family_length < strlen(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena;
    arena_init(&arena, target_exhausted);
    const char *text = target_text(&arena, data, size);
    try_instant(text);
    try_duration(text);
    try_calendar(text);
    try_versions(text);
    arena_clear(&arena);
    return 0;
}
