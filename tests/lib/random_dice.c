#include "models/random.h"
#include "tests/lib/random_fleet.h"
#include "tests/lib/random_parts.h"

struct dice dice_of(uint64_t seed, const char *part, uint32_t number)
{
    return (struct dice){.seed = seed, .entity = entity_hash(part) + number};
}

uint32_t dice_below(struct dice *dice, uint32_t n)
{
    struct random_address at = {
        .entity = dice->entity, .attempt = dice->thrown++, .purpose = PURPOSE_TEST};
    return (uint32_t)(random_uniforms(dice->seed, at).u[0] * n);
}

uint32_t dice_between(struct dice *dice, uint32_t low, uint32_t high)
{
    return low + dice_below(dice, high - low + 1);
}

bool dice_chance(struct dice *dice, uint32_t percent)
{
    return dice_below(dice, 100) < percent;
}
