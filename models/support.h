/* support: how long Azure supports a Kubernetes minor version (R12, R38).
 *
 * A minor is supported from its general availability on for about a year, with the long-term plan
 * for about another. Which ones, the catalogue says (azure-aks-docs,
 * supported-kubernetes-versions.md). Minors newer than all known ones are in support; older ones
 * than all known are not.
 */
#ifndef MODELS_SUPPORT_H
#define MODELS_SUPPORT_H

#include <stdbool.h>
#include <stdint.h>

struct minor_support {
    uint32_t minor; /* a version with patch 0 */
    int64_t available_s;
    int64_t end_s;
    int64_t long_term_end_s; /* INSTANT_NEVER: it has no long-term support */
};

struct support {
    const struct minor_support *minors; /* ascending */
    uint32_t minor_count;
};

/* When support of this version's minor ends, with the plan or without; INSTANT_NEVER for those to
 * come, INT64_MIN for those before all known ones. */
int64_t support_end(const struct support *support, uint32_t version, bool long_term);

/* Whether it is in support at now_s. */
bool support_holds(const struct support *support, uint32_t version, bool long_term, int64_t now_s);

/* Whether its minor has long-term support at all; those newer than all known ones are taken to have
 * it if the newest known one has. */
bool support_is_long_term(const struct support *support, uint32_t version);

/* R12: whether a cluster may move from one version to the other in one step. One minor up at most;
 * with the long-term plan from any minor that has long-term support to any other that has. */
bool support_lets_cross(const struct support *support, uint32_t from, uint32_t to, bool long_term);

#endif
