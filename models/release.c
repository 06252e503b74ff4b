#include "models/release.h"

#include "models/version.h"

static int64_t arrival(const int64_t *region_s, int64_t published_s, uint32_t region)
{
    return region == NONE ? published_s : region_s[region];
}

/* `at` is where the version would stand among the entries. */
static bool is_newer_than_all(const struct releases *releases, size_t at, uint32_t version)
{
    const struct kubernetes_release *list = releases->kubernetes;
    uint32_t minor = version_first_patch(version);
    if (!releases->kubernetes_complete || at == 0)
        return false;
    if (at == releases->kubernetes_count)
        return true;
    return version_first_patch(list[at - 1].version) == minor &&
           version_first_patch(list[at].version) != minor;
}

int64_t releases_kubernetes_from(const struct releases *releases, uint32_t version, uint32_t region)
{
    size_t low = 0, high = releases->kubernetes_count; /* those before low are below it */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (releases->kubernetes[middle].version < version)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == releases->kubernetes_count || releases->kubernetes[low].version != version)
        return is_newer_than_all(releases, low, version) ? INSTANT_NEVER : INT64_MIN;
    return arrival(releases->kubernetes[low].region_s, releases->kubernetes[low].published_s,
                   region);
}

/* The entry, or NULL. A family's images are sorted by version. */
static const struct image_release *find_image(const struct releases *releases, uint32_t family,
                                              uint64_t version)
{
    if (releases->image_count == 0)
        return NULL;
    size_t low = releases->family_first[family], end = releases->family_first[family + 1];
    size_t high = end;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (releases->images[middle].version < version)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && releases->images[low].version == version ? &releases->images[low] : NULL;
}

int64_t releases_image_from(const struct releases *releases, uint32_t family, uint64_t version,
                            uint32_t region)
{
    const struct image_release *image = find_image(releases, family, version);
    return image ? arrival(image->region_s, image->published_s, region) : INT64_MIN;
}

uint64_t releases_image_newest(const struct releases *releases, uint32_t family, uint32_t region,
                               int64_t now_s)
{
    if (releases->image_count == 0)
        return 0;
    const struct image_release *newest = NULL;
    for (size_t i = releases->family_first[family + 1]; i > releases->family_first[family]; i--) {
        const struct image_release *image = &releases->images[i - 1];
        if (arrival(image->region_s, image->published_s, region) <= now_s &&
            (newest == NULL || image->published_s > newest->published_s))
            newest = image;
    }
    return newest == NULL ? 0 : newest->version;
}

int64_t releases_image_published(const struct releases *releases, uint32_t family, uint64_t version)
{
    const struct image_release *image = find_image(releases, family, version);
    return image ? image->published_s : INT64_MIN;
}
