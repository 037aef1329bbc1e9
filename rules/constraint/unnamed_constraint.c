/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "analyzer/graph/questions_indexes.h"
#include "rules/edit.h"
#include "rules/rule.h"

static OrmFinding *report(OrmRun *run, OrmPlace place, OrmAbout about, const char *what)
{
    OrmFinding *finding = orm_report(run, place, about, "%s has no name", what);
    orm_finding_help(finding, "state `name=`, or a `naming:` convention in the configuration");
    return finding;
}

/* SQLAlchemy's customary name: "fk_orders_customer_id". Nothing for a name that would have to be quoted. */
static void name_it(OrmFinding *finding, const OrmAnnotation *annotation, const char *prefix, const OrmColumn *column)
{
    g_autofree char *name = g_strdup_printf("%s_%s_%s", prefix, column->table->name, column->name);
    if (!orm_matches(name, "(?i)^[a-z_][a-z0-9_]{0,62}$"))
        return;
    orm_finding_fix(finding, FALSE, "name it `%s`", name);
    orm_edit_add(finding, annotation, "name=%s", name);
}

static void check_index(OrmRun *run, const OrmIndex *index)
{
    if (index->kind != ORM_KEY_UNIQUE || index->name || index->table->is_view || index->table->unmanaged)
        return;
    g_autofree char *what = orm_index_describe(index);
    report(run, index->place, orm_about_index(index), what);
}

static void check_foreign_key(OrmRun *run, const OrmForeignKey *key)
{
    if (key->name || key->unenforced.value == ORM_YES || key->child->is_view || key->child->unmanaged)
        return;
    g_autofree char *what = g_strdup_printf("foreign key of `%s` to `%s`", orm_foreign_key_label(key),
                                            key->parent ? orm_table_label(key->parent) : key->parent_name);
    OrmFinding *finding = report(run, key->place, orm_about_foreign_key(key), what);
    if (key->on_column && orm_column_is_own(key->on_column))
        name_it(finding, key->annotation, "fk", key->on_column);
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    if (table->is_view || table->unmanaged)
        return;
    for (guint i = 0; i < table->checks->len; i++) {
        const OrmCheck *check = g_ptr_array_index(table->checks, i);
        g_autofree char *what = g_strdup_printf("CHECK (%s) of table `%s`", check->expression.text, table->name);
        if (!check->name)
            report(run, check->place, orm_about_check(check), what);
    }
    for (guint i = 0; i < table->excludes->len; i++) {
        const OrmExclude *exclude = g_ptr_array_index(table->excludes, i);
        g_autofree char *what = g_strdup_printf("exclusion constraint of table `%s`", table->name);
        if (!exclude->name)
            report(run, exclude->place, orm_about_exclude(exclude), what);
    }
}

const OrmRule orm_rule_unnamed_constraint = {
    .name = "unnamed-constraint",
    .family = ORM_FAMILY_CONSTRAINT,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A unique, foreign key, CHECK or exclusion constraint has no name.",
    .why = "Every database makes up a name of its own for it, so that no migration can drop or change the constraint "
           "without looking the name up first, and error messages name something nobody has written. Alembic does not "
           "detect changes of unnamed constraints. Primary keys need no name: a table has one.",
    .fix = "State `name=`, or let the configuration name all of them: `naming: {uq: \"uq_%(table)s_%(columns)s\"}`.",
    .index = check_index,
    .foreign_key = check_foreign_key,
    .table = check_table,
};
