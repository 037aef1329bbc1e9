/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

/* Stored generated columns may stand in a key on PostgreSQL and MySQL; nowhere else, and virtual ones nowhere. */
static gboolean generated_key_allowed(const OrmRun *run, const OrmColumn *column)
{
    switch (orm_run_dialect(run)) {
    case ORM_DIALECT_POSTGRESQL:
        return column->generated != ORM_GENERATED_VIRTUAL;
    case ORM_DIALECT_MYSQL:
        return column->generated == ORM_GENERATED_STORED;
    default:
        return FALSE;
    }
}

static void report_unresolved(OrmRun *run, const OrmTable *table, const OrmColumnReference *member)
{
    if (member->relationship) {
        OrmFinding *finding =
            orm_report(run, member->place, orm_about_primary_key(table),
                       "the primary key of table `%s` names `%s`, which is a relationship and no column",
                       orm_table_label(table), member->name);
        orm_finding_help(finding, "name the foreign key column of the relationship");
        orm_finding_related(finding, member->relationship->place, "`%s` is a relationship", member->name);
        return;
    }
    if (member->foreign_column) {
        const OrmColumn *column = member->foreign_column;
        OrmFinding *finding =
            orm_report(run, member->place, orm_about_primary_key(table),
                       "the primary key of table `%s` names `%s`, which is a column of the inherited table `%s`",
                       orm_table_label(table), member->name, orm_table_label(column->table));
        orm_finding_help(finding, "name columns of `%s` only", orm_table_label(table));
        orm_finding_related(finding, column->place, "`%s` is declared here", column->name);
        return;
    }
    OrmFinding *finding = orm_report(run, member->place, orm_about_primary_key(table),
                                     "the primary key of table `%s` names `%s`, which is no column of it",
                                     orm_table_label(table), member->name);
    const char *nearest = orm_table_nearest_column(table, member->name);
    if (nearest)
        orm_finding_help(finding, "did you mean `%s`?", nearest);
}

static void report_repeated(OrmRun *run, const OrmTable *table, const OrmColumnReference *member,
                            const OrmColumnReference *first)
{
    OrmFinding *finding = orm_report(run, member->place, orm_about_primary_key(table),
                                     "the primary key of table `%s` names column `%s` twice", orm_table_label(table),
                                     member->column->name);
    orm_finding_related(finding, first->place, "`%s` is named here already", first->name);
}

static void report_generated(OrmRun *run, const OrmTable *table, const OrmColumnReference *member)
{
    const OrmColumn *column = member->column;
    OrmFinding *finding = orm_report(run, member->place, orm_about_primary_key(table),
                                     "the primary key of table `%s` contains the generated column `%s`",
                                     orm_table_label(table), column->name);
    orm_finding_help(finding, "put the columns that `%s` is computed from into the key", column->name);
    orm_finding_related(finding, column->details->computed.place, "`%s` is computed here", column->name);
}

static void check_key(OrmRun *run, const OrmTable *table, const OrmPrimaryKey *key)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *member = g_ptr_array_index(key->columns, i);
        const OrmColumnReference *first = member->column ? g_hash_table_lookup(seen, member->column) : NULL;
        if (!member->column)
            report_unresolved(run, table, member);
        else if (first)
            report_repeated(run, table, member, first);
        else if (member->column->details->computed.text && !generated_key_allowed(run, member->column))
            report_generated(run, table, member);
        if (member->column && !first)
            g_hash_table_insert(seen, member->column, (gpointer)member);
    }
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    for (guint i = 0; !table->is_view && i < table->primary_keys->len; i++)
        check_key(run, table, g_ptr_array_index(table->primary_keys, i));
}

const OrmRule orm_rule_composite_key_member_invalid = {
    .name = "composite-key-member-invalid",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A primary key names a column that is missing, repeated, generated, or stored in a base's table.",
    .why = "The `CREATE TABLE` fails: the database knows no such column, refuses one that is named twice, and (but "
           "for stored ones on PostgreSQL and MySQL) one that is computed. A column of the table that a joined "
           "model inherits from is stored there and cannot be part of this table's key. Django's check "
           "`models.E042` is the model.",
    .fix = "Name columns of the table itself, each once. Relationships are not columns: name their foreign key "
           "column.",
    .table = check_table,
};
