/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

/* Whether another foreign key, one that is checked always, holds the column. */
static gboolean covered_by_other(const OrmForeignKey *key, const OrmColumn *column)
{
    for (guint i = 0; i < column->foreign_keys->len; i++) {
        const OrmForeignKey *other = g_ptr_array_index(column->foreign_keys, i);
        if (other != key && orm_foreign_key_nullable(other) == ORM_NO)
            return TRUE;
    }
    return FALSE;
}

static gboolean matches_simply(const OrmForeignKey *key)
{
    return !key->match.text || g_ascii_strcasecmp(key->match.text, "simple") == 0;
}

/* The first column that may be NULL where others may not and are checked by nothing else; NULL: none, or not known. */
static const OrmColumnReference *nullable_member(const OrmForeignKey *key)
{
    const OrmColumnReference *nullable = NULL;
    gboolean unchecked = FALSE;
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *member = g_ptr_array_index(key->columns, i);
        if (member->column->nullable == ORM_UNKNOWN)
            return NULL;
        if (member->column->nullable == ORM_NO)
            unchecked = unchecked || !covered_by_other(key, member->column);
        else if (!nullable)
            nullable = member;
    }
    return unchecked ? nullable : NULL;
}

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    if (!orm_foreign_key_resolved(key) || key->columns->len < 2 || key->unenforced.value == ORM_YES ||
        !matches_simply(key))
        return;
    const OrmColumnReference *member = nullable_member(key);
    if (!member)
        return;
    OrmFinding *finding =
        orm_report(run, member->place, orm_about_foreign_key(key),
                   "foreign key of `%s` to `%s` goes unchecked while `%s` is NULL, although other columns "
                   "of it are NOT NULL",
                   orm_foreign_key_label(key), orm_table_label(key->parent), member->column->name);
    orm_finding_help(
        finding, "make all its columns nullable or none, state `match=full`, or add a foreign key over the NOT NULL "
                 "columns");
    orm_finding_related(finding, member->column->place, "`%s` may be NULL", member->column->name);
}

const OrmRule orm_rule_composite_fk_partial_null = {
    .name = "composite-fk-partial-null",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "Only some columns of a composite foreign key may be NULL, so the others go unchecked whenever one "
               "is.",
    .why = "Under MATCH SIMPLE, which is what every database does unless told otherwise, one NULL switches the "
           "whole constraint off: the columns that are NOT NULL keep a value that no parent need have. "
           "pg-index-health reports such keys and Prisma has test cases for them. Nothing is wrong where another "
           "foreign key checks the NOT NULL columns, as one to the tenant does beside the optional one to a row of "
           "that tenant.",
    .fix = "Make all columns nullable or none; or state `match=full` (PostgreSQL); or add a foreign key over the "
           "NOT NULL columns.",
    .foreign_key = check_key,
};
