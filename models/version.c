#include "models/version.h"

#include "models/instant.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum { MINOR_BITS = 12, PATCH_BITS = 12, PARTS = 3 };

/* "1.34.6" into numbers, each up to its limit; the count of parts, or 0 where the text is anything
 * else. */
static int parse_dotted(const char *text, const uint32_t limit[PARTS], uint32_t part[PARTS])
{
    int count = 0;
    for (const char *at = text;; at++) {
        if (count == PARTS || *at < '0' || *at > '9')
            return 0;
        uint64_t number = 0;
        for (; *at >= '0' && *at <= '9'; at++) {
            number = number * 10 + (uint64_t)(*at - '0');
            if (number > limit[count])
                return 0;
        }
        part[count++] = (uint32_t)number;
        if (*at == '\0')
            return count;
        if (*at != '.')
            return 0;
    }
}

uint32_t version_make(unsigned major, unsigned minor, unsigned patch)
{
    assert(major < 1U << 8 && minor < 1U << MINOR_BITS && patch < 1U << PATCH_BITS);
    return major << (MINOR_BITS + PATCH_BITS) | minor << PATCH_BITS | patch;
}

bool version_parse(const char *text, uint32_t *version)
{
    static const uint32_t limit[PARTS] = {0xff, 0xfff, 0xfff};
    uint32_t part[PARTS] = {0};
    if (*text == 'v' || *text == 'V')
        text++;
    if (parse_dotted(text, limit, part) < 2)
        return false;
    *version = version_make(part[0], part[1], part[2]);
    return *version != VERSION_UNSET;
}

unsigned version_major(uint32_t version)
{
    return version >> (MINOR_BITS + PATCH_BITS);
}

unsigned version_minor(uint32_t version)
{
    return version >> PATCH_BITS & 0xfff;
}

unsigned version_patch(uint32_t version)
{
    return version & 0xfff;
}

uint32_t version_first_patch(uint32_t version)
{
    return version_make(version_major(version), version_minor(version), 0);
}

uint32_t version_minor_below(uint32_t version)
{
    unsigned minor = version_minor(version);
    return version_make(version_major(version), minor > 0 ? minor - 1 : 0, 0);
}

char *version_format(uint32_t version, char buffer[VERSION_TEXT_SIZE])
{
    if (version == VERSION_UNSET)
        strcpy(buffer, "unset");
    else
        snprintf(buffer, VERSION_TEXT_SIZE, "%u.%u.%u", version_major(version),
                 version_minor(version), version_patch(version));
    return buffer;
}

char *version_minor_format(uint32_t version, char buffer[VERSION_TEXT_SIZE])
{
    snprintf(buffer, VERSION_TEXT_SIZE, "%u.%u", version_major(version), version_minor(version));
    return buffer;
}

bool image_version_parse(const char *text, uint64_t *image)
{
    static const uint32_t limit[PARTS] = {0xffffff, 0xfffff, 0xfffff};
    uint32_t part[PARTS] = {0};
    if (parse_dotted(text, limit, part) == 0)
        return false;
    *image = (uint64_t)part[0] << 40 | (uint64_t)part[1] << 20 | part[2];
    return *image != 0;
}

char *image_version_format(uint64_t image, char buffer[VERSION_TEXT_SIZE])
{
    snprintf(buffer, VERSION_TEXT_SIZE, "%u.%02u.%u", (unsigned)(image >> 40),
             (unsigned)(image >> 20 & 0xfffff), (unsigned)(image & 0xfffff));
    return buffer;
}

static bool is_date(unsigned year, unsigned month, unsigned day, int64_t *days)
{
    if (year < 2000 || year > 2099 || month < 1 || month > 12 || day < 1 ||
        day > (unsigned)days_in_month((int)year, (int)month))
        return false;
    *days = date_to_days((struct date){(int)year, (int)month, (int)day});
    return true;
}

bool image_version_day(uint64_t image, int64_t *day)
{
    unsigned first = (unsigned)(image >> 40), second = (unsigned)(image >> 20 & 0xfffff),
             third = (unsigned)(image & 0xfffff);
    return is_date(first / 100, first % 100, second, day) || is_date(first, second, third, day) ||
           is_date(2000 + third / 10000, third / 100 % 100, third % 100, day);
}

bool image_name_parse(const char *text, size_t *family_length, uint64_t *image)
{
    const char *dash = strrchr(text, '-');
    if (!dash || dash == text)
        return false;
    *family_length = (size_t)(dash - text);
    return image_version_parse(dash + 1, image);
}
