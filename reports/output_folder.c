#include "reports/output_folder.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ERROR_SIZE = 2 * PATH_MAX, OPEN_FOLDERS_AT_ONCE = 16 };

struct output_folder {
    char shown[PATH_MAX];  /* the target as the user named it */
    char target[PATH_MAX]; /* the same without symbolic links */
    char hidden[PATH_MAX];
    char error[ERROR_SIZE];
    char file[NAME_MAX + 1]; /* the one being written */
    struct output_folder *next;
};

/* Those not yet committed or abandoned, so that exit() leaves nothing behind. */
static struct output_folder *open_folders;

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status, (void)type, (void)walk;
    return remove(path);
}

/* What cannot be removed stays; there is nobody to tell. */
static void remove_tree(const char *path)
{
    nftw(path, remove_entry, OPEN_FOLDERS_AT_ONCE, FTW_DEPTH | FTW_PHYS);
}

static void remove_open_folders(void)
{
    for (struct output_folder *folder = open_folders; folder != NULL; folder = folder->next)
        remove_tree(folder->hidden);
}

static void remember(struct output_folder *folder)
{
    static bool registered;
    if (!registered)
        atexit(remove_open_folders);
    registered = true;
    folder->next = open_folders;
    open_folders = folder;
}

static void forget(struct output_folder *folder)
{
    struct output_folder **link = &open_folders;
    while (*link != folder)
        link = &(*link)->next;
    *link = folder->next;
    free(folder);
}

/* Only white space is free before our first key: summary_json.c writes it first. */
static bool is_our_summary(const char *path)
{
    char head[256] = "";
    FILE *file = fopen(path, "re");
    if (file == NULL)
        return false;
    size_t length = fread(head, 1, sizeof head - 1, file);
    head[length] = '\0';
    fclose(file);
    const char *at = head + strspn(head, " \t\r\n");
    at += *at == '{';
    at += strspn(at, " \t\r\n");
    return head[0] != '\0' && strncmp(at, "\"fleetsim\"", strlen("\"fleetsim\"")) == 0;
}

static bool holds_our_summary(const char *folder)
{
    char path[PATH_MAX + 16];
    snprintf(path, sizeof path, "%s/summary.json", folder);
    return is_our_summary(path);
}

/* rmdir would tell, but also do it. */
static int count_entries(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)path, (void)status, (void)type;
    return walk->level; /* the first entry inside ends the walk with 1 */
}

static bool is_empty(const char *folder)
{
    return nftw(folder, count_entries, OPEN_FOLDERS_AT_ONCE, FTW_PHYS) == 0;
}

/* The shell that called us would be left standing in a folder that is gone. */
static bool holds_working_folder(const char *folder)
{
    char here[PATH_MAX];
    size_t length = strlen(folder);
    return getcwd(here, sizeof here) != NULL && strncmp(here, folder, length) == 0 &&
           (here[length] == '\0' || here[length] == '/' || length == 1);
}

/* NULL: it may be replaced. */
static const char *why_not_replaced(const char *target)
{
    struct stat status;
    if (lstat(target, &status) != 0)
        return NULL;
    if (!S_ISDIR(status.st_mode))
        return "is not a folder";
    if (holds_working_folder(target))
        return "is the working folder or holds it; name another one";
    if (!is_empty(target) && !holds_our_summary(target))
        return "is not empty and holds no summary.json of fleetsim; name another folder or empty "
               "it";
    return NULL;
}

/* The path without slashes at its end and, where it exists, without symbolic links. */
static bool resolve_target(const char *path, char target[PATH_MAX])
{
    char trimmed[PATH_MAX];
    size_t length = strlen(path);
    if (length == 0 || length >= sizeof trimmed - 32) {
        errno = length == 0 ? ENOENT : ENAMETOOLONG;
        return false;
    }
    memcpy(trimmed, path, length + 1);
    while (length > 1 && trimmed[length - 1] == '/')
        trimmed[--length] = '\0';
    if (realpath(trimmed, target) == NULL)
        strcpy(target, trimmed);
    return true;
}

/* Beside the target, so that a rename is enough. */
static bool make_hidden(struct output_folder *folder)
{
    const char *slash = strrchr(folder->target, '/');
    int parent = slash == NULL ? 0 : (int)(slash - folder->target) + 1;
    int length = snprintf(folder->hidden, sizeof folder->hidden, "%.*s.%.200s.XXXXXX", parent,
                          folder->target, folder->target + parent);
    if (length >= (int)sizeof folder->hidden) {
        errno = ENAMETOOLONG;
        return false;
    }
    if (mkdtemp(folder->hidden) == NULL)
        return false;
    mode_t mask = umask(0);
    umask(mask);
    chmod(folder->hidden, 0777 & ~mask); /* mkdtemp makes it private */
    return true;
}

