/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

static char *list_keys(const OrmRelationship *relationship)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < relationship->candidates->len; i++)
        g_string_append_printf(list, "%s`%s`", i == 0 ? "" : ", ",
                               orm_foreign_key_label(g_ptr_array_index(relationship->candidates, i)));
    return g_string_free(list, FALSE);
}

/* `customer_id`, or `(region, customer_no)` for a composite key; the target's columns need their table's name in a self
 * reference only. */
static void suggest(OrmFinding *finding, const OrmRelationship *relationship)
{
    const OrmForeignKey *first = g_ptr_array_index(relationship->candidates, 0);
    GString *columns = g_string_new(NULL);
    for (guint i = 0; i < first->columns->len; i++)
        g_string_append_printf(columns, "%s%s", i == 0 ? "" : ", ",
                               ((const OrmColumnReference *)g_ptr_array_index(first->columns, i))->name);
    orm_finding_help(finding, "choose one, for example `foreign_keys=(%s)`", columns->str);
    g_string_free(columns, TRUE);
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    if (relationship->join != ORM_JOIN_AMBIGUOUS || !orm_relationship_leads(relationship) ||
        relationship->candidates->len < 2)
        return;
    g_autofree char *keys = list_keys(relationship);
    OrmFinding *finding =
        orm_report(run, relationship->place, orm_about_relationship(relationship),
                   "relationship `%s` could follow any of %u foreign keys between `%s` and `%s` (%s), and none is "
                   "chosen",
                   orm_relationship_label(relationship), relationship->candidates->len,
                   orm_model_label(relationship->model), orm_model_label(relationship->target), keys);
    for (guint i = 0; i < relationship->candidates->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(relationship->candidates, i);
        orm_finding_related(finding, key->place, "foreign key of `%s`", orm_foreign_key_label(key));
    }
    const OrmRelationship *other = orm_relationship_counterpart(relationship);
    if (other != NULL)
        orm_finding_related(finding, other->place, "its other side `%s`", orm_relationship_label(other));
    suggest(finding, relationship);
}

const OrmRule orm_rule_relationship_ambiguous = {
    .name = "relationship-ambiguous",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "Several foreign keys link the two models of a relationship and none of them is chosen.",
    .why = "An order with a billing and a shipping address has two foreign keys to `addresses`. A relationship that "
           "does not say which of them it follows could show either, and a program that guesses shows the wrong "
           "address or writes the wrong column. SQLAlchemy refuses such a mapping with `AmbiguousForeignKeysError`; "
           "Prisma demands a named relation.\n\n"
           "A key that the other side of `back_populates` has chosen counts for both. With one key in each direction "
           "a scalar follows its own table's key and a collection the target's.",
    .fix = "Choose with `foreign_keys=(column)` on one of the two sides. Names are looked up in the own table, then in "
           "the target's; `table.column` always works.",
    .relationship = check,
};
