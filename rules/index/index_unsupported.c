/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/rule.h"

/* PostgreSQL's own access methods: pg_am and the capabilities its manual lists in chapter 11. Extensions bring others.
 */
typedef struct {
    const char *name;
    gboolean ordered, unique, several, includes;
} Method;

static const Method methods[] = {
    {"btree", TRUE, TRUE, TRUE, TRUE},  {"hash", FALSE, FALSE, FALSE, FALSE}, {"gist", FALSE, FALSE, TRUE, TRUE},
    {"gin", FALSE, FALSE, TRUE, FALSE}, {"brin", FALSE, FALSE, TRUE, FALSE},  {"spgist", FALSE, FALSE, FALSE, TRUE},
};

static const Method *method_of(const OrmIndex *index)
{
    for (gsize i = 0; i < G_N_ELEMENTS(methods); i++) {
        if (g_str_equal(methods[i].name, orm_index_method(index)))
            return &methods[i];
    }
    return NULL;
}

static const char *title(OrmDialect dialect)
{
    static const char *const titles[] = {"", "PostgreSQL", "SQLite", "MySQL", "MariaDB"};
    return titles[dialect];
}

static void report(OrmRun *run, const OrmIndex *index, OrmPlace place, const char *feature, const char *owner,
                   const char *help)
{
    g_autofree char *what = orm_index_describe(index);
    OrmFinding *finding = orm_report(run, place, orm_about_index(index), "%s has %s, which %s does not support", what,
                                     feature, owner ? owner : title(orm_run_dialect(run)));
    orm_finding_help(finding, "%s", help);
}

static void report_option(OrmRun *run, const OrmIndex *index, const char *key, const char *feature, const char *owner)
{
    const OrmArgument *argument = index->annotation ? orm_annotation_argument(index->annotation, key) : NULL;
    g_autofree char *help = g_strdup_printf(owner ? "remove `%s`, or index with `btree`" : "remove `%s`", key);
    report(run, index, argument ? argument->place : index->place, feature, owner, help);
}

static gboolean is_mysql_method(const char *method)
{
    return g_str_equal(method, "btree") || g_str_equal(method, "hash") || g_str_equal(method, "rtree");
}

/* What is wrong with a member in the dialect as a whole; NULL: nothing. */
static const char *excess_of(const OrmIndexElement *element, OrmDialect dialect)
{
    gboolean mysql = orm_dialect_is_mysql(dialect), postgresql = dialect == ORM_DIALECT_POSTGRESQL;
    if (element->operator_class && !postgresql)
        return "an operator class";
    if (element->nulls != ORM_NULLS_UNSTATED && !postgresql)
        return "a place of NULLs";
    if (element->prefix_length != ORM_SQL_UNSTATED && !mysql)
        return "a prefix length";
    return element->expression && dialect == ORM_DIALECT_MARIADB ? "an expression" : NULL;
}

/* What to do with a column whose type is not taken. */
static const char *help_type(const OrmSqlType *type, OrmDialect dialect)
{
    static const char *const shapes[] = {"point", "box", "polygon", "circle", NULL};
    if (dialect == ORM_DIALECT_MYSQL)
        return type->family == ORM_SQL_BLOB ? "say how many bytes count: `length(column, 20)`"
                                            : "index an expression of it";
    if (type->family == ORM_SQL_JSON)
        return "make it JSONB, or index an expression of it";
    return g_strv_contains(shapes, type->name) ? "index it with `using=gist`" : "index an expression of it";
}

static void report_type(OrmRun *run, const OrmIndex *index, const OrmIndexElement *element)
{
    const OrmColumn *column = element->reference.column;
    OrmDialect dialect = orm_run_dialect(run);
    gboolean mysql = dialect == ORM_DIALECT_MYSQL, prefix = mysql && column->type.family == ORM_SQL_BLOB;
    g_autofree char *type = orm_sql_type_to_string(&column->type, dialect);
    g_autofree char *method = g_strdup_printf("its method `%s`", orm_index_method(index));
    g_autofree char *what = orm_index_describe(index);
    OrmFinding *finding =
        orm_report(run, element->place, orm_about_index(index), "%s holds column `%s`, but %s takes %s%s", what,
                   column->name, mysql ? "MySQL" : method, prefix ? "only a prefix of " : "no ", type);
    orm_finding_help(finding, "%s", help_type(&column->type, dialect));
    orm_finding_related(finding, column->type_place, "`%s` is %s", orm_column_label(column), type);
}

