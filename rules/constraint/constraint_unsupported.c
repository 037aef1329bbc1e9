/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_indexes.h"
#include "rules/rule.h"

static const char *title(OrmDialect dialect)
{
    static const char *const titles[] = {"", "PostgreSQL", "SQLite", "MySQL", "MariaDB"};
    return titles[dialect];
}

static OrmPlace option_place(const OrmAnnotation *annotation, const char *key, OrmPlace otherwise)
{
    const OrmArgument *argument = annotation ? orm_annotation_argument(annotation, key) : NULL;
    return argument ? argument->place : otherwise;
}

static void report_option(OrmRun *run, const OrmIndex *index, const char *option, const char *why)
{
    g_autofree char *what = orm_index_describe(index);
    OrmFinding *finding = orm_report(run, option_place(index->annotation, option, index->place), orm_about_index(index),
                                     "%s states `%s`, but %s %s", what, option, title(orm_run_dialect(run)), why);
    orm_finding_help(finding, "remove `%s`", option);
}

/* What a member of a unique constraint has that the dialect's constraints do not take; NULL: nothing. */
static const char *excess_of(const OrmIndexElement *element, OrmDialect dialect)
{
    gboolean mysql = orm_dialect_is_mysql(dialect), postgresql = dialect == ORM_DIALECT_POSTGRESQL;
    if (element->expression && dialect != ORM_DIALECT_MYSQL)
        return "an expression";
    if (element->operator_class)
        return "an operator class";
    if (element->prefix_length != ORM_SQL_UNSTATED && !mysql)
        return "a prefix length";
    if (element->nulls != ORM_NULLS_UNSTATED)
        return "a place of NULLs";
    return postgresql && element->order != ORM_ORDER_UNSTATED ? "a direction" : NULL;
}

static void report_type(OrmRun *run, const OrmIndex *index, const OrmIndexElement *element)
{
    const OrmColumn *column = element->reference.column;
    OrmDialect dialect = orm_run_dialect(run);
    g_autofree char *what = orm_index_describe(index), *type = orm_sql_type_to_string(&column->type, dialect);
    gboolean prefix = column->type.family == ORM_SQL_BLOB;
    OrmFinding *finding =
        orm_report(run, element->place, orm_about_index(index), "%s holds column `%s`, but %s can compare %s%s", what,
                   column->name, title(dialect), prefix ? "only a prefix of " : "no ", type);
    orm_finding_help(finding, prefix ? "make it BINARY or VARBINARY with a length"
                                     : "make an expression of it unique: `ORM_INDEX(expr(\"...\"), unique)`");
    orm_finding_related(finding, column->type_place, "`%s` is %s", orm_column_label(column), type);
}

static void check_members(OrmRun *run, const OrmIndex *index)
{
    OrmDialect dialect = orm_run_dialect(run);
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        const char *excess = excess_of(element, dialect);
        if (!excess && orm_index_refuses_column(index, element, dialect))
            report_type(run, index, element);
        if (!excess)
            continue;
        g_autofree char *what = orm_index_describe(index);
        OrmFinding *finding =
            orm_report(run, element->place, orm_about_index(index),
                       "%s has a member with %s, which a constraint cannot have in %s", what, excess, title(dialect));
        orm_finding_help(finding, orm_dialect_is_mysql(dialect) ? "name the column alone"
                                                                : "make it a unique index: `ORM_INDEX(..., unique)`");
        return;
    }
}

static void check_index(OrmRun *run, const OrmIndex *index)
{
    OrmDialect dialect = orm_run_dialect(run);
    gboolean postgresql = dialect == ORM_DIALECT_POSTGRESQL, mysql = orm_dialect_is_mysql(dialect);
    if (dialect == ORM_DIALECT_PORTABLE)
        return;
    if (index->kind == ORM_KEY_UNIQUE)
        check_members(run, index);
    if (!postgresql && index->deferrable.value == ORM_YES)
        report_option(run, index, "deferrable", "checks unique constraints at once");
    if (!postgresql && index->nulls_not_distinct.value == ORM_YES)
        report_option(run, index, "nulls_not_distinct", "never lets NULLs collide");
    if (!postgresql && index->kind == ORM_KEY_UNIQUE && index->include->len > 0)
        report_option(run, index, "include", "has no included columns");
    if (mysql && index->unique.value == ORM_YES && index->predicate.text)
        report_option(run, index, "where", "has no partial indexes: all rows would have to be unique");
}

static void check_foreign_key(OrmRun *run, const OrmForeignKey *key)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (!orm_dialect_is_mysql(dialect) || key->deferrable.value != ORM_YES || key->unenforced.value == ORM_YES)
        return;
    OrmFinding *finding = orm_report(run, key->deferrable.place, orm_about_foreign_key(key),
                                     "foreign key of `%s` states `deferrable`, but %s checks foreign keys at once",
                                     orm_foreign_key_label(key), title(dialect));
    orm_finding_help(finding, "remove `deferrable`");
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (dialect == ORM_DIALECT_PORTABLE || dialect == ORM_DIALECT_POSTGRESQL)
        return;
    for (guint i = 0; i < table->excludes->len; i++) {
        const OrmExclude *exclude = g_ptr_array_index(table->excludes, i);
        OrmFinding *finding = orm_report(run, exclude->place, orm_about_exclude(exclude),
                                         "table `%s` has an exclusion constraint, which %s does not know",
                                         orm_table_label(table), title(dialect));
        orm_finding_help(finding, "only PostgreSQL has exclusion constraints; check it in a trigger or in the program");
    }
}

const OrmRule orm_rule_constraint_unsupported = {
    .name = "constraint-unsupported",
    .family = ORM_FAMILY_CONSTRAINT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A constraint says something that the chosen database does not know.",
    .why =
        "The database refuses the table, or drops what it does not know and lets rows in that the model forbids. Only "
        "PostgreSQL has deferrable and NULLS NOT DISTINCT unique constraints, included columns and exclusion "
        "constraints; MySQL and MariaDB have no partial indexes and no deferrable foreign keys; unique constraints "
        "of PostgreSQL and SQLite take no expressions (unique indexes do), nor those of PostgreSQL JSON, XML and "
        "shapes, nor those of MySQL JSON, and BLOB without a prefix. CHECK is enforced by all current versions. "
        "Nothing is said without a `dialect`. Django warns of the same (`models.W036`, `W038`, `W039`, `W044`).",
    .fix = "Remove the option, or keep the rule in another way: a unique index, a trigger, the program.",
    .index = check_index,
    .foreign_key = check_foreign_key,
    .table = check_table,
};
