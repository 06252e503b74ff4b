#include "sim/together.h"

enum ending_kind ending_of(enum update_state state)
{
    switch (state) {
    case STATE_COMPLETED:
        return END_COMPLETED;
    case STATE_FAILED:
        return END_FAILED;
    case STATE_STOPPED:
        return END_STOPPED;
    case STATE_SKIPPED:
        return END_SKIPPED;
    case STATE_NOT_STARTED:
        return END_NOT_STARTED;
    default:
        return END_UNFINISHED;
    }
}

enum ending_kind together_ending(const struct tally_row *rows, const struct scenario *scenario)
{
    uint32_t written = scenario->written_run_count;
    uint32_t run_count = written > 0 ? written : scenario->run_count;
    uint32_t runs = 0, count[END_COUNT] = {0};
    for (uint32_t run = 0; run < run_count; run++) {
        runs += !rows[run].absent;
        count[ending_of((enum update_state)rows[run].state)] += !rows[run].absent;
    }
    if (count[END_COMPLETED] == runs && runs > 0)
        return END_COMPLETED;
    if (count[END_FAILED] > 0)
        return END_FAILED;
    if (count[END_STOPPED] > 0)
        return END_STOPPED;
    return count[END_NOT_STARTED] == runs ? END_NOT_STARTED : END_UNFINISHED;
}

int64_t together_finish(const struct tally_row *rows, const struct scenario *scenario)
{
    uint32_t run_count = scenario->written_run_count;
    int64_t latest_s = run_count == 0 ? INSTANT_NEVER : INT64_MIN;
    for (uint32_t run = 0; run < run_count; run++)
        if (!rows[run].absent && rows[run].finish_s > latest_s)
            latest_s = rows[run].finish_s;
    return latest_s;
}
