#include "scenarios/csv_fleet.h"

#include "models/fleet.h"
#include "scenarios/csv_table.h"
#include "scenarios/keys_check.h"
#include "scenarios/names.h"

#include <stdlib.h>
#include <string.h>

/* A column's name and the key it stands for; `inside` is the object around that key. */
struct column {
    const char *name, *inside, *key;
};

#define MAINTENANCE "maintenance"
#define SETTINGS "upgradeSettings"
#define UPGRADES "autoUpgradeProfile"

static const struct column member_columns[] = {
    {"name", NULL, "name"},
    {"group", NULL, "group"},
    {"labels", NULL, "labels"},
    {"region", NULL, "region"},
    {"kubernetes_version", NULL, "kubernetesVersion"},
    {"support_plan", NULL, "supportPlan"},
    {"power_state", NULL, "powerState"},
    {"kubernetes_window", MAINTENANCE, "aksManagedAutoUpgradeSchedule"},
    {"node_os_window", MAINTENANCE, "aksManagedNodeOSUpgradeSchedule"},
    {"upgrade_channel", UPGRADES, "upgradeChannel"},
    {"node_os_upgrade_channel", UPGRADES, "nodeOSUpgradeChannel"},
    {"sku", "sku", "name"},
    {"duration_model", NULL, "durationModel"},
    {"failure_model", NULL, "failureModel"},
    {"joins_at", NULL, "joinsAt"},
    {"leaves_at", NULL, "leavesAt"},
    {NULL, NULL, NULL},
};

static const struct column pool_columns[] = {
    {"member", NULL, NULL},
    {"name", NULL, "name"},
    {"mode", NULL, "mode"},
    {"os_sku", NULL, "osSKU"},
    {"os_type", NULL, "osType"},
    {"count", NULL, "count"},
    {"vm_size", NULL, "vmSize"},
    {"vcpus", NULL, "vcpus"},
    {"kubernetes_version", NULL, "orchestratorVersion"},
    {"node_image_version", NULL, "nodeImageVersion"},
    {"max_surge", SETTINGS, "maxSurge"},
    {"max_unavailable", SETTINGS, "maxUnavailable"},
    {"drain_timeout_minutes", SETTINGS, "drainTimeoutInMinutes"},
    {"node_soak_minutes", SETTINGS, "nodeSoakDurationInMinutes"},
    {"upgrade_strategy", NULL, "upgradeStrategy"},
    {"from_snapshot", NULL, "fromSnapshot"},
    {NULL, NULL, NULL},
};

/* A table with the meaning of each of its columns; no key: none (a remark, or the pool's member).
 */
struct sheet {
    struct csv_table table;
    const struct column *const *columns;
    const struct key_node *const *nodes; /* of the columns' keys */
    int name_column;                     /* the one that every row needs */
};

static const struct column *find_column(const struct column *columns, const char *name)
{
    while (columns->name && strcmp(columns->name, name) != 0)
        columns++;
    return columns->name ? columns : NULL;
}

static void refuse_column(struct inputs *inputs, const struct csv_table *table, int column,
                          const struct column *columns)
{
    struct names known;
    names_init(&known, inputs->scratch);
    for (; columns->name; columns++)
        names_add(&known, columns->name);
    const char *name = table->columns[column];
    inputs_problem(inputs, csv_place(table, 0, column), "", PROBLEM_CSV_COLUMN_UNKNOWN,
                   problem_quoted(inputs->scratch, name), inputs_hint(inputs, &known, name));
}

static const struct key_node *column_node(const struct key_node *root, const struct column *column)
{
    if (!column || !column->key)
        return NULL;
    const struct key_node *around = column->inside ? keys_child(root, column->inside) : root;
    return keys_child(around, column->key);
}

static void interpret_columns(struct inputs *inputs, struct sheet *sheet,
                              const struct column *columns, const struct key_node *root)
{
    size_t count = (size_t)sheet->table.column_count;
    const struct column **meanings = arena_array(inputs->scratch, const struct column *, count);
    const struct key_node **nodes = arena_array(inputs->scratch, const struct key_node *, count);
    for (int i = 0; i < sheet->table.column_count; i++) {
        const char *name = sheet->table.columns[i];
        meanings[i] = find_column(columns, name);
        nodes[i] = column_node(root, meanings[i]);
        if (!meanings[i] && *name != '_' && strcmp(name, "description") != 0)
            refuse_column(inputs, &sheet->table, i, columns);
    }
    sheet->columns = meanings;
    sheet->nodes = nodes;
}

