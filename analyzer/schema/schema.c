/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/schema.h"

#include <string.h>

#include "analyzer/schema/allow_comments.h"
#include "analyzer/schema/readers.h"
#include "analyzer/schema/sources.h"

static void free_source(gpointer source)
{
    orm_source_free(source);
}

static GPtrArray *find_sources(const GPtrArray *names, GError **error)
{
    g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(free_source);
    for (guint i = 0; i < names->len; i++) {
        OrmSource *source = orm_source_find(g_ptr_array_index(names, i), error);
        if (source == NULL)
            return NULL;
        g_ptr_array_add(sources, source);
    }
    return g_steal_pointer(&sources);
}

/* What a source says of its dialect by itself. */
static OrmDialect own_dialect(const OrmSource *source)
{
    if (source->kind != ORM_SOURCE_TEXT)
        return source->dialect;
    return orm_sql_text_dialect((const OrmSqlText *)(gpointer)source->texts->data, source->texts->len);
}

static gboolean agree(OrmDialect one, OrmDialect other)
{
    return one == other || (orm_dialect_is_mysql(one) && orm_dialect_is_mysql(other));
}

static gboolean is_blank(const OrmSource *source)
{
    for (guint i = 0; i < source->texts->len; i++) {
        const OrmSqlText *text = &g_array_index(source->texts, OrmSqlText, i);
        if (strspn(text->text, " \t\r\n") < text->length)
            return FALSE;
    }
    return source->kind == ORM_SOURCE_TEXT;
}

/* The one dialect of all; PORTABLE with `error` set when there is none. A stated one wins over what texts seem to be.
 */
static OrmDialect find_dialect(const GPtrArray *sources, OrmDialect stated, GError **error)
{
    OrmDialect dialect = stated;
    const OrmSource *first = NULL;
    for (guint i = 0; i < sources->len; i++) {
        const OrmSource *source = g_ptr_array_index(sources, i);
        OrmDialect own =
            source->kind == ORM_SOURCE_TEXT && stated != ORM_DIALECT_PORTABLE ? stated : own_dialect(source);
        if (own != ORM_DIALECT_PORTABLE && dialect != ORM_DIALECT_PORTABLE && !agree(own, dialect)) {
            g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: the schema is of the dialect %s, but %s says %s",
                        source->label, orm_dialect_name(own),
                        first != NULL ? first->label : "the option or configuration", orm_dialect_name(dialect));
            return ORM_DIALECT_PORTABLE;
        }
        if (own != ORM_DIALECT_PORTABLE && (dialect == ORM_DIALECT_PORTABLE || own == ORM_DIALECT_MARIADB)) {
            dialect = own;
            first = source;
        }
    }
    if (dialect != ORM_DIALECT_PORTABLE)
        return dialect;
    const OrmSource *source = g_ptr_array_index(sources, 0);
    g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: %s", source->label,
                is_blank(source) ? "there is no table in this schema"
                                 : "the text does not say unmistakably which dialect it is: state --dialect "
                                   "postgresql, sqlite, mysql or mariadb");
    return dialect;
}

/* The steps of a snapshot are there already: those from `first` on follow them, if the reader counted from 1 again. */
static void count_on(OrmCatalog *catalog, guint first)
{
    guint statement = 0, transaction = 0;
    for (guint i = 0; i < first; i++) {
        const OrmMigrationStep *step = &g_array_index(catalog->steps, OrmMigrationStep, i);
        statement = MAX(statement, step->statement_number);
        transaction = MAX(transaction, step->transaction);
    }
    OrmMigrationStep *steps = (OrmMigrationStep *)(gpointer)catalog->steps->data;
    if (first == catalog->steps->len || steps[first].statement_number > statement)
        return;
    for (guint i = first; i < catalog->steps->len; i++) {
        steps[i].statement_number += statement;
        steps[i].transaction += steps[i].transaction != 0 ? transaction : 0;
    }
}

static void read_texts(OrmCatalog *catalog, const GArray *texts)
{
    const OrmSqlText *first = (const OrmSqlText *)(gconstpointer)texts->data;
    guint steps = catalog->steps->len;
    for (guint i = 0; i < texts->len; i++) {
        if (!g_ptr_array_find(catalog->files, first[i].file, NULL))
            g_ptr_array_add(catalog->files, (gpointer)first[i].file);
        orm_sql_allow_comments(&first[i], catalog->dialect, catalog->allows);
    }
    if (catalog->dialect == ORM_DIALECT_SQLITE)
        orm_sqlite_read_text(catalog, first, texts->len);
    else if (catalog->dialect == ORM_DIALECT_POSTGRESQL)
        orm_postgresql_read_text(catalog, first, texts->len);
    else
        orm_mysql_read_text(catalog, first, texts->len);
    count_on(catalog, steps);
}

