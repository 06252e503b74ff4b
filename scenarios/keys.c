#include "scenarios/keys.h"

#include "scenarios/pasted.h"

#include <assert.h>
#include <string.h>

#define ROOT_SHAPE "scenario"

static struct key_node *add_child(struct arena *arena, struct key_node *parent, const char *name)
{
    struct key_node *node = arena_new(arena, struct key_node);
    node->name = name;
    if (parent->last)
        parent->last->next = node;
    else
        parent->first = node;
    parent->last = node;
    return node;
}

static struct key_node *find_child(const struct key_node *parent, const char *name, size_t length)
{
    struct key_node *child = parent->first;
    while (child && (strncmp(child->name, name, length) != 0 || child->name[length] != '\0'))
        child = child->next;
    return child;
}

/* All shapes hang from one node without a name. */
static struct key_node *find_shape(struct keys *keys, struct arena *arena, const char *name,
                                   size_t length)
{
    struct key_node *shape = find_child(keys->shapes, name, length);
    return shape ? shape
                 : add_child(arena, keys->shapes, arena_printf(arena, "%.*s", (int)length, name));
}

static struct key_node *find_step(struct arena *arena, struct key_node *parent, const char *step,
                                  size_t length)
{
    struct key_node *child = find_child(parent, step, length);
    return child ? child : add_child(arena, parent, arena_printf(arena, "%.*s", (int)length, step));
}

static void add_row(struct keys *keys, struct arena *arena, const struct key *key)
{
    size_t prefix = strcspn(key->path, ":/");
    bool shaped = key->path[prefix] == ':';
    struct key_node *node = find_shape(keys, arena, shaped ? key->path : ROOT_SHAPE,
                                       shaped ? prefix : strlen(ROOT_SHAPE));
    for (const char *step = key->path + (shaped ? prefix + 1 : 0); *step == '/';) {
        size_t length = strcspn(++step, "/");
        node = find_step(arena, node, step, length);
        step += length;
    }
    assert(!node->key);
    node->key = key;
    node->shape = key->shape ? find_shape(keys, arena, key->shape, strlen(key->shape)) : NULL;
}

void keys_init(struct keys *keys, struct arena *arena)
{
    keys->shapes = arena_new(arena, struct key_node);
    keys->shapes->name = "";
    find_shape(keys, arena, ROOT_SHAPE, strlen(ROOT_SHAPE));
    for (size_t i = 0; i < keys_count(); i++)
        add_row(keys, arena, keys_row(i));
}

const struct key_node *keys_root(const struct keys *keys, const char *shape)
{
    return find_child(keys->shapes, shape, strlen(shape));
}

static const struct key_node *child_named(const struct key_node *node, const char *name)
{
    for (; node; node = node->shape) {
        const struct key_node *child = find_child(node, name, strlen(name));
        if (child)
            return child;
    }
    return NULL;
}

const struct key_node *keys_child(const struct key_node *node, const char *key)
{
    if (!key)
        return child_named(node, "#");
    bool wild = strcmp(key, "#") == 0 || strcmp(key, "*") == 0;
    const struct key_node *child = wild ? NULL : child_named(node, key);
    return child ? child : child_named(node, "*");
}

const struct key_node *keys_at(const struct keys *keys, const struct pointer *pointer)
{
    const struct key_node *node = keys_root(keys, ROOT_SHAPE);
    for (size_t i = 0; node && i < pointer->count; i++) {
        const struct key_node *child = keys_child(node, pointer->steps[i]);
        node = child ? child : keys_child(node, NULL);
    }
    return node;
}

bool keys_is_wild(const struct key_node *child)
{
    return strcmp(child->name, "*") == 0 || strcmp(child->name, "#") == 0;
}

bool keys_is_ignored(const struct key_node *object, const char *key)
{
    if (object->key && object->key->flags & KEY_LITERAL)
        return false;
    bool remark = *key == '_' || strcmp(key, "description") == 0 || strcmp(key, "$schema") == 0;
    for (const struct key_node *part = object; part && !remark; part = part->shape)
        remark = pasted_is_ignored(part->name, key);
    return remark && !child_named(object, key);
}
