/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "analyzer/graph/questions_relationships.h"
#include "rules/edit.h"

#include <string.h>

/* Key columns by the names a foreign key to them would have; a name that two keys share is mapped to NULL. */
typedef GHashTable Names;

static void add_name(Names *names, char *name, const OrmColumn *key)
{
    char *folded = g_ascii_strdown(name, -1);
    gpointer known = NULL;
    if (g_hash_table_lookup_extended(names, folded, NULL, &known) && known != key)
        key = NULL;
    g_hash_table_replace(names, folded, (gpointer)key);
    g_free(name);
}

/* `users.id` is expected as `user_id` (struct) or `users_id` (table), and with the endings that the user lists in the
 * place of `_id`; `users.user_id` also under its own name. */
static void add_key(Names *names, const OrmColumn *key, const char *const *suffixes)
{
    const OrmTable *table = key->table;
    const char *const stems[] = {table->model->name, table->name};
    for (gsize i = 0; i < G_N_ELEMENTS(stems); i++) {
        g_autofree char *prefix = g_strconcat(stems[i], "_", NULL);
        add_name(names, g_strconcat(prefix, key->name, NULL), key);
        for (guint k = 0; suffixes[k] != NULL; k++)
            add_name(names, g_strconcat(stems[i], suffixes[k], NULL), key);
        if (g_ascii_strncasecmp(key->name, prefix, strlen(prefix)) == 0)
            add_name(names, g_strdup(key->name), key);
    }
}

static Names *collect_keys(const OrmGraph *graph, const char *const *suffixes)
{
    Names *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        const OrmColumn *key = table->is_view ? NULL : orm_table_single_key(table);
        if (key && key->foreign_keys->len == 0)
            add_key(names, key, suffixes);
    }
    return names;
}

/* Columns that relationships are built on: missing-foreign-key speaks of those. */
static GHashTable *collect_bearers(const OrmGraph *graph)
{
    GHashTable *bearers = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->models->len; i++) {
        const OrmModel *model = g_ptr_array_index(graph->models, i);
        for (guint j = 0; j < model->relationships->len; j++) {
            const OrmRelationship *relationship = g_ptr_array_index(model->relationships, j);
            OrmColumn *bearer = orm_relationship_bearer(relationship);
            if (bearer)
                g_hash_table_add(bearers, bearer);
            for (guint k = 0; k < relationship->foreign_keys->len; k++)
                g_hash_table_add(bearers,
                                 ((OrmColumnReference *)g_ptr_array_index(relationship->foreign_keys, k))->column);
        }
    }
    return bearers;
}

static void check_column(OrmRun *run, Names *names, const OrmColumn *column)
{
    g_autofree char *name = g_ascii_strdown(column->name, -1);
    const OrmColumn *key = g_hash_table_lookup(names, name);
    if (!key || key->table == column->table || column->foreign_keys->len > 0 || column->details->computed.text ||
        orm_sql_type_fit(&column->type, &key->type) != ORM_FIT_EQUAL)
        return;
    OrmFinding *finding = orm_report(run, column->place, orm_about_column(column),
                                     "column `%s` is named and typed like a reference to `%s` but has no foreign key",
                                     orm_column_label(column), orm_column_label(key));
    orm_finding_help(finding, "add `ORM_FOREIGN_KEY(%s)` if it is one", orm_column_label(key));
    const char *target = orm_edit_column_name(key);
    if (target != NULL && orm_column_is_own(column)) {
        orm_finding_fix(finding, FALSE, "add `ORM_FOREIGN_KEY(%s)`", target);
        orm_edit_annotate(finding, column->field, "ORM_FOREIGN_KEY(%s)", target);
    }
    orm_finding_related(finding, key->place, "`%s` is the primary key of `%s`", key->name, orm_table_label(key->table));
}

static void check_graph(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) names = collect_keys(graph, orm_run_list(run, "suffixes"));
    g_autoptr(GHashTable) bearers = collect_bearers(graph);
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        for (guint j = 0; !table->is_view && j < table->columns->len; j++) {
            const OrmColumn *column = g_ptr_array_index(table->columns, j);
            if (!g_hash_table_contains(bearers, column))
                check_column(run, names, column);
        }
    }
}

static const OrmRuleOption options[] = {
    {"suffixes", ORM_RULE_OPTION_LIST, "",
     "Further endings of columns that refer to a table, after its name or its struct's: with `[_ref, _no]`, `user_ref` "
     "is "
     "taken for a reference to the key of `users`, whatever that is called.",
     NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_suspect_foreign_key = {
    .name = "suspect-foreign-key",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A column is named and typed like another model's key, without a foreign key or a relationship.",
    .why = "It may be a reference that nobody told the database of, so that rows can point at nothing. It may as "
           "well be the number of another system: a name proves nothing, which is why active_record_doctor gave the "
           "check up and why it is off by default here. It is of use once, to look over a schema that has grown.",
    .fix = "Add `ORM_FOREIGN_KEY(table.column)` where the column is a reference, `ORM_ALLOW(suspect-foreign-key)` "
           "where it is not.",
    .options = options,
    .graph = check_graph,
};
