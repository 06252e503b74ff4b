#include "models/release_future.h"

#include "models/fleet.h"
#include "models/instant.h"
#include "models/random.h"

#include <math.h>
#include <string.h>

enum {
    WINDOWS_REVISIONS =
        113,          /* a month of Windows builds: 20348.5386 to .5499, 17763.8276 to .8389 */
    SUPPORT_YEARS = 2 /* with the long-term plan, for minors the catalogue does not know */
};

bool release_future_is_open(const struct release_future *future)
{
    return future->patches || future->minors || future->image_count > 0;
}

/* The chain of drawn minors begins at the last line. */
static int64_t chain_from_s(const struct release_future *future)
{
    return future->line_count > 0 ? future->lines[future->line_count - 1].available_s
                                  : future->horizon_s;
}

uint32_t release_future_minors_max(const struct release_future *future)
{
    int64_t span_s = future->horizon_s - chain_from_s(future);
    return future->line_count +
           (future->minors ? cadence_count_max(&future->minor_cadence, span_s) : 0);
}

uint32_t release_future_count_max(const struct release_future *future)
{
    uint32_t minors = release_future_minors_max(future), count = future->minors ? minors : 0;
    if (future->patches)
        count += minors * cadence_count_max(&future->patch_cadence,
                                            future->horizon_s - future->patches_from_s);
    for (uint32_t i = 0; i < future->image_count; i++) {
        const struct image_line *line = &future->images[i];
        count += line->family_count *
                 cadence_count_max(&line->cadence, future->horizon_s - line->from_s);
    }
    return count;
}

/* What is being drawn. */
struct drawing {
    const struct release_future *future;
    uint64_t seed;
    uint32_t trial;
    struct minor_line *lines;
    uint32_t line_count;
    struct known_release *list;
    uint32_t count;
};

static void publish(struct drawing *drawing, uint64_t version, uint32_t family, int64_t at_s)
{
    drawing->list[drawing->count++] =
        (struct known_release){.version = version, .family = family, .published_s = at_s};
}

/* ---- Kubernetes. */

static int64_t slip_s(const struct drawing *drawing, uint32_t minor)
{
    uint64_t entity = entity_hash_pair(drawing->future->minor_cadence.entity, minor);
    double u = random_uniforms(drawing->seed, (struct random_address){.entity = entity,
                                                                      .trial = drawing->trial,
                                                                      .purpose = PURPOSE_CADENCE})
                   .u[0];
    double slip = distribution_quantile(&drawing->future->slip, u);
    return slip > 0 ? llround(slip / (double)MINUTE_S) * MINUTE_S : 0;
}

static int64_t two_years_after(int64_t at_s)
{
    return at_s + SUPPORT_YEARS * INT64_C(365) * DAY_S;
}

/* A planned minor that some cluster runs is out at the start at the latest. */
static void release_planned(struct drawing *drawing, struct minor_line *line)
{
    line->available_s += slip_s(drawing, line->minor);
    if (line->in_use > 0 && line->available_s > drawing->future->start_s)
        line->available_s = drawing->future->start_s;
    line->from_s = line->available_s;
    line->end_s = two_years_after(line->available_s);
    if (line->available_s <= drawing->future->horizon_s)
        publish(drawing, line->minor, NONE, line->available_s);
}

static void draw_minors(struct drawing *drawing)
{
    const struct release_future *future = drawing->future;
    for (uint32_t i = 0; i < drawing->line_count; i++)
        if (drawing->lines[i].planned)
            release_planned(drawing, &drawing->lines[i]);
    struct minor_line last = drawing->lines[drawing->line_count - 1];
    for (uint32_t number = 0;; number++) {
        last = (struct minor_line){
            .minor = version_make(version_major(last.minor), version_minor(last.minor) + 1, 0),
            .available_s = cadence_next(&future->minor_cadence, drawing->seed, drawing->trial,
                                        number, last.available_s)};
        if (last.available_s > future->horizon_s)
            return;
        last.from_s = last.available_s;
        last.end_s = two_years_after(last.available_s);
        drawing->lines[drawing->line_count++] = last;
        publish(drawing, last.minor, NONE, last.available_s);
    }
}

/* The next patch of a minor; above what clusters have once the scenario has started. */
static void patch_minor(struct drawing *drawing, struct minor_line *line, int64_t at_s)
{
    if (at_s <= line->from_s || at_s >= line->end_s)
        return;
    if (at_s > drawing->future->start_s && line->newest < line->in_use)
        line->newest = line->in_use;
    line->newest++;
    publish(drawing, line->minor + line->newest, NONE, at_s);
}

static void draw_patches(struct drawing *drawing)
{
    const struct release_future *future = drawing->future;
    int64_t at_s = future->patches_from_s;
    for (uint32_t number = 0;; number++) {
        at_s = cadence_next(&future->patch_cadence, drawing->seed, drawing->trial, number, at_s);
        if (at_s > future->horizon_s)
            return;
        for (uint32_t i = 0; i < drawing->line_count; i++)
            patch_minor(drawing, &drawing->lines[i], at_s);
    }
}

/* ---- Node images. */

static uint64_t pack(uint64_t first, uint64_t second, uint64_t third)
{
    return first << 40 | second << 20 | third;
}

/* "202512.01.0"; a second one of a day counts on. */
static uint64_t name_by_date(uint64_t before, struct date date)
{
    uint64_t version = pack((uint64_t)(date.year * 100 + date.month), (uint64_t)date.day, 0);
    return version > before ? version : before + 1;
}

/* "20348.5386.260715". */
static uint64_t name_by_build(uint64_t before, struct date date)
{
    return pack(before >> 40, (before >> 20 & 0xfffff) + WINDOWS_REVISIONS,
                (uint64_t)(date.year % 100 * 10000 + date.month * 100 + date.day));
}

static uint64_t name_image(const struct image_line *line, uint64_t before, int64_t published_s)
{
    struct date date = date_from_days(published_s / DAY_S - IMAGE_NAMED_DAYS_BEFORE);
    return line->by_build ? name_by_build(before, date) : name_by_date(before, date);
}

static void draw_images(struct drawing *drawing, const struct image_line *line)
{
    int64_t at_s = line->from_s;
    uint64_t version = line->version;
    for (uint32_t number = 0;; number++) {
        at_s = cadence_next(&line->cadence, drawing->seed, drawing->trial, number, at_s);
        if (at_s > drawing->future->horizon_s)
            return;
        version = name_image(line, version, at_s);
        for (uint32_t f = 0; f < line->family_count; f++)
            publish(drawing, version, line->families[f], at_s);
    }
}

uint32_t release_future_draw(const struct release_future *future, uint64_t seed, uint32_t trial,
                             struct minor_line *lines, struct known_release *list, uint32_t count)
{
    struct drawing drawing = {.future = future,
                              .seed = seed,
                              .trial = trial,
                              .lines = lines,
                              .line_count = future->line_count,
                              .list = list,
                              .count = count};
    if (future->line_count > 0)
        memcpy(lines, future->lines, future->line_count * sizeof *lines);
    if (future->minors && future->line_count > 0)
        draw_minors(&drawing);
    if (future->patches)
        draw_patches(&drawing);
    for (uint32_t i = 0; i < future->image_count; i++)
        draw_images(&drawing, &future->images[i]);
    return drawing.count;
}
