/* random: random numbers by address.
 *
 * A draw is a function of (seed, trial, entity, purpose, attempt), never of the order of events.
 * The address is the counter and the seed the key of Philox 2x64-10 (Salmon et al., "Parallel
 * random numbers: as easy as 1, 2, 3", SC11; Random123), so any trial can be replayed alone and
 * threads cannot change an answer.
 *
 * An entity is the hash of a name (entity_hash), of two names where one alone is not enough (a
 * member in a run, a pool of a member); never an index. Adding a member changes nobody else's luck.
 *
 *     struct uniforms u = random_uniforms(seed, (struct random_address){.trial = 4,
 *         .entity = member_hash, .purpose = PURPOSE_ATTEMPT, .attempt = 0});
 *
 * One address gives two independent uniforms. Limits: trial < 2^32, attempt < 2^24.
 */
#ifndef MODELS_RANDOM_H
#define MODELS_RANDOM_H

#include <Random123/philox.h>
#include <stdint.h>

enum random_purpose {
    PURPOSE_ATTEMPT,       /* u[0] duration, u[1] failure of one attempt */
    PURPOSE_CONTROL_PLANE, /* u[0] control plane time, u[1] overhead of one attempt */
    PURPOSE_POOL,          /* u[0] node time of a pool, u[1] what differs between its nodes */
    PURPOSE_PROBABILITY,   /* u[0] an uncertain failure probability, once a trial */
    PURPOSE_POLL_PHASE,    /* u[0] the service's poll tick, once a trial and run */
    PURPOSE_RUN_DELAY,     /* u[0] a random delay of a run's start */
    PURPOSE_GENERATE,      /* synthetic fleets; the attempt counts the draws */
    PURPOSE_BOOTSTRAP,     /* resampling of trials */
    PURPOSE_TEST,          /* its number stays, and so do the fleets that tests make up */
    PURPOSE_ROLLOUT, /* u[0] lag of a wave in one roll-out, u[1] its bake; attempt: the wave */
    PURPOSE_ROLLOUT_WHOLE, /* what one roll-out has as a whole (models/rollout.c) */
    PURPOSE_CADENCE,       /* u[0] the time between two releases; the attempt counts them */
    PURPOSE_DRAIN,         /* u[0] the gap to a pool's next blocked node, u[1] how long it blocks */
    PURPOSE_SHARED,        /* u[0] a duration factor that many share, once a trial */
    PURPOSE_RISK,          /* u[0] whether a risk happens, u[1] by which factor, once a trial */
    PURPOSE_RISK_TIME,     /* u[0] when it begins, u[1] how long it lasts */
    PURPOSE_RISK_MEMBER,   /* u[0] whether an attempt fails of it */
    PURPOSE_TRIGGER_DELAY, /* u[0] from a release to the run that a profile makes of it */
    PURPOSE_APPROVAL,      /* u[0] the delay of a gate's approval */
    PURPOSE_FAILURE_RESPONSE,   /* u[0] the delay until a failed run is started again, by restart */
    PURPOSE_VALIDATION_RESPONSE /* u[0] the delay until a stuck member is skipped */
};

struct random_address {
    uint64_t entity;
    uint32_t trial;
    uint32_t attempt;
    enum random_purpose purpose;
};

struct uniforms {
    double u[2]; /* each in (0, 1), 52 bits, never 0 or 1 */
};

/* FNV-1a with a 64-bit finalizer; the same name gives the same hash on every machine. */
uint64_t entity_hash(const char *name);

/* The hash of an entity that needs two names, in this order. */
uint64_t entity_hash_pair(uint64_t first, uint64_t second);

/* The middle of one of 2^52 equal parts; with one bit more the last middle would round to 1. */
static inline double random_to_uniform(uint64_t bits)
{
    return ((double)(bits >> 12) + 0.5) * 0x1.0p-52;
}

static inline struct uniforms random_uniforms(uint64_t seed, struct random_address at)
{
    philox2x64_ctr_t counter = {
        {at.entity, (uint64_t)at.trial << 32 | (uint64_t)at.attempt << 8 | (uint64_t)at.purpose}};
    philox2x64_key_t key = {{seed}};
    philox2x64_ctr_t bits = philox2x64(counter, key);
    return (struct uniforms){{random_to_uniform(bits.v[0]), random_to_uniform(bits.v[1])}};
}

#endif
