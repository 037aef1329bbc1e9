/* SPDX-License-Identifier: MIT */
/*
 * catalog_lines DIALECT SCHEMA...: reads the schemas as one and prints all that the catalog has as sorted lines,
 * expressions as their signatures, so that two readers can be compared line by line. Faults and notices go to stderr;
 * exit 3 when there is a fault.
 */
#include "analyzer/facts/place.h"
#include "analyzer/graph/expression.h"
#include "analyzer/schema/schema.h"
#include "tests/support/mysql_lines.h"

#include <stdio.h>
#include <string.h>

static OrmDialect dialect;

static void add(GString *line, const char *word, const char *value)
{
    if (value != NULL)
        g_string_append_printf(line, " %s=%s", word, value);
}

static void add_expression(GString *line, const char *word, const char *text)
{
    gboolean mysql = orm_dialect_is_mysql(dialect);
    add(line, word, mysql ? mysql_expression(text) : orm_expression_signature(text, dialect));
}

static void add_flag(GString *line, const char *word, gboolean flag)
{
    if (flag)
        g_string_append_printf(line, " %s", word);
}

static void add_names(GString *line, const char *word, const GPtrArray *names)
{
    if (names == NULL || names->len == 0)
        return;
    g_string_append_printf(line, " %s=", word);
    for (guint i = 0; i < names->len; i++)
        g_string_append_printf(line, "%s%s", i > 0 ? "," : "", (const char *)g_ptr_array_index(names, i));
}

static void emit(GPtrArray *lines, GString *line)
{
    g_ptr_array_add(lines, g_string_free(line, FALSE));
}

static GString *begin(const char *kind, const char *schema, const char *name)
{
    GString *line = g_string_new(NULL);
    g_string_append_printf(line, "%s%s%s %s", schema != NULL ? schema : "", schema != NULL ? "." : "", name, kind);
    return line;
}

static void mysql_column(GString *line, const OrmCatalogTable *table, const OrmCatalogColumn *it)
{
    add(line, "default", mysql_default(it, it->default_text, dialect));
    add(line, "on update", mysql_default(it, it->on_update, dialect));
    add(line, "charset", mysql_charset(table, it));
    add(line, "collation", mysql_collation(it->collation));
    add_names(line, "labels", it->labels);
    add_flag(line, "stored", it->generated_stored);
}

static void column(GPtrArray *lines, const OrmCatalogTable *table, guint position)
{
    static const char *const generators[] = {NULL, "serial", "always", "by default", "auto_increment"};
    const OrmCatalogColumn *it = g_ptr_array_index(table->columns, position);
    GString *line = begin("column", table->schema, table->name);
    gboolean mysql = orm_dialect_is_mysql(dialect);
    g_string_append_printf(line, " %03u %s %s", position, it->name, mysql ? mysql_type(it->type, dialect) : it->type);
    add_flag(line, "not null", it->nullable == ORM_NO);
    /* a boolean may be written as a string, but is not kept as one */
    gboolean folds = g_strcmp0(it->type, "boolean") == 0 && it->default_text != NULL;
    gboolean no = folds && strcmp(it->default_text, "'f'") == 0;
    gboolean yes = folds && strcmp(it->default_text, "'t'") == 0;
    if (mysql)
        mysql_column(line, table, it);
    else
        add_expression(line, "default", no ? "false" : yes ? "true" : it->default_text);
    add_expression(line, "generated", it->generated);
    add(line, "generator", generators[it->generator]);
    if (it->increment != 0)
        g_string_append_printf(line, " increment=%" G_GINT64_FORMAT, it->increment);
    add(line, "comment", it->comment);
    add(line, "collation", mysql ? NULL : it->collation);
    emit(lines, line);
}

static void index_line(GPtrArray *lines, const OrmCatalogTable *table, const OrmCatalogIndex *it)
{
    static const char *const kinds[] = {"primary key", "unique", "index"};
    GString *line = begin(kinds[it->kind], table->schema, table->name);
    add(line, "name", it->name);
    for (guint i = 0; i < it->elements->len; i++) {
        const OrmCatalogElement *element = g_ptr_array_index(it->elements, i);
        add(line, "column", element->column);
        add_expression(line, "expression", element->expression);
        if (element->prefix_length != ORM_SQL_UNSTATED)
            g_string_append_printf(line, " prefix=%d", element->prefix_length);
        add_flag(line, "desc", element->order == ORM_ORDER_DESC);
        add_flag(line, "nulls first", element->nulls == ORM_NULLS_FIRST);
        add_flag(line, "nulls last", element->nulls == ORM_NULLS_LAST);
        add(line, "class", element->operator_class);
        add(line, "collation", element->collation);
    }
    add_flag(line, "is unique", it->unique);
    add(line, "method", it->method);
    add_expression(line, "where", it->predicate);
    add_names(line, "include", it->include);
    add_flag(line, "deferrable", it->deferrable == ORM_YES);
    add_flag(line, "deferred", it->initially_deferred);
    add_flag(line, "nulls not distinct", it->nulls_not_distinct);
    add_flag(line, "invalid", it->invalid);
    add_flag(line, "for foreign key", it->for_foreign_key);
    add(line, "comment", it->comment);
    emit(lines, line);
}

