/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/names.h"
#include "analyzer/graph/questions_inheritance.h"
#include "rules/rule.h"

#include <string.h>

/* SQLite and MySQL compare the names of columns without case; elsewhere names that differ in case are
 * case-only-name-clash. */
static const char *column_key(const OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (dialect == ORM_DIALECT_SQLITE || orm_dialect_is_mysql(dialect))
        return orm_fold_name(column->name);
    return column->name;
}

/* The embedding of the model a column came through, or NULL. */
static const OrmEmbed *embed_of(const OrmColumn *column)
{
    for (guint i = 0; i < column->model->embeds->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(column->model->embeds, i);
        gsize length = strlen(embed->field_path);
        if (strncmp(column->field_path, embed->field_path, length) == 0 && column->field_path[length] == '.')
            return embed;
    }
    return NULL;
}

/* Whether two columns clash within one model: a child that repeats its base's column is inherit-column-clash, a struct
 * embedded twice embed-prefix-clash. */
static gboolean of_one_model(const OrmColumn *first, const OrmColumn *second)
{
    return first->model == second->model && first->inherited_from == second->inherited_from &&
           (!first->inherited_from || !first->inherited_from->table);
}

/* Where the model brings the column in: the embedding, else the name. */
static OrmPlace origin(const OrmColumn *column)
{
    const OrmEmbed *embed = embed_of(column);
    return embed ? embed->place : column->name_place;
}

static void report(OrmRun *run, const OrmColumn *first, const OrmColumn *second, const OrmEmbed *embed)
{
    OrmFinding *finding = orm_report(run, origin(second), orm_about_column(second),
                                     "fields `%s` and `%s` of `struct %s` are both mapped to column `%s` of table `%s`",
                                     first->field_path, second->field_path, second->model->name, second->name,
                                     orm_table_label(second->table));
    if (embed)
        orm_finding_help(finding, "give the embedded struct a prefix of its own: `ORM_EMBED(prefix=\"%s_\")`",
                         embed->field->name);
    else
        orm_finding_help(finding, "give one of the fields another column name: `ORM_COLUMN(\"name\")`");
    orm_finding_related(finding, origin(first), "`%s` is mapped to `%s` here", first->field_path, first->name);
    if (embed)
        orm_finding_related(finding, second->name_place, "`%s` is declared here", second->field_path);
}

/* Whether no two columns have one name for sure; nearly always, and told faster than by remembering the names. */
static gboolean are_distinct(const OrmRun *run, const OrmTable *table)
{
    guint64 seen[64] = {0};
    for (guint i = 0; i < table->columns->len; i++) {
        guint64 key = (guintptr)column_key(run, g_ptr_array_index(table->columns, i));
        guint64 mixed = key * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
        guint64 *word = &seen[mixed >> 58], bit = G_GUINT64_CONSTANT(1) << (mixed >> 52 & 63);
        if ((*word & bit) != 0)
            return FALSE;
        *word |= bit;
    }
    return TRUE;
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (are_distinct(run, table))
        return;
    g_autoptr(GHashTable) columns = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) embeds = NULL; /* an embedding without a prefix is one fault */
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        const char *key = column_key(run, column);
        const OrmColumn *first = g_hash_table_lookup(columns, key);
        if (!first) {
            g_hash_table_insert(columns, (gpointer)key, (gpointer)column);
            continue;
        }
        const OrmEmbed *embed = embed_of(column);
        embeds = embeds ? embeds : g_hash_table_new(NULL, NULL);
        if (of_one_model(first, column) && !orm_columns_embedded_twice(first, column) &&
            (!embed || g_hash_table_add(embeds, (gpointer)embed)))
            report(run, first, column, embed);
    }
}

const OrmRule orm_rule_duplicate_column = {
    .name = "duplicate-column",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "Two fields of a model, embedded ones included, map to one column.",
    .why = "No database creates a table with two columns of one name. Against an existing table the two fields "
           "fight over one value: which of them an `INSERT` writes depends on the order in which they are bound. "
           "Django (`models.E007`), SQLAlchemy (`DuplicateColumnError`) and Doctrine refuse it. A struct that "
           "is embedded twice without a prefix is `embed-prefix-clash`.",
    .fix = "Give one of the fields another column name with `ORM_COLUMN(\"name\")`, or the embedded struct a prefix "
           "with `ORM_EMBED(prefix=\"billing_\")`.",
    .table = check_table,
};
