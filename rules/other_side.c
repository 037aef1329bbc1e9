/* SPDX-License-Identifier: MIT */
#include "rules/other_side.h"

#include <string.h>

#include "analyzer/graph/questions_indexes.h"
#include "rules/run.h"

const OrmTable *orm_run_other_table(const OrmRun *run, const OrmTable *table)
{
    const OrmComparison *comparison = run->input->comparison;
    return run->on_schema ? orm_comparison_declared_table(comparison, table)
                          : orm_comparison_actual_table(comparison, table);
}

const OrmColumn *orm_run_other_column(const OrmRun *run, const OrmColumn *column)
{
    const OrmComparison *comparison = run->input->comparison;
    return run->on_schema ? orm_comparison_declared_column(comparison, column)
                          : orm_comparison_actual_column(comparison, column);
}

/* References to the same columns of the other side; NULL where it lacks one. Free with g_ptr_array_unref. */
static GPtrArray *other_references(const OrmRun *run, const GPtrArray *references)
{
    g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        const OrmColumn *other = reference->column != NULL ? orm_run_other_column(run, reference->column) : NULL;
        if (other == NULL)
            return NULL;
        OrmColumnReference *there = g_memdup2(reference, sizeof *reference);
        there->column = (OrmColumn *)other;
        g_ptr_array_add(others, there);
    }
    return g_steal_pointer(&others);
}

gboolean orm_run_other_indexes_key(const OrmRun *run, const OrmForeignKey *key)
{
    const OrmTable *table = orm_run_other_table(run, key->child);
    g_autoptr(GPtrArray) columns = table != NULL ? other_references(run, key->columns) : NULL;
    if (columns == NULL)
        return FALSE;
    OrmForeignKey there = *key;
    there.child = (OrmTable *)table;
    there.columns = columns;
    return orm_foreign_key_is_indexed(&there, orm_run_dialect(run));
}

gboolean orm_run_other_determines_row(const OrmRun *run, const OrmTable *table, const GPtrArray *references)
{
    const OrmTable *other = orm_run_other_table(run, table);
    g_autoptr(GPtrArray) columns = other != NULL ? other_references(run, references) : NULL;
    return columns != NULL && orm_table_columns_determine_row(other, columns);
}

/* The domain of that name, "schema.name" or "name"; NULL: none. */
static const OrmCatalogType *find_domain(const OrmCatalog *catalog, const OrmSqlType *type)
{
    if (catalog == NULL || type->family != ORM_SQL_UNKNOWN || type->name == NULL || type->name[0] == '\0')
        return NULL;
    const char *dot = strrchr(type->name, '.');
    g_autofree char *schema = dot != NULL ? g_strndup(type->name, (gsize)(dot - type->name)) : NULL;
    const OrmCatalogType *found = orm_catalog_type(catalog, schema, dot != NULL ? dot + 1 : type->name);
    return found != NULL && found->base_type != NULL ? found : NULL;
}

OrmSqlType orm_run_stated_type(const OrmRun *run, const OrmColumn *column)
{
    const OrmCatalog *catalog = orm_run_catalog(run);
    if (catalog == NULL)
        return orm_column_stated_type(column);
    if (orm_comparison_type_differs(orm_run_comparison(run), column))
        return orm_sql_type_simple(ORM_SQL_UNKNOWN, "");
    OrmSqlType type = orm_column_stated_type(column);
    const OrmCatalogType *domain = find_domain(catalog, &type);
    for (guint depth = 0; domain != NULL && depth < 8; depth++) {
        type = orm_sql_type_parse(domain->base_type, orm_run_dialect(run));
        domain = find_domain(catalog, &type);
    }
    return type;
}

char *orm_run_type_text(const OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    OrmSqlType stated = orm_column_stated_type(column), type = orm_run_stated_type(run, column);
    g_autofree char *text = orm_sql_type_to_string(&column->type, dialect);
    if (!column->type_stated || stated.family == type.family || type.family == ORM_SQL_UNKNOWN)
        return g_steal_pointer(&text);
    g_autofree char *base = orm_sql_type_to_string(&type, dialect);
    return g_strdup_printf("%s (%s)", text, base);
}

OrmRange orm_run_sql_range(const OrmRun *run, const OrmColumn *column)
{
    OrmSqlType type = orm_run_stated_type(run, column);
    return orm_sql_type_range(&type, orm_run_dialect(run), column->table->strict.value == ORM_YES);
}

/* SQLAlchemy's autoincrement="auto" is a single integer key that refers to nothing. */
static gboolean has_counter(const OrmColumn *column)
{
    if (column->identity != ORM_IDENTITY_NONE || column->type.is_serial ||
        column->flags->autoincrement.value == ORM_YES)
        return TRUE;
    const OrmPrimaryKey *key = column->table->primary_key;
    return column->in_primary_key && key != NULL && key->columns->len == 1 && column->type.family == ORM_SQL_INTEGER &&
           column->type.array_depth == 0 && column->foreign_keys->len == 0 &&
           column->flags->autoincrement.value != ORM_NO && column->details->server_default.text == NULL &&
           column->details->default_value.text == NULL && column->details->computed.text == NULL;
}