static void foreign_key(GPtrArray *lines, const OrmCatalogTable *table, const OrmCatalogForeignKey *it)
{
    GString *line = begin("foreign key", table->schema, table->name);
    add(line, "name", it->name);
    add_names(line, "columns", it->columns);
    add(line, "schema", it->parent_schema);
    add(line, "parent", it->parent);
    add_names(line, "to", it->parent_columns);
    gboolean folds = orm_dialect_is_mysql(dialect); /* RESTRICT is what holds where nothing is stated */
    g_string_append_printf(line, " %d %d", folds && it->ondelete == ORM_ACTION_RESTRICT ? 0 : it->ondelete,
                           folds && it->onupdate == ORM_ACTION_RESTRICT ? 0 : it->onupdate);
    add_flag(line, "deferrable", it->deferrable == ORM_YES);
    add_flag(line, "deferred", it->initially_deferred);
    add(line, "match", it->match);
    add_flag(line, "not valid", it->not_valid);
    emit(lines, line);
}

static void check(GPtrArray *lines, const char *kind, const char *schema, const char *owner, const OrmCatalogCheck *it)
{
    GString *line = begin(kind, schema, owner);
    add(line, "name", it->name);
    add_expression(line, "expression", it->expression);
    add_flag(line, "not valid", it->not_valid);
    emit(lines, line);
}

static void table(GPtrArray *lines, const OrmCatalogTable *it)
{
    GString *line = begin(it->is_view ? "view" : "table", it->schema, it->name);
    g_autofree char *partitioning = g_ascii_strdown(it->partition_by != NULL ? it->partition_by : "", -1);
    add(line, "partition_by", orm_dialect_is_mysql(dialect) && *partitioning != '\0' ? partitioning : it->partition_by);
    add(line, "partition_of", it->partition_of);
    add(line, "inherits", it->inherits);
    add(line, "engine", g_strcmp0(it->engine, "InnoDB") != 0 ? it->engine : NULL);
    add(line, "comment", it->comment);
    emit(lines, line);
    for (guint i = 0; !it->is_view && i < it->columns->len; i++)
        column(lines, it, i);
    for (guint i = 0; i < it->indexes->len; i++)
        index_line(lines, it, g_ptr_array_index(it->indexes, i));
    for (guint i = 0; i < it->foreign_keys->len; i++)
        foreign_key(lines, it, g_ptr_array_index(it->foreign_keys, i));
    for (guint i = 0; i < it->checks->len; i++)
        check(lines, "check", it->schema, it->name, g_ptr_array_index(it->checks, i));
    for (guint i = 0; i < it->excludes->len; i++)
        check(lines, "exclude", it->schema, it->name, g_ptr_array_index(it->excludes, i));
}

static void type(GPtrArray *lines, const OrmCatalogType *it)
{
    GString *line = begin(it->labels != NULL ? "enum" : "domain", it->schema, it->name);
    add_names(line, "labels", it->labels);
    add(line, "base", it->base_type);
    add_expression(line, "default", it->default_text);
    add_flag(line, "not null", it->not_null);
    add(line, "comment", it->comment);
    emit(lines, line);
    for (guint i = 0; it->checks != NULL && i < it->checks->len; i++)
        check(lines, "check of domain", it->schema, it->name, g_ptr_array_index(it->checks, i));
}

static void sequence(GPtrArray *lines, const OrmCatalogSequence *it)
{
    GString *line = begin("sequence", it->schema, it->name);
    g_string_append_printf(line, " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, it->increment, it->start);
    add(line, "owner", it->owned_by);
    emit(lines, line);
}

static gint by_text(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

static void print(const OrmCatalog *catalog)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < catalog->tables->len; i++)
        table(lines, g_ptr_array_index(catalog->tables, i));
    for (guint i = 0; i < catalog->types->len; i++)
        type(lines, g_ptr_array_index(catalog->types, i));
    for (guint i = 0; i < catalog->sequences->len; i++)
        sequence(lines, g_ptr_array_index(catalog->sequences, i));
    for (guint i = 0; i < catalog->triggers->len; i++) {
        const OrmCatalogTrigger *trigger = g_ptr_array_index(catalog->triggers, i);
        emit(lines, begin("trigger", trigger->table, trigger->name));
    }
    g_ptr_array_sort(lines, by_text);
    for (guint i = 0; i < lines->len; i++)
        puts(g_ptr_array_index(lines, i));
}

static int complain(const OrmCatalog *catalog)
{
    for (guint i = 0; i < catalog->faults->len; i++) {
        const OrmCatalogFault *fault = g_ptr_array_index(catalog->faults, i);
        fprintf(stderr, "%s:%u:%u: %s\n", fault->place.file, fault->place.line, fault->place.column, fault->message);
    }
    for (guint i = 0; i < catalog->notices->len; i++)
        fprintf(stderr, "notice: %s\n", ((const OrmNotice *)g_ptr_array_index(catalog->notices, i))->message);
    return catalog->faults->len > 0 ? 3 : 0;
}

int main(int count, char **arguments)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    if (count < 3 || !orm_dialect_parse(arguments[1], &dialect))
        return 2;
    for (int i = 2; i < count; i++)
        g_ptr_array_add(names, arguments[i]);
    const char *timeout = g_getenv("ORMLINT_TEST_TIMEOUT");
    OrmSchemaOptions options = {.dialect = dialect,
                                .timeout_seconds = timeout != NULL ? (guint)g_ascii_strtoull(timeout, NULL, 10) : 0};
    g_autoptr(OrmCatalog) catalog = orm_schema_read(names, &options, &error);
    if (catalog == NULL) {
        fprintf(stderr, "error: %s\n", error->message);
        return 3;
    }
    dialect = catalog->dialect; /* a server says which of the two it is */
    print(catalog);
    return complain(catalog);
}
