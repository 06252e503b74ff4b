#include "reports/whole_file.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool holds(const char *path, const char *mark)
{
    char head[512] = "";
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    size_t length = fread(head, 1, sizeof head - 1, file);
    head[length] = '\0';
    fclose(file);
    return length == 0 || strstr(head, mark) != NULL;
}

/* NULL: it may be replaced. */
static const char *why_not_replaced(const char *path, const char *mark)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return NULL;
    if (!S_ISREG(status.st_mode))
        return "is not a file";
    return holds(path, mark) ? NULL : "is not a file of ours; name another one or remove it";
}

static bool refuse(char *why, size_t size, const char *path, const char *reason)
{
    snprintf(why, size, "cannot write %s: %s", path, reason);
    return false;
}

/* Beside the target, so that a rename is enough. */
static bool open_hidden(struct whole_file *file)
{
    const char *slash = strrchr(file->path, '/');
    int parent = slash == NULL ? 0 : (int)(slash - file->path) + 1;
    int length = snprintf(file->hidden, sizeof file->hidden, "%.*s.%.200s.XXXXXX", parent,
                          file->path, file->path + parent);
    if (length >= (int)sizeof file->hidden) {
        errno = ENAMETOOLONG;
        return false;
    }
    int descriptor = mkstemp(file->hidden);
    if (descriptor < 0)
        return false;
    mode_t mask = umask(0);
    umask(mask);
    fchmod(descriptor, 0666 & ~mask); /* mkstemp makes it private */
    file->out = fdopen(descriptor, "w");
    return file->out != NULL;
}

bool whole_file_open(struct whole_file *file, const char *path, const char *mark, char *why,
                     size_t size, bool *wrong_use)
{
    const char *reason = why_not_replaced(path, mark);
    *file = (struct whole_file){.path = path};
    *wrong_use = reason != NULL;
    if (reason != NULL)
        return refuse(why, size, path, reason);
    return open_hidden(file) || refuse(why, size, path, strerror(errno));
}

bool whole_file_commit(struct whole_file *file, char *why, size_t size)
{
    errno = 0;
    bool good = fflush(file->out) == 0 && !ferror(file->out);
    int code = errno;
    if (fclose(file->out) != 0 && good) {
        code = errno;
        good = false;
    }
    if (good && rename(file->hidden, file->path) == 0)
        return true;
    code = good ? errno : code;
    unlink(file->hidden);
    return refuse(why, size, file->path, strerror(code == 0 ? EIO : code));
}
