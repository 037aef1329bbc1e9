/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "analyzer/compare/types.h"
#include "analyzer/graph/names.h"
#include "rules/type/dialect_types.h"

#include <string.h>

/* The names of the enum types that the models make, in lower case; collected once in `enums`, and only where a type is
 * in no list. */
static GHashTable *native_enums(const OrmGraph *graph, GHashTable **enums)
{
    if (*enums != NULL)
        return *enums;
    GHashTable *names = *enums = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        for (guint k = 0; k < table->columns->len; k++) {
            const OrmColumnEnum *kept = ((const OrmColumn *)g_ptr_array_index(table->columns, k))->enumeration;
            if (kept->enumeration && kept->storage == ORM_ENUM_STORED_NATIVE)
                g_hash_table_add(names,
                                 (gpointer)orm_fold_name(kept->name.text ? kept->name.text : kept->enumeration->name));
        }
    }
    return names;
}

/* Whether a column of the actual schema has the type: composite types, ranges and those of extensions are in no list.
 */
static gboolean is_in_catalog(const OrmCatalog *catalog, const char *name)
{
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        for (guint k = 0; k < table->columns->len; k++) {
            const OrmCatalogColumn *column = g_ptr_array_index(table->columns, k);
            if (column->type != NULL && g_str_equal(orm_sql_type_parse(column->type, catalog->dialect).name, name))
                return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_of_another(const char *name, OrmDialect dialect)
{
    for (OrmDialect other = ORM_DIALECT_POSTGRESQL; other <= ORM_DIALECT_MARIADB; other++)
        if (other != dialect && orm_sql_type_name_find(name, other) != NULL)
            return TRUE;
    return FALSE;
}

/* Types that the database's user makes, where that can be. */
static gboolean is_own(const OrmRun *run, GHashTable **enums, const char *name)
{
    OrmDialect dialect = orm_run_dialect(run);
    const OrmCatalog *catalog = orm_run_catalog(run);
    if (catalog != NULL && dialect == ORM_DIALECT_POSTGRESQL &&
        (orm_catalog_type(catalog, NULL, name) != NULL ||
         (!is_of_another(name, dialect) && is_in_catalog(catalog, name))))
        return TRUE;
    return (dialect == ORM_DIALECT_POSTGRESQL || dialect == ORM_DIALECT_PORTABLE) &&
           (strcspn(name, ".\"") < strcspn(name, " ") || orm_graph_table(orm_run_graph(run), name) != NULL ||
            g_hash_table_contains(native_enums(orm_run_graph(run), enums), orm_fold_name(name)));
}

static gboolean is_in_option(const OrmRun *run, const char *name)
{
    const char *const *types = orm_run_list(run, "types");
    while (*types != NULL && g_ascii_strcasecmp(*types, name) != 0)
        types++;
    return *types != NULL;
}

static gboolean is_known(const OrmRun *run, GHashTable **enums, const OrmSqlType *type)
{
    OrmDialect dialect = orm_run_dialect(run);
    const char *name = type->name;
    gboolean mysql = orm_dialect_is_mysql(dialect) || dialect == ORM_DIALECT_PORTABLE;
    if (type->family != ORM_SQL_UNKNOWN && orm_type_foreign_part(type, dialect) == NULL) /* nearly every one */
        return TRUE;
    if (*name == '\0' || is_in_option(run, name))
        return TRUE;
    if (type->family != ORM_SQL_UNKNOWN || (mysql && g_str_equal(name, "enum")) || is_own(run, enums, name))
        return orm_type_foreign_part(type, dialect) == NULL;
    g_autofree char *odd = NULL;
    return orm_type_begins_with_known(name, dialect, &odd) && odd == NULL &&
           orm_type_foreign_part(type, dialect) == NULL;
}

/* What the dialect has in the place of a type of another one; NULL: nobody can say. Free with g_free. */
static char *counterpart(const OrmSqlType *type, OrmDialect dialect)
{
    gboolean sqlite = dialect == ORM_DIALECT_SQLITE;
    switch (type->family) {
    case ORM_SQL_INTEGER:
        return g_strdup(sqlite ? "INTEGER" : type->bits > 32 ? "BIGINT" : type->bits > 16 ? "INTEGER" : "SMALLINT");
    case ORM_SQL_TEXT:
        return g_strdup("TEXT");
    case ORM_SQL_BINARY:
    case ORM_SQL_VARBINARY:
    case ORM_SQL_BLOB:
        return g_strdup(dialect == ORM_DIALECT_POSTGRESQL ? "BYTEA" : "BLOB");
    case ORM_SQL_UUID:
        return g_strdup(sqlite ? "TEXT" : "BINARY(16)");
    case ORM_SQL_JSON:
        return g_strdup(sqlite ? "TEXT" : "JSON");
    case ORM_SQL_TIMESTAMP:
        return g_strdup("TIMESTAMP");
    case ORM_SQL_BIT:
    case ORM_SQL_OTHER:
    case ORM_SQL_UNKNOWN:
    case ORM_SQL_INTERVAL:
        return NULL;
    default:
        return orm_sql_type_to_string(type, dialect);
    }
}

/* A type that another dialect has. FALSE: none has it. */
static gboolean advise_of_another(OrmFinding *finding, const OrmSqlType *type, OrmDialect dialect)
{
    static const OrmDialect others[] = {ORM_DIALECT_POSTGRESQL, ORM_DIALECT_MYSQL, ORM_DIALECT_MARIADB,
                                        ORM_DIALECT_SQLITE};
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        OrmDialect other = others[i];
        OrmSqlType meant = orm_sql_type_parse(type->text, other);
        if (meant.family == ORM_SQL_UNKNOWN)
            continue;
        g_autofree char *instead = counterpart(&meant, dialect);
        if (instead != NULL)
            orm_finding_help(finding, "it is a type of %s; %s has `%s`", orm_dialect_title(other),
                             orm_dialect_title(dialect), instead);
        else
            orm_finding_help(finding, "it is a type of %s", orm_dialect_title(other));
        return TRUE;
    }
    return FALSE;
}

/* What would be right. */
static void advise(OrmFinding *finding, const OrmSqlType *type, OrmDialect dialect)
{
    const char *part = orm_type_foreign_part(type, dialect), *nearest = orm_sql_type_name_nearest(type->name, dialect);
    g_autofree char *odd = NULL, *upper = nearest ? g_ascii_strup(nearest, -1) : NULL;
    if (part != NULL)
        orm_finding_help(finding, "%s", part);
    else if (advise_of_another(finding, type, dialect))
        return;
    else if (orm_type_begins_with_known(type->name, dialect, &odd))
        orm_finding_help(finding, "leave out what begins with `%s`", odd);
    else if (nearest != NULL)
        orm_finding_help(finding, "did you mean `%s`? A type of your own goes into the rule's option `types`", upper);
    else
        orm_finding_help(finding, "if it is a type of your own, add it to the rule's option `types`");
}

/* What SQLite makes of a type's letters. */
static const char *affinity_of(const OrmSqlType *type)
{
    static const char *const names[] = {"NUMERIC", "REAL", "TEXT", "BLOB"};
    return orm_matches(type->text, "(?i)int") ? "INTEGER" : names[orm_sqlite_affinity(type->text)];
}

static void report(OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    const OrmSqlType *type = &column->type;
    gboolean loose = dialect == ORM_DIALECT_SQLITE && column->table->strict.value != ORM_YES;
    g_autofree char *wrong =
        loose ? g_strdup_printf("is not one of SQLite, which gives it %s affinity for its letters", affinity_of(type))
              : g_strdup_printf("is unknown to %s", orm_dialect_title(dialect));
    OrmFinding *finding =
        orm_report_as(run, loose ? ORM_SEVERITY_INFO : ORM_SEVERITY_ERROR, column->type_place, orm_about_column(column),
                      "type `%s` of column `%s` %s", type->text, orm_column_label(column), wrong);
    advise(finding, type, dialect);
}

/* A program states few types and many columns. */
static void check_graph(OrmRun *run, const OrmGraph *graph)
{
    g_autoptr(GHashTable) enums = NULL;
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL); /* set of texts, interned, of types without arrays */
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *table = g_ptr_array_index(graph->tables, i);
        for (guint k = 0; k < table->columns->len; k++) {
            const OrmColumn *column = g_ptr_array_index(table->columns, k);
            const OrmSqlType *type = &column->type;
            if (type->array_depth == 0 && g_hash_table_contains(known, type->text))
                continue;
            if (!is_known(run, &enums, type))
                report(run, column);
            else if (type->array_depth == 0)
                g_hash_table_add(known, (gpointer)type->text);
        }
    }
}

static const OrmRuleOption options[] = {
    {"types", ORM_RULE_OPTION_LIST, "",
     "Further types that the database knows: domains, composite types, those of extensions.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_unknown_sql_type = {
    .name = "unknown-sql-type",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column states an SQL type that the chosen database does not have.",
    .why =
        "`CREATE TABLE` fails, and no rule can compare what it does not know. `INTEGER UNSIGNED` is unknown to "
        "PostgreSQL, `TIMESTAMP WITH TIME ZONE` and `TEXT[]` to MySQL. In PostgreSQL, types with a schema before their "
        "name or in double quotes, enums, domains and tables of the models and of the actual schema, and those of the "
        "rule's option are the user's own; those of widespread extensions are known. SQLite takes any word and derives "
        "an affinity from its letters (`STRING` is a number), so that it is info there unless the table is STRICT. "
        "Doctrine, Prisma and TypeORM refuse unknown types.",
    .fix = "Correct the name, choose the dialect's own type, or name your type in the option `types`.",
    .options = options,
    .graph = check_graph,
};
