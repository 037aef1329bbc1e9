/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include "analyzer/graph/questions_relationships.h"

/* The column that decides: the one that may be NULL, or the first of a key that may not. */
static const OrmColumn *deciding_column(const OrmForeignKey *key, OrmTruth nullable)
{
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(key->columns, i);
        if (reference->column != NULL && reference->column->nullable == nullable)
            return reference->column;
    }
    return NULL;
}

static void check(OrmRun *run, const OrmRelationship *relationship)
{
    const OrmForeignKey *key = relationship->foreign_key;
    const OrmCType *type = relationship->field->type;
    if (relationship->join != ORM_JOIN_RESOLVED || relationship->direction != ORM_MANY_TO_ONE || key == NULL ||
        relationship->shape != ORM_SHAPE_SCALAR || type->kind != ORM_C_POINTER ||
        orm_relationship_has_own_join(relationship))
        return;
    OrmTruth nullable = orm_foreign_key_nullable(key);
    gboolean required = type->nullability == ORM_NULLABILITY_NONNULL && nullable == ORM_YES;
    gboolean optional = type->nullability == ORM_NULLABILITY_NULLABLE && nullable == ORM_NO;
    const OrmColumn *column = deciding_column(key, nullable);
    if ((!required && !optional) || column == NULL)
        return;
    const char *label = orm_relationship_label(relationship);
    OrmFinding *finding = orm_report(run, relationship->place, orm_about_relationship(relationship),
                                     required ? "relationship `%s` is declared `_Nonnull`, but its foreign key column "
                                                "`%s` may be NULL"
                                              : "relationship `%s` is declared `_Nullable`, but its foreign key column "
                                                "`%s` is NOT NULL",
                                     label, orm_column_label(column));
    orm_finding_related(finding, column->place, "`%s` is %s", orm_column_label(column),
                        required ? "nullable" : "NOT NULL");
    /* What the pointer says follows the column, which the database keeps; to promise more may break code. */
    orm_finding_fix(finding, required, "declare the pointer `%s`", required ? "_Nullable" : "_Nonnull");
    orm_finding_edit(finding, ORM_EDIT_QUALIFY_POINTER, relationship->place, relationship->field->name,
                     required ? "_Nullable" : "_Nonnull");
    if (required)
        orm_finding_help(finding, "add `not_null` to `%s`, or declare the pointer `_Nullable`", column->field_path);
    else
        orm_finding_help(finding, "declare the pointer `_Nonnull`, or add `nullable` to `%s`", column->field_path);
}

const OrmRule orm_rule_relationship_nullability = {
    .name = "relationship-nullability",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A relationship is declared `_Nonnull` over a nullable foreign key, or `_Nullable` over a NOT NULL one.",
    .why =
        "The compiler and the reader trust `_Nonnull`. If the foreign key column may be NULL, a row without the link "
        "yields a null pointer that nobody checks, and the program crashes on real data. In the other direction code "
        "that sets the pointer to NULL compiles, and the UPDATE fails on the NOT NULL column. Prisma makes the same "
        "comparison between a relation's arity and its scalar fields.\n\n"
        "Only what is stated is compared: a pointer without `_Nonnull` or `_Nullable` says nothing.",
    .fix = "Make the two agree: `not_null` or `nullable` on the foreign key column, or the other qualifier on the "
           "pointer.",
    .relationship = check,
};