gboolean orm_run_has_counter(const OrmRun *run, const OrmColumn *column)
{
    const OrmColumn *other = orm_run_other_column(run, column);
    return has_counter(column) || (other != NULL && has_counter(other));
}

gboolean orm_run_counts_itself(const OrmRun *run, const OrmColumn *column)
{
    for (guint depth = 0; column != NULL && depth < 8; depth++) {
        if (orm_run_has_counter(run, column))
            return TRUE;
        const OrmForeignKey *key = column->foreign_keys->len > 0 ? g_ptr_array_index(column->foreign_keys, 0) : NULL;
        const OrmColumn *parent = NULL;
        for (guint i = 0; key != NULL && i < MIN(key->columns->len, key->parent_columns->len); i++) {
            if (((const OrmColumnReference *)g_ptr_array_index(key->columns, i))->column == column)
                parent = ((const OrmColumnReference *)g_ptr_array_index(key->parent_columns, i))->column;
        }
        column = parent;
    }
    return FALSE;
}

/* What both sides allow: each narrows the other. */
static void narrow(OrmCheckBounds *bounds, const OrmCheckBounds *other)
{
    gboolean lower = other->has_minimum && (!bounds->has_minimum || other->minimum > bounds->minimum);
    gboolean upper = other->has_maximum && (!bounds->has_maximum || other->maximum < bounds->maximum);
    gboolean shorter =
        other->longest != ORM_SQL_UNSTATED && (bounds->longest == ORM_SQL_UNSTATED || other->longest < bounds->longest);
    if (lower)
        bounds->minimum = other->minimum;
    if (upper)
        bounds->maximum = other->maximum;
    if (shorter)
        bounds->longest = other->longest;
    bounds->has_minimum |= other->has_minimum;
    bounds->has_maximum |= other->has_maximum;
    if (lower || upper || shorter)
        bounds->place = other->place;
}

/* What the column's domain allows, and the domain that this one is made of. */
static void add_domains(const OrmRun *run, GHashTable *bounds, OrmColumn *column)
{
    const OrmCatalog *catalog = orm_run_catalog(run);
    OrmSqlType type = orm_column_stated_type(column);
    const OrmCatalogType *domain = column->type.array_depth == 0 ? find_domain(catalog, &type) : NULL;
    for (guint depth = 0; domain != NULL && depth < 8; depth++) {
        for (guint i = 0; domain->checks != NULL && i < domain->checks->len; i++) {
            const OrmCatalogCheck *check = g_ptr_array_index(domain->checks, i);
            if (!check->not_valid)
                orm_check_bounds_add_domain(bounds, column, check->expression, orm_run_dialect(run), check->place);
        }
        type = orm_sql_type_parse(domain->base_type, orm_run_dialect(run));
        domain = find_domain(catalog, &type);
    }
}

static GHashTable *read_check_bounds(const OrmRun *run, const OrmTable *table)
{
    GHashTable *bounds = orm_table_check_bounds(table, orm_run_dialect(run));
    for (guint i = 0; orm_run_catalog(run) != NULL && i < table->columns->len; i++)
        add_domains(run, bounds, g_ptr_array_index(table->columns, i));
    const OrmTable *actual = orm_comparison_actual_table(orm_run_comparison(run), table);
    if (actual == NULL || actual->checks->len == 0)
        return bounds;
    g_autoptr(GHashTable) there = orm_table_check_bounds(actual, orm_run_dialect(run));
    for (guint i = 0; i < table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(table->columns, i);
        const OrmColumn *other = orm_run_other_column(run, column);
        const OrmCheckBounds *others = other != NULL ? g_hash_table_lookup(there, other) : NULL;
        if (others == NULL)
            continue;
        OrmCheckBounds *own = g_hash_table_lookup(bounds, column);
        if (own == NULL) {
            own = g_new0(OrmCheckBounds, 1);
            own->longest = ORM_SQL_UNSTATED;
            own->place = others->place;
            g_hash_table_insert(bounds, column, own);
        }
        narrow(own, others);
    }
    return bounds;
}

const OrmCheckBounds *orm_run_check_bounds(const OrmRun *run, const OrmColumn *column)
{
    const OrmTable *table = column->table;
    if (table->checks->len == 0 && orm_run_catalog(run) == NULL)
        return NULL;
    GHashTable *known = g_hash_table_lookup(run->bounds, table);
    if (known == NULL) {
        known = read_check_bounds(run, table);
        g_hash_table_insert(run->bounds, (gpointer)table, known);
    }
    return g_hash_table_lookup(known, column);
}