static gboolean read_source(OrmCatalog *catalog, const OrmSource *source, const OrmSchemaOptions *options,
                            GError **error)
{
    const char *label = catalog->label;
    catalog->label = source->label; /* places and messages name the one that is read */
    gboolean read = FALSE;
    switch (source->kind) {
    case ORM_SOURCE_SQLITE:
        read = orm_sqlite_read_database(catalog, source->target, options, error);
        break;
    case ORM_SOURCE_POSTGRESQL:
        read = orm_postgresql_read_server(catalog, source->target, options, error);
        break;
    case ORM_SOURCE_MYSQL:
        read = orm_mysql_read_server(catalog, source->target, options, error);
        break;
    case ORM_SOURCE_SNAPSHOT: {
        const OrmSqlText *text = &g_array_index(source->texts, OrmSqlText, 0);
        return orm_snapshot_read(catalog, source->target, text->text, text->length, error);
    }
    case ORM_SOURCE_TEXT:
        break;
    }
    catalog->label = label;
    return read;
}

/* Files of SQL that follow each other are one text. */
static gboolean read_sources(OrmCatalog *catalog, const GPtrArray *sources, const OrmSchemaOptions *options,
                             GError **error)
{
    for (guint i = 0; i < sources->len;) {
        const OrmSource *source = g_ptr_array_index(sources, i);
        if (source->kind != ORM_SOURCE_TEXT) {
            if (source->kind == ORM_SOURCE_SNAPSHOT && i > 0) {
                g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: a snapshot has to be the first of the schemas",
                            source->label);
                return FALSE;
            }
            if (!read_source(catalog, source, options, error))
                return FALSE;
            i++;
            continue;
        }
        g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(OrmSqlText));
        for (; i < sources->len && (source = g_ptr_array_index(sources, i))->kind == ORM_SOURCE_TEXT; i++)
            g_array_append_vals(texts, source->texts->data, source->texts->len);
        read_texts(catalog, texts);
    }
    return TRUE;
}

static void tell_left_out(OrmCatalog *catalog, const GPtrArray *sources)
{
    for (guint i = 0; i < sources->len; i++) {
        const OrmSource *source = g_ptr_array_index(sources, i);
        for (guint k = 0; k < source->left_out->len; k++) {
            OrmPlace place = {.file = orm_intern(g_ptr_array_index(source->left_out, k))};
            orm_catalog_notice(catalog, ORM_NOTICE_WARNING, place,
                               "the migration is left out: it is no SQL, what it does to the schema is not known");
        }
    }
}

/* Two databases may not both have a table: which one the models are about cannot be known. */
static void find_duplicates(OrmCatalog *catalog)
{
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        const OrmCatalogTable *other = orm_catalog_table(catalog, table->schema, table->name);
        if (other != NULL && other != table)
            orm_catalog_fault(catalog, other->place, "table `%s` is in %s, too", table->name, table->place.file);
    }
}

static char *join_labels(const GPtrArray *sources)
{
    GString *label = g_string_new(NULL);
    for (guint i = 0; i < sources->len; i++)
        g_string_append_printf(label, "%s%s", i > 0 ? ", " : "",
                               ((const OrmSource *)g_ptr_array_index(sources, i))->label);
    return g_string_free(label, FALSE);
}

OrmCatalog *orm_schema_read(GPtrArray *names, const OrmSchemaOptions *options, GError **error)
{
    g_return_val_if_fail(names->len > 0, NULL);
    static const OrmSchemaOptions none = {0};
    options = options != NULL ? options : &none;
    g_autoptr(GPtrArray) sources = find_sources(names, error);
    if (sources == NULL)
        return NULL;
    OrmDialect dialect = find_dialect(sources, options->dialect, error);
    if (dialect == ORM_DIALECT_PORTABLE)
        return NULL;
    g_autofree char *label = join_labels(sources);
    g_autoptr(OrmCatalog) catalog = orm_catalog_new(dialect, label);
    if (!read_sources(catalog, sources, options, error))
        return NULL;
    tell_left_out(catalog, sources);
    find_duplicates(catalog);
    if (catalog->tables->len == 0 && catalog->faults->len == 0) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: there is no table in this schema", label);
        return NULL;
    }
    return g_steal_pointer(&catalog);
}