static bool require_column(struct inputs *inputs, struct sheet *sheet, const char *name)
{
    const struct csv_table *table = &sheet->table;
    bool semicolons = table->column_count == 1 && strchr(table->columns[0], ';');
    sheet->name_column = csv_column(table, name);
    if (sheet->name_column < 0)
        inputs_problem(inputs, csv_place(table, 0, 0), "", PROBLEM_CSV_COLUMN_MISSING,
                       problem_quoted(inputs->scratch, name),
                       semicolons ? ", and separate columns by commas, not by semicolons" : "");
    return sheet->name_column >= 0;
}

/* "env=prod;tier=web" as an object. */
static cJSON *split_labels(struct inputs *inputs, const char *text, int place)
{
    cJSON *labels = json_new_object(inputs, place);
    for (const char *at = text; *at; at += *at == ';') {
        size_t length = strcspn(at, ";");
        const char *label = arena_printf(inputs->scratch, "%.*s", (int)length, at);
        at += length;
        label += strspn(label, " ");
        const char *sign = strchr(label, '=');
        if (*label == '\0')
            continue;
        if (!sign || sign == label) {
            inputs_problem(inputs, place, "", PROBLEM_CSV_LABEL,
                           problem_quoted(inputs->scratch, label), "");
            continue;
        }
        const char *key = arena_printf(inputs->scratch, "%.*s", (int)(sign - label), label);
        if (json_get(labels, key))
            inputs_problem(inputs, place, "", PROBLEM_CSV_LABEL_TWICE,
                           problem_quoted(inputs->scratch, key), "");
        else
            json_add(inputs, labels, key, json_new_text(inputs, sign + 1, place));
    }
    return labels;
}

static cJSON *object_around(struct inputs *inputs, cJSON *object, const char *inside, int place)
{
    cJSON *around = inside ? json_get(object, inside) : object;
    if (around)
        return around;
    around = json_new_object(inputs, place);
    json_add_constant(inputs, object, inside, around);
    return around;
}

static void add_cell(struct inputs *inputs, const struct sheet *sheet, int row, int column,
                     cJSON *object)
{
    const struct column *meaning = sheet->columns[column];
    const char *text = csv_cell(&sheet->table, row, column);
    if (!meaning || !meaning->key || *text == '\0')
        return;
    int place = csv_place(&sheet->table, row, column);
    cJSON *value =
        strcmp(meaning->key, "labels") == 0
            ? split_labels(inputs, text, place)
            : keys_fit_type(inputs, json_new_text(inputs, text, place), sheet->nodes[column]);
    json_add_constant(inputs, object_around(inputs, object, meaning->inside, place), meaning->key,
                      value);
}

static cJSON *row_as_object(struct inputs *inputs, const struct sheet *sheet, int row)
{
    int place = csv_place(&sheet->table, row, sheet->name_column);
    cJSON *object = json_new_object(inputs, place);
    for (int column = 0; column < sheet->table.column_count; column++)
        add_cell(inputs, sheet, row, column, object);
    return object;
}

cJSON *csv_fleet_members(struct inputs *inputs, const struct keys *keys, const char *path,
                         int cited)
{
    struct sheet sheet;
    if (!csv_table_read(inputs, path, cited, &sheet.table) ||
        !require_column(inputs, &sheet, "name"))
        return NULL;
    interpret_columns(inputs, &sheet, member_columns, keys_root(keys, "member"));
    cJSON *members = json_new_array(inputs, csv_place(&sheet.table, 0, 0));
    for (int row = 1; row < sheet.table.row_count; row++)
        if (!sheet.table.row_is_wrong[row])
            json_append(members, row_as_object(inputs, &sheet, row));
    return members;
}

/* Members by name, and the "nodePools" arrays this table has begun for them. */
struct owners {
    struct names names;
    cJSON **members, **pools;
};

