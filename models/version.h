/* version: Kubernetes versions and node image versions as numbers that compare.
 *
 * Kubernetes: "1.34.6" or "v1.34" (patch 0). One uint32_t: major in the top 8 bits, minor in the
 * next 12, patch in the last 12; VERSION_UNSET is 0.
 *
 * Node image: "AKSUbuntu-2204gen2containerd-202512.01.0" is the family up to the last `-` and a
 * version behind it (R36). The version is up to three dotted numbers packed into a uint64_t
 * ("202512.01.0", "20348.3207.250214", "2022.10.03"), 24 + 20 + 20 bits from the top.
 * Later is greater, within a family.
 */
#ifndef MODELS_VERSION_H
#define MODELS_VERSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VERSION_UNSET = 0, VERSION_TEXT_SIZE = 48 };

bool version_parse(const char *text, uint32_t *version);
uint32_t version_make(unsigned major, unsigned minor, unsigned patch);
unsigned version_major(uint32_t version);
unsigned version_minor(uint32_t version);
unsigned version_patch(uint32_t version);

/* The same minor, patch 0: a number for the minor itself. */
uint32_t version_first_patch(uint32_t version);

/* One minor below, patch 0: what an unset member version is assumed to be. */
uint32_t version_minor_below(uint32_t version);

/* "1.34.6"; "unset" for VERSION_UNSET. Returns buffer. */
char *version_format(uint32_t version, char buffer[VERSION_TEXT_SIZE]);

/* The minor alone: "1.34". */
char *version_minor_format(uint32_t version, char buffer[VERSION_TEXT_SIZE]);

/* Parses the dotted numbers alone. Zero is refused: it stands for "unset". */
bool image_version_parse(const char *text, uint64_t *image);

/* "202512.01.0": the second number has at least two digits. Returns buffer. */
char *image_version_format(uint64_t image, char buffer[VERSION_TEXT_SIZE]);

/* The date in an image's version, in days since 1970-01-01: "202512.01.0", "2022.10.03", and of
 * Windows the last part, "20348.3207.250214". False: it names none. */
bool image_version_day(uint64_t image, int64_t *day);

/* Splits "family-version"; *family_length is the number of bytes before the last `-`. */
bool image_name_parse(const char *text, size_t *family_length, uint64_t *image);

#endif