static void check_members(OrmRun *run, const OrmIndex *index)
{
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        const char *excess = excess_of(element, orm_run_dialect(run));
        if (excess)
            report(run, index, element->place, excess, NULL,
                   element->expression ? "index a generated column in its place" : "name the column alone");
        else if (orm_index_refuses_column(index, element, orm_run_dialect(run)))
            report_type(run, index, element);
    }
}

static void check_method(OrmRun *run, const OrmIndex *index, const Method *method)
{
    g_autofree char *owner = g_strdup_printf("its method `%s`", method->name);
    if (index->unique.value == ORM_YES && !method->unique)
        report_option(run, index, "unique", "`unique`", owner);
    if (index->elements->len > 1 && !method->several)
        report(run, index, ((const OrmIndexElement *)g_ptr_array_index(index->elements, 1))->place, "several columns",
               owner, "make an index of each column, or index with `btree`");
    if (index->include->len > 0 && !method->includes)
        report_option(run, index, "include", "included columns", owner);
    for (guint i = 0; i < index->elements->len && !method->ordered; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->order != ORM_ORDER_UNSTATED || element->nulls != ORM_NULLS_UNSTATED)
            report(run, index, element->place, "a direction", owner, "name the column alone");
    }
}

static void report_word(OrmRun *run, const OrmIndex *index, const char *option, const char *what, const char *word)
{
    g_autofree char *text = g_strdup_printf("%s `%s`", what, word);
    report_option(run, index, option, text, NULL);
}

static void check_options(OrmRun *run, const OrmIndex *index)
{
    OrmDialect dialect = orm_run_dialect(run);
    gboolean mysql = orm_dialect_is_mysql(dialect), postgresql = dialect == ORM_DIALECT_POSTGRESQL;
    const char *kind = orm_index_kind(index), *method = orm_index_method(index);
    if (kind && !mysql)
        report_word(run, index, "prefix", "the kind", kind);
    gboolean has_method = postgresql ? !g_str_equal(method, "fulltext") && !g_str_equal(method, "spatial")
                          : mysql    ? is_mysql_method(method)
                                     : g_str_equal(method, "btree");
    if (!has_method)
        report_word(run, index, "using", "the method", method);
    if (!postgresql && index->include->len > 0)
        report_option(run, index, "include", "included columns", NULL);
    if (mysql && index->predicate.text && index->unique.value != ORM_YES) /* else constraint-unsupported */
        report_option(run, index, "where", "a predicate", NULL);
}

static void check_index(OrmRun *run, const OrmIndex *index)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (index->kind != ORM_KEY_INDEX || dialect == ORM_DIALECT_PORTABLE || !orm_index_is_readable(index))
        return;
    check_options(run, index);
    check_members(run, index);
    const Method *method = dialect == ORM_DIALECT_POSTGRESQL ? method_of(index) : NULL;
    if (method)
        check_method(run, index, method);
}

const OrmRule orm_rule_index_unsupported = {
    .name = "index-unsupported",
    .family = ORM_FAMILY_INDEX,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "An index says something that the chosen database, or its access method, does not know.",
    .why = "`CREATE INDEX` fails, or what is not known is left out and the index is another one: over all rows instead "
           "of some, over whole columns instead of prefixes. Prefix lengths, FULLTEXT and SPATIAL are MySQL's and "
           "MariaDB's; included columns, operator classes and methods are PostgreSQL's; neither MySQL nor MariaDB has "
           "partial indexes, and MariaDB none on expressions. In PostgreSQL only `btree` is ordered and unique; it and "
           "`hash` take no JSON, XML and shapes, and MySQL indexes no JSON, and of a BLOB only a prefix (of TEXT "
           "`unbounded-string` speaks). Access "
           "methods of extensions are not judged, and nothing is said without a `dialect`. Django (`models.W037`, "
           "`W040`, `W043`, `fields.W162`) and Prisma report the same.",
    .fix = "Remove what the database does not know, or state the index for it with `definition=`.",
    .index = check_index,
};