static void find_owners(struct inputs *inputs, cJSON *members, struct owners *owners)
{
    names_init(&owners->names, inputs->scratch);
    owners->members = arena_array(inputs->scratch, cJSON *, json_count(members));
    owners->pools = arena_array(inputs->scratch, cJSON *, json_count(members));
    for (cJSON *member = json_first(members); member; member = member->next) {
        const char *name = json_text(json_get(member, "name"));
        if (name && names_find(&owners->names, name) == NONE)
            owners->members[names_add(&owners->names, name)] = member;
    }
}

/* The array that takes pools of this owner; NULL after adding a problem. */
static cJSON *owner_pools(struct inputs *inputs, struct owners *owners, const char *name, int place)
{
    if (*name == '\0') {
        inputs_problem(inputs, place, "", PROBLEM_CSV_POOL_EMPTY, "", "");
        return NULL;
    }
    const char *quoted = problem_quoted(inputs->scratch, name);
    uint32_t owner = names_find(&owners->names, name);
    if (owner == NONE) {
        inputs_problem(inputs, place, "", PROBLEM_CSV_POOL_MEMBER, quoted,
                       inputs_hint(inputs, &owners->names, name));
        return NULL;
    }
    if (owners->pools[owner])
        return owners->pools[owner];
    if (json_get(owners->members[owner], "nodePools")) {
        inputs_problem(inputs, place, "", PROBLEM_CSV_POOL_BOTH, quoted, "");
        return NULL;
    }
    owners->pools[owner] = json_new_array(inputs, place);
    json_add_constant(inputs, owners->members[owner], "nodePools", owners->pools[owner]);
    return owners->pools[owner];
}

void csv_fleet_pools(struct inputs *inputs, const struct keys *keys, const char *path, int cited,
                     cJSON *members)
{
    struct sheet sheet;
    struct owners owners;
    if (!csv_table_read(inputs, path, cited, &sheet.table) ||
        !require_column(inputs, &sheet, "name"))
        return;
    int member_column = csv_column(&sheet.table, "member");
    if (member_column < 0) {
        require_column(inputs, &sheet, "member");
        return;
    }
    interpret_columns(inputs, &sheet, pool_columns, keys_root(keys, "pool"));
    find_owners(inputs, members, &owners);
    for (int row = 1; row < sheet.table.row_count; row++) {
        if (sheet.table.row_is_wrong[row])
            continue;
        cJSON *pools = owner_pools(inputs, &owners, csv_cell(&sheet.table, row, member_column),
                                   csv_place(&sheet.table, row, member_column));
        if (pools)
            json_append(pools, row_as_object(inputs, &sheet, row));
    }
}

static bool add_sample(struct inputs *inputs, const struct csv_table *table, int row, int column,
                       cJSON *samples)
{
    const char *text = csv_cell(table, row, column);
    int place = csv_place(table, row, column);
    cJSON *value = json_parse_quietly(inputs, text, strlen(text), place);
    bool number = cJSON_IsNumber(value);
    if (number)
        json_append(samples, value);
    else
        inputs_problem(inputs, place, "", PROBLEM_CSV_SAMPLE, problem_quoted(inputs->scratch, text),
                       "");
    if (!number)
        cJSON_Delete(value);
    return number;
}

cJSON *csv_samples(struct inputs *inputs, const cJSON *reference)
{
    const cJSON *file = json_get(reference, "file"), *name = json_get(reference, "column");
    struct sheet sheet;
    if (!json_text(file) || !json_text(name) ||
        !csv_table_read(inputs, json_text(file), json_place(file), &sheet.table) ||
        !require_column(inputs, &sheet, json_text(name)))
        return NULL;
    cJSON *samples = json_new_array(inputs, json_place(reference));
    bool fine = true;
    for (int row = 1; row < sheet.table.row_count; row++)
        if (!sheet.table.row_is_wrong[row] &&
            *csv_cell(&sheet.table, row, sheet.name_column) != '\0')
            fine &= add_sample(inputs, &sheet.table, row, sheet.name_column, samples);
    if (fine)
        return samples;
    cJSON_Delete(samples);
    return NULL;
}
