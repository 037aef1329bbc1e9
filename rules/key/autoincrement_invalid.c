/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/edit.h"

static gboolean counts_up(const OrmColumn *column)
{
    return column->flags->autoincrement.value == ORM_YES || column->identity != ORM_IDENTITY_NONE;
}

static OrmPlace option_place(const OrmColumn *column)
{
    return column->flags->autoincrement.value == ORM_YES ? column->flags->autoincrement.place
                                                         : column->details->identity_place;
}

/* An unsigned 64-bit field is NUMERIC(20) where the dialect has no such integer; portably that is for the dialect to
 * say. */
static gboolean type_is_wrong(const OrmRun *run, const OrmColumn *column)
{
    const OrmSqlType *type = &column->type;
    if (type->family == ORM_SQL_UNKNOWN)
        return FALSE;
    if (type->family == ORM_SQL_NUMERIC && orm_run_dialect(run) == ORM_DIALECT_PORTABLE && type->array_depth == 0)
        return type->scale > 0;
    return type->family != ORM_SQL_INTEGER || type->array_depth > 0;
}

/* Whether some key or index begins with the column, which InnoDB demands of a counter. */
static gboolean leads_an_index(const OrmColumn *column)
{
    const OrmTable *table = column->table;
    if (table->primary_key) {
        const GPtrArray *members = table->primary_key->columns;
        if (members->len == 0 || ((const OrmColumnReference *)g_ptr_array_index(members, 0))->column == column)
            return TRUE;
    }
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (!index->elements_known)
            return TRUE;
        if (index->elements->len > 0 &&
            ((const OrmIndexElement *)g_ptr_array_index(index->elements, 0))->reference.column == column)
            return TRUE;
    }
    return FALSE;
}

/* SQLite counts up only the rowid, which a primary key of one integer column is another name of. */
static const char *sqlite_fault(const OrmColumn *column)
{
    if (!column->in_primary_key)
        return "it is not the primary key, and SQLite counts up nothing else";
    if (!orm_table_single_key(column->table))
        return "it is a part of a composite key, which SQLite does not count up";
    if (column->table->without_rowid.value == ORM_YES)
        return "it is the key of a table without rowid, where SQLite counts nothing up";
    return NULL;
}

/* What is wrong with the place of the column, as the end of a sentence that begins with its name; NULL: nothing. */
static const char *fault_of(const OrmRun *run, const OrmColumn *column)
{
    OrmDialect dialect = orm_run_dialect(run);
    if (column->flags->autoincrement.value != ORM_YES)
        return NULL;
    if (dialect == ORM_DIALECT_SQLITE)
        return sqlite_fault(column);
    if (orm_dialect_is_mysql(dialect) && !leads_an_index(column))
        return "no key or index begins with it, as MySQL demands";
    return NULL;
}

static void offer_removal(OrmFinding *finding, const OrmColumn *column)
{
    const char *option = column->flags->autoincrement.value == ORM_YES ? "autoincrement" : "identity";
    if (!orm_column_is_own(column))
        return;
    orm_finding_fix(finding, FALSE, "remove `%s`", option);
    orm_edit_remove_option(finding, column->annotations, "column", option);
}

/* MySQL needs a key to begin with the column, and then counts it up as was meant. */
static void offer_index(OrmFinding *finding, const OrmColumn *column)
{
    if (!orm_column_is_own(column) || column->flags->index.value != ORM_UNKNOWN)
        return;
    orm_finding_fix(finding, TRUE, "add `index`");
    orm_edit_add_flag(finding, column, "index");
}

static gboolean report(OrmRun *run, const OrmColumn *column)
{
    if (type_is_wrong(run, column)) {
        g_autofree char *type = orm_sql_type_to_string(&column->type, orm_run_dialect(run));
        OrmFinding *finding =
            orm_report(run, option_place(column), orm_about_column(column),
                       "column `%s` is to count up but is %s: only an integer can", orm_column_label(column), type);
        orm_finding_help(finding, "make it an integer, or remove `%s`",
                         column->flags->autoincrement.value == ORM_YES ? "autoincrement" : "identity=");
        offer_removal(finding, column);
        return TRUE;
    }
    const char *fault = fault_of(run, column);
    if (fault) {
        OrmFinding *finding = orm_report(run, option_place(column), orm_about_column(column),
                                         "column `%s` is `autoincrement`, but %s", orm_column_label(column), fault);
        orm_finding_help(finding,
                         orm_run_dialect(run) == ORM_DIALECT_SQLITE
                             ? "only `ORM_COLUMN(primary_key)` on one integer column counts up; remove `autoincrement`"
                             : "add `index` to it, or remove `autoincrement`");
        if (orm_run_dialect(run) == ORM_DIALECT_SQLITE)
            offer_removal(finding, column);
        else
            offer_index(finding, column);
    }
    return fault != NULL;
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    const OrmColumn *first = NULL;
    for (guint i = 0; !table->is_view && i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (!counts_up(column) || report(run, column) || column->flags->autoincrement.value != ORM_YES)
            continue;
        if (!first) {
            first = column;
        } else if (orm_run_dialect(run) != ORM_DIALECT_POSTGRESQL) {
            OrmFinding *finding =
                orm_report(run, column->flags->autoincrement.place, orm_about_column(column),
                           "column `%s` is the second column of table `%s` with `autoincrement`, after `%s`",
                           column->name, orm_table_label(table), first->name);
            orm_finding_help(finding, "a table counts up one column");
            offer_removal(finding, column);
            orm_finding_related(finding, first->flags->autoincrement.place, "the first is here");
        }
    }
}

const OrmRule orm_rule_autoincrement_invalid = {
    .name = "autoincrement-invalid",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A column is to count up that is no integer, is the second one of its table, or stands where the "
               "database cannot count it up.",
    .why = "Only integers count up; MySQL and SQLite allow one counter in a table. SQLite accepts `AUTOINCREMENT` "
           "on a single integer primary key only, MySQL `AUTO_INCREMENT` on a column that some key begins with. "
           "Elsewhere the `CREATE TABLE` fails, or the option is dropped and the program waits for values that "
           "never come. SQLAlchemy, Prisma, TypeORM and openradtool check the same. PostgreSQL may have several "
           "such columns.",
    .fix = "Give the column an integer type, make it the primary key (MySQL: or index it), or remove "
           "`autoincrement`.",
    .table = check_table,
};
