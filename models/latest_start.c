#include "models/latest_start.h"

const char *latest_start_note(enum latest_start_answer answer)
{
    static const char *const notes[] = {
        [LATEST_START_FOUND] = "",
        [LATEST_START_FOUND_BEFORE] = "before the scenario's start, which moves with it",
        [LATEST_START_NONE] = "no start from eight weeks earlier to the deadline reaches it",
        [LATEST_START_NO_DATE] = "no run of it begins at a known instant",
        [LATEST_START_NOT_SIMULATED] = "the deadline is beyond the horizon",
    };
    return notes[answer];
}

bool latest_start_exists(const struct latest_start *start)
{
    return start->answer == LATEST_START_FOUND || start->answer == LATEST_START_FOUND_BEFORE;
}
