#include "reports/gnuplot.h"

#include "reports/name.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A spawned program that cannot be executed after all ends with this status. */
enum { STATUS_NOT_EXECUTED = 127 };

static int prepare(posix_spawn_file_actions_t *actions, const char *folder)
{
    int code = posix_spawn_file_actions_init(actions);
    if (code == 0)
        code = posix_spawn_file_actions_addchdir_np(actions, folder);
    if (code == 0)
        code = posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    if (code == 0)
        code = posix_spawn_file_actions_addopen(actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (code == 0)
        code = posix_spawn_file_actions_adddup2(actions, STDOUT_FILENO, STDERR_FILENO);
    return code;
}

/* The process, or -1 with errno. */
static pid_t spawn(const char *folder, const char *script)
{
    char *arguments[] = {(char[]){"gnuplot"}, (char[]){"-d"}, NULL, NULL};
    char *environment[] = {(char[]){"LC_ALL=C"}, NULL};
    char script_argument[NAME_MAX + 1];
    posix_spawn_file_actions_t actions;
    pid_t process = -1;
    snprintf(script_argument, sizeof script_argument, "%s", script);
    arguments[2] = script_argument;
    int code = prepare(&actions, folder);
    if (code == 0)
        code = posix_spawnp(&process, "gnuplot", &actions, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    errno = code;
    return code == 0 ? process : -1;
}

static int wait_for(pid_t process)
{
    int status = 0;
    while (waitpid(process, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

/* gnuplot's exit status does not tell of a full disk: the end of the picture does. */
static bool is_whole(const char *path)
{
    static const char ending[] = "</svg>";
    char tail[16] = "";
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    if (fseek(file, -(long)(sizeof tail - 1), SEEK_END) == 0)
        tail[fread(tail, 1, sizeof tail - 1, file)] = '\0';
    fclose(file);
    return strstr(tail, ending) != NULL;
}

bool gnuplot_run(const char *folder, const char *name, char *reason, size_t size)
{
    char script[NAME_MAX + 1], picture[2 * PATH_MAX];
    snprintf(script, sizeof script, "%s.gp", name);
    snprintf(picture, sizeof picture, "%s/%s.svg", folder, name);
    pid_t process = spawn(folder, script);
    int code = errno;
    int status = process < 0 ? -1 : wait_for(process);
    if (status == 0 && is_whole(picture))
        return true;
    unlink(picture);
    if (process < 0 && code != ENOENT)
        snprintf(reason, size, "gnuplot cannot be started: %s", strerror(code));
    else if (process < 0 || (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_NOT_EXECUTED))
        snprintf(reason, size, "gnuplot is not installed");
    else
        snprintf(reason, size, "gnuplot failed on %s", script);
    return false;
}

/* XML forbids "]]>" in text, and gnuplot writes a ">" as it is: there it becomes a single
 * guillemet. */
static const char *svg_text(const char *name, const char *at, char text[2])
{
    if (*at == '>' && at - name >= 2 && at[-1] == ']' && at[-2] == ']')
        return "\xE2\x80\xBA";
    text[0] = *at;
    text[1] = '\0';
    return text;
}

/* gnuplot unescapes backslashes in data cells and takes a quotation mark at a cell's begin for its
 * own. */
void gnuplot_cell(FILE *data, const char *name, size_t columns)
{
    char buffer[NAME_SIZE], text[2];
    name_short(name, columns, buffer);
    for (const char *at = buffer; *at != '\0'; at++)
        fputs(*at == '\\'  ? "\\\\"
              : *at == '"' ? "\xE2\x80\x9D"
                           : svg_text(buffer, at, text),
              data);
    if (buffer[0] == '\0')
        fputc(' ', data); /* an empty cell would be a missing one */
}

/* In single quotes gnuplot only knows the doubled quote. */
void gnuplot_quoted(FILE *script, const char *name, size_t columns)
{
    char buffer[NAME_SIZE], text[2];
    name_short(name, columns, buffer);
    fputc('\'', script);
    for (const char *at = buffer; *at != '\0'; at++)
        fputs(*at == '\'' ? "''" : svg_text(buffer, at, text), script);
    fputc('\'', script);
}
