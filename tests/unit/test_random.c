#include "models/random.h"

#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

/* "kat_vectors" of the Random123 distribution, philox2x64 with 10 rounds: counter, key, result. */
Test(random, philox_agrees_with_the_published_vectors)
{
    static const uint64_t vectors[][5] = {
        {0, 0, 0, UINT64_C(0xca00a0459843d731), UINT64_C(0x66c24222c9a845b5)},
        {UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_C(0x65b021d60cd8310f),
         UINT64_C(0x4d02f3222f86df20)},
        {UINT64_C(0x243f6a8885a308d3), UINT64_C(0x13198a2e03707344), UINT64_C(0xa4093822299f31d0),
         UINT64_C(0x0a5e742c2997341c), UINT64_C(0xb0f883d38000de5d)}};
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        const uint64_t *v = vectors[i];
        philox2x64_ctr_t counter = {{v[0], v[1]}};
        philox2x64_key_t key = {{v[2]}};
        philox2x64_ctr_t bits = philox2x64(counter, key);
        cr_assert_eq(bits.v[0], v[3], "vector %zu", i);
        cr_assert_eq(bits.v[1], v[4], "vector %zu", i);
    }
}

Test(random, an_address_of_zeros_is_the_first_vector)
{
    struct uniforms u = random_uniforms(0, (struct random_address){.purpose = PURPOSE_ATTEMPT});
    cr_assert_eq(u.u[0], random_to_uniform(UINT64_C(0xca00a0459843d731)));
    cr_assert_eq(u.u[1], random_to_uniform(UINT64_C(0x66c24222c9a845b5)));
}

Test(random, every_part_of_the_address_counts)
{
    struct random_address base = {.entity = 7, .trial = 3, .attempt = 2, .purpose = PURPOSE_POOL};
    struct random_address other[4] = {base, base, base, base};
    other[0].entity = 8;
    other[1].trial = 4;
    other[2].attempt = 3;
    other[3].purpose = PURPOSE_TEST;
    double u = random_uniforms(1, base).u[0];
    cr_assert_eq(random_uniforms(1, base).u[0], u);
    cr_assert_neq(random_uniforms(2, base).u[0], u);
    for (int i = 0; i < 4; i++)
        cr_assert_neq(random_uniforms(1, other[i]).u[0], u, "part %d", i);
}

Test(random, the_largest_trial_and_attempt_do_not_meet)
{
    struct random_address high = {.entity = 1, .trial = UINT32_MAX, .attempt = 0};
    struct random_address low = {.entity = 1, .trial = UINT32_MAX - 1, .attempt = (1 << 24) - 1};
    cr_assert_neq(random_uniforms(1, high).u[0], random_uniforms(1, low).u[0]);
}

Test(random, uniforms_are_never_0_or_1)
{
    cr_assert_eq(random_to_uniform(0), 0x1p-53);
    cr_assert_eq(random_to_uniform(UINT64_MAX), 1 - 0x1p-53);
    cr_assert_eq(random_to_uniform(UINT64_C(1) << 63), 0.5 + 0x1p-53);
}

Test(random, uniforms_have_the_moments_of_uniforms)
{
    enum { N = 100000 };
    double sum[2] = {0, 0}, squares = 0, product = 0;
    for (uint32_t i = 0; i < N; i++) {
        struct uniforms u = random_uniforms(1, (struct random_address){.entity = entity_hash("m"),
                                                                       .trial = i,
                                                                       .purpose = PURPOSE_TEST});
        sum[0] += u.u[0];
        sum[1] += u.u[1];
        squares += u.u[0] * u.u[0];
        product += (u.u[0] - 0.5) * (u.u[1] - 0.5);
    }
    double four_errors = 4 / sqrt(N);
    cr_assert_float_eq(sum[0] / N, 0.5, four_errors * sqrt(1 / 12.0));
    cr_assert_float_eq(sum[1] / N, 0.5, four_errors * sqrt(1 / 12.0));
    cr_assert_float_eq(squares / N, 1 / 3.0, four_errors * sqrt(4 / 45.0));
    cr_assert_float_eq(product / N, 0, four_errors / 12);
}

/* The hash is part of every forecast's bytes: a change of it changes all of them. */
Test(random, hashes_stay_what_they_are)
{
    cr_assert_eq(entity_hash(""), UINT64_C(0xf52a15e9a9b5e89b), "%#llx",
                 (unsigned long long)entity_hash(""));
    cr_assert_eq(entity_hash("aks-1"), UINT64_C(0x687c2a1beb6c8ede), "%#llx",
                 (unsigned long long)entity_hash("aks-1"));
    cr_assert_eq(entity_hash_pair(1, 2), UINT64_C(0x81a5c1377856b73), "%#llx",
                 (unsigned long long)entity_hash_pair(1, 2));
}

static int compare(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

Test(random, a_hundred_thousand_names_and_pairs_do_not_collide)
{
    enum { N = 100000 };
    static uint64_t hashes[2 * N];
    char name[32];
    for (int i = 0; i < N; i++) {
        snprintf(name, sizeof name, "member-%d", i);
        hashes[i] = entity_hash(name);
        hashes[N + i] = entity_hash_pair(hashes[i / 300], hashes[i % 300]);
    }
    qsort(hashes, 2 * N, sizeof *hashes, compare);
    for (int i = 1; i < 2 * N; i++)
        cr_assert_neq(hashes[i - 1], hashes[i]);
}

Test(random, the_order_of_a_pair_matters)
{
    uint64_t a = entity_hash("a"), b = entity_hash("b");
    cr_assert_neq(entity_hash_pair(a, b), entity_hash_pair(b, a));
    cr_assert_neq(entity_hash_pair(a, a), entity_hash_pair(b, b));
}