static struct output_folder *refuse(struct output_folder *folder, char *error, size_t size,
                                    const char *path, const char *why)
{
    snprintf(error, size, "cannot write %s: %s", path, why);
    free(folder);
    return NULL;
}

struct output_folder *output_folder_open(const char *path, char *error, size_t size,
                                         bool *wrong_use)
{
    *wrong_use = false;
    struct output_folder *folder = calloc(1, sizeof *folder);
    if (folder == NULL || !resolve_target(path, folder->target))
        return refuse(folder, error, size, path, strerror(errno));
    strcpy(folder->shown, path);
    const char *why = why_not_replaced(folder->target);
    *wrong_use = why != NULL;
    if (why != NULL)
        return refuse(folder, error, size, path, why);
    if (!make_hidden(folder))
        return refuse(folder, error, size, path, strerror(errno));
    remember(folder);
    return folder;
}

static void fail(struct output_folder *folder, int code)
{
    if (folder->error[0] == '\0')
        snprintf(folder->error, sizeof folder->error, "cannot write %s/%s: %s", folder->shown,
                 folder->file, strerror(code));
}

/* "plots/finish.gp": the part before the slash. */
static bool make_parent(const char *path, const char *hidden)
{
    const char *slash = strchr(path + strlen(hidden) + 1, '/');
    if (slash == NULL)
        return true;
    char parent[2 * PATH_MAX];
    snprintf(parent, sizeof parent, "%.*s", (int)(slash - path), path);
    return mkdir(parent, 0777) == 0 || errno == EEXIST;
}

FILE *output_folder_file(struct output_folder *folder, const char *name)
{
    if (folder->error[0] != '\0')
        return NULL;
    snprintf(folder->file, sizeof folder->file, "%s", name);
    char path[2 * PATH_MAX];
    snprintf(path, sizeof path, "%s/%s", folder->hidden, name);
    FILE *file = make_parent(path, folder->hidden) ? fopen(path, "wxe") : NULL;
    if (file == NULL)
        fail(folder, errno);
    return file;
}

void output_folder_close_file(struct output_folder *folder, FILE *file)
{
    errno = 0;
    bool flushed = fflush(file) == 0;
    int code = errno;
    bool good = flushed && !ferror(file);
    if (fclose(file) != 0 && good) {
        code = errno;
        good = false;
    }
    if (!good)
        fail(folder, code == 0 ? EIO : code);
}

const char *output_folder_path(const struct output_folder *folder)
{
    return folder->hidden;
}

const char *output_folder_error(const struct output_folder *folder)
{
    return folder->error[0] == '\0' ? NULL : folder->error;
}

/* File systems without RENAME_EXCHANGE: the old one steps aside first, and back when the second
 * step fails. */
static bool replace_in_two_steps(const char *hidden, const char *target)
{
    char aside[PATH_MAX + 8];
    snprintf(aside, sizeof aside, "%s.old", hidden);
    if (rename(target, aside) != 0)
        return false;
    if (rename(hidden, target) == 0) {
        remove_tree(aside);
        return true;
    }
    int code = errno;
    rename(aside, target);
    errno = code;
    return false;
}

static bool replace(const char *hidden, const char *target)
{
    if (rename(hidden, target) == 0) /* nothing there, or an empty folder */
        return true;
    if (errno != ENOTEMPTY && errno != EEXIST)
        return false;
    if (renameat2(AT_FDCWD, hidden, AT_FDCWD, target, RENAME_EXCHANGE) == 0) {
        remove_tree(hidden); /* by now the old one */
        return true;
    }
    return (errno == EINVAL || errno == ENOSYS) && replace_in_two_steps(hidden, target);
}

bool output_folder_commit(struct output_folder *folder, char *error, size_t size)
{
    const char *why = why_not_replaced(folder->target); /* it may have changed meanwhile */
    bool done = false;
    if (folder->error[0] != '\0')
        snprintf(error, size, "%s", folder->error);
    else if (why != NULL)
        snprintf(error, size, "cannot write %s: %s", folder->shown, why);
    else if (!(done = replace(folder->hidden, folder->target)))
        snprintf(error, size, "cannot write %s: %s", folder->shown, strerror(errno));
    if (!done)
        remove_tree(folder->hidden);
    forget(folder);
    return done;
}

void output_folder_abandon(struct output_folder *folder)
{
    remove_tree(folder->hidden);
    forget(folder);
}
