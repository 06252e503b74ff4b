#include "reports/window_words.h"

#include <stdlib.h>

/* "daily", or "every 2 days". */
static void add_interval(const struct window *window, const char *once, const char *units,
                         struct line *line)
{
    if (window->interval == 1)
        line_add(line, "%s", once);
    else
        line_add(line, "every %d %s", window->interval, units);
}

void window_words_rule(const struct window *window, struct line *line)
{
    static const char *const weeks[] = {"", "first", "second", "third", "fourth", "last"};
    switch (window->kind) {
    case SCHEDULE_DAILY:
        add_interval(window, "daily", "days", line);
        break;
    case SCHEDULE_WEEKLY:
        add_interval(window, "weekly", "weeks", line);
        line_add(line, " on %s", weekday_name(window->day_of_week));
        break;
    case SCHEDULE_ABSOLUTE_MONTHLY:
        add_interval(window, "monthly", "months", line);
        line_add(line, " on day %d", window->day_of_month);
        break;
    case SCHEDULE_RELATIVE_MONTHLY:
        add_interval(window, "monthly", "months", line);
        line_add(line, " on the %s %s", weeks[window->week_index],
                 weekday_name(window->day_of_week));
        break;
    }
}

void window_words(const struct window *window, struct line *line)
{
    int offset = abs(window->utc_offset_s);
    window_words_rule(window, line);
    line_add(line, ", %02d:%02d %c%02d:%02d for %d h", window->start_time_s / (int)HOUR_S,
             window->start_time_s % (int)HOUR_S / (int)MINUTE_S,
             window->utc_offset_s < 0 ? '-' : '+', offset / (int)HOUR_S,
             offset % (int)HOUR_S / (int)MINUTE_S, (int)(window->length_s / HOUR_S));
}
