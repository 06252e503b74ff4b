#include "models/release.h"

static int64_t arrival(const int64_t *region_s, int64_t published_s, uint32_t region)
{
    return region == NONE ? published_s : region_s[region];
}

int64_t releases_kubernetes_from(const struct releases *releases, uint32_t version, uint32_t region)
{
    for (size_t i = 0; i < releases->kubernetes_count; i++) {
        const struct kubernetes_release *release = &releases->kubernetes[i];
        if (release->version == version)
            return arrival(release->region_s, release->published_s, region);
    }
    return INT64_MIN;
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
    for (size_t i = releases->family_first[family + 1]; i > releases->family_first[family]; i--) {
        const struct image_release *image = &releases->images[i - 1];
        if (arrival(image->region_s, image->published_s, region) <= now_s)
            return image->version;
    }
    return 0;
}

int64_t releases_image_published(const struct releases *releases, uint32_t family, uint64_t version)
{
    const struct image_release *image = find_image(releases, family, version);
    return image ? image->published_s : INT64_MIN;
}
