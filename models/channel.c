#include "models/channel.h"

#include "models/random.h"
#include "models/version.h"

#include <assert.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum { HASH_CHARACTERS = 7 };

const char *channel_name(enum channel channel)
{
    static const char *const names[CHANNEL_COUNT] = {
        [CHANNEL_STABLE] = "Stable",
        [CHANNEL_RAPID] = "Rapid",
        [CHANNEL_NODE_IMAGE] = "NodeImage",
        [CHANNEL_TARGET_VERSION] = "TargetKubernetesVersion",
        [CHANNEL_SECURITY_PATCH] = "SecurityPatch",
    };
    assert((unsigned)channel < CHANNEL_COUNT);
    return names[channel];
}

enum upgrade_type channel_upgrade(enum channel channel)
{
    bool images = channel == CHANNEL_NODE_IMAGE || channel == CHANNEL_SECURITY_PATCH;
    return images ? UPGRADE_NODE_IMAGE_ONLY : UPGRADE_FULL;
}

/* The newest version that is out, of this minor or, where it is VERSION_UNSET, of any. */
static uint32_t newest(const struct channel_view *view, uint32_t minor, int64_t now_s)
{
    uint32_t found = VERSION_UNSET;
    for (uint32_t i = 0; i < view->versions_in_use_count; i++) {
        uint32_t version = view->versions_in_use[i];
        if ((minor == VERSION_UNSET || version_first_patch(version) == minor) && version > found)
            found = version;
    }
    for (size_t i = 0; i < view->releases->kubernetes_count; i++) {
        const struct kubernetes_release *release = &view->releases->kubernetes[i];
        bool out = !release->preview && release->published_s <= now_s;
        if (out && (minor == VERSION_UNSET || version_first_patch(release->version) == minor) &&
            release->version > found)
            found = release->version;
    }
    return found;
}

uint32_t channel_newest_minor(const struct channel_view *view, int64_t now_s)
{
    uint32_t version = newest(view, VERSION_UNSET, now_s);
    return version == VERSION_UNSET ? VERSION_UNSET : version_first_patch(version);
}

bool channel_is_old(uint32_t minor, uint32_t newest_minor)
{
    return version_major(minor) != version_major(newest_minor)
               ? minor < newest_minor
               : version_minor(minor) + CHANNEL_SUPPORTED_MINORS <= version_minor(newest_minor);
}

uint32_t channel_version(const struct profile *profile, const struct channel_view *view,
                         int64_t now_s)
{
    uint32_t newest_minor = channel_newest_minor(view, now_s);
    if (newest_minor == VERSION_UNSET)
        return VERSION_UNSET;
    switch (profile->channel) {
    case CHANNEL_RAPID:
        return newest(view, newest_minor, now_s);
    case CHANNEL_STABLE:
        return version_minor(newest_minor) == 0
                   ? VERSION_UNSET
                   : newest(view, version_minor_below(newest_minor), now_s);
    case CHANNEL_TARGET_VERSION:
        if (!profile->long_term_support && channel_is_old(profile->target_minor, newest_minor))
            return VERSION_UNSET;
        return newest(view, profile->target_minor, now_s);
    default:
        return VERSION_UNSET;
    }
}

void channel_families(enum channel channel, const struct fleet *fleet, bool *families)
{
    for (uint32_t i = 0; i < fleet->family_count; i++)
        families[i] = false;
    for (uint32_t i = 0; i < fleet->pool_count; i++) {
        const struct pool *pool = &fleet->pools[i];
        bool concerned = channel != CHANNEL_SECURITY_PATCH || !pool->windows;
        if (pool->image_family != NONE && concerned)
            families[pool->image_family] = true;
    }
}

static uint64_t newest_image(const struct releases *releases, uint32_t family, int64_t now_s)
{
    const struct image_release *found = NULL;
    if (releases->image_count == 0)
        return 0;
    for (size_t i = releases->family_first[family]; i < releases->family_first[family + 1]; i++) {
        const struct image_release *image = &releases->images[i];
        if (image->published_s <= now_s &&
            (found == NULL || image->published_s >= found->published_s))
            found = image;
    }
    return found == NULL ? 0 : found->version;
}

void channel_images(const struct channel_view *view, const bool *families, uint32_t family_count,
                    int64_t now_s, uint64_t *family_image)
{
    for (uint32_t i = 0; i < family_count; i++)
        family_image[i] = families[i] ? newest_image(view->releases, i, now_s) : 0;
}

static uint64_t highest_image(const struct channel_target *target)
{
    uint64_t highest = 0;
    for (uint32_t i = 0; i < target->fleet->family_count; i++)
        if (target->family_image[i] > highest)
            highest = target->family_image[i];
    return highest;
}

/* The same for any order of the families. */
static uint64_t hash_images(const struct channel_target *target)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < target->fleet->family_count; i++)
        if (target->family_image[i] != 0)
            sum +=
                entity_hash_pair(entity_hash(target->fleet->families[i]), target->family_image[i]);
    return sum;
}

static uint64_t hash_target(const struct profile *profile, const struct channel_target *target)
{
    const char *strategy = profile->strategy == NULL ? "" : profile->strategy->name;
    uint64_t hash = entity_hash_pair(profile->entity, entity_hash(channel_name(profile->channel)));
    hash = entity_hash_pair(hash, entity_hash(strategy == NULL ? "" : strategy));
    hash = entity_hash_pair(hash, (uint64_t)profile->image_selection);
    hash = entity_hash_pair(hash, target->version);
    return target->family_image == NULL ? hash : entity_hash_pair(hash, hash_images(target));
}

static void put_hash(uint64_t hash, char text[HASH_CHARACTERS + 1])
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    for (int i = HASH_CHARACTERS - 1; i >= 0; i--, hash /= 36)
        text[i] = digits[hash % 36];
    text[HASH_CHARACTERS] = '\0';
}

static void put_version(const struct channel_specification *specification,
                        char text[VERSION_TEXT_SIZE])
{
    if (channel_upgrade(specification->channel) == UPGRADE_NODE_IMAGE_ONLY)
        image_version_format(specification->version, text);
    else
        version_format((uint32_t)specification->version, text);
    for (char *at = text; *at != '\0'; at++)
        *at = *at == '.' ? '-' : *at;
}

struct channel_specification channel_specify(const struct profile *profile,
                                             const struct channel_target *target)
{
    return (struct channel_specification){
        .version = target->family_image != NULL ? highest_image(target) : target->version,
        .hash = hash_target(profile, target),
        .channel = profile->channel};
}

void channel_run_name(const char *profile, const struct channel_specification *specification,
                      char name[CHANNEL_RUN_NAME_SIZE])
{
    char channel[VERSION_TEXT_SIZE], version[VERSION_TEXT_SIZE], hash[HASH_CHARACTERS + 1];
    size_t length = 0;
    for (const char *at = channel_name(specification->channel); *at != '\0'; at++)
        channel[length++] = (char)tolower((unsigned char)*at);
    channel[length] = '\0';
    put_version(specification, version);
    put_hash(specification->hash, hash);
    snprintf(name, CHANNEL_RUN_NAME_SIZE, "auto-%.160s-%s-%s-%s", profile, channel, version, hash);
}
