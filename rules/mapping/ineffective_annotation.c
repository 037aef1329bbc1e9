/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "analyzer/graph/questions_relationships.h"
#include "analyzer/graph/vocabulary.h"
#include "rules/edit.h"
#include "rules/problem.h"

/* `option` is what is written: "unique", "length=", "ORM_ENUM". */
static OrmFinding *report_option(OrmRun *run, OrmPlace place, const OrmColumn *column, const char *option,
                                 const char *why)
{
    OrmFinding *finding = orm_report(run, place, orm_about_column(column), "`%s` has no effect on column `%s`: %s",
                                     option, orm_column_label(column), why);
    orm_finding_help(finding, "remove `%s`", option);
    return finding;
}

/* Offers to remove the option of an annotation of that kind; in an abstract or embedded struct it may act elsewhere. */
static void offer_removal(OrmFinding *finding, gboolean safe, const OrmColumn *column, const char *kind,
                          const char *key)
{
    if (!orm_column_is_own(column))
        return;
    orm_finding_fix(finding, safe, "remove `%s`", key);
    orm_edit_remove_option(finding, column->annotations, kind, key);
}

/* Types whose values are neither text nor unknown to us: a collation does nothing to them. */
static gboolean has_no_text(const OrmSqlType *type)
{
    switch (type->family) {
    case ORM_SQL_BOOLEAN:
    case ORM_SQL_INTEGER:
    case ORM_SQL_NUMERIC:
    case ORM_SQL_FLOAT:
    case ORM_SQL_BINARY:
    case ORM_SQL_VARBINARY:
    case ORM_SQL_BLOB:
    case ORM_SQL_DATE:
    case ORM_SQL_TIME:
    case ORM_SQL_TIMESTAMP:
    case ORM_SQL_INTERVAL:
    case ORM_SQL_UUID:
    case ORM_SQL_BIT:
        return TRUE;
    default:
        return FALSE;
    }
}

/* A value whose size its C type says already. */
static gboolean has_fixed_size(const OrmField *field)
{
    switch (field->type->kind) {
    case ORM_C_BOOL:
    case ORM_C_CHAR:
    case ORM_C_SIGNED:
    case ORM_C_UNSIGNED:
    case ORM_C_FLOAT:
    case ORM_C_ENUM:
        return TRUE;
    default:
        return FALSE;
    }
}

/* The field that `length=` names was no column because of it. */
static void report_length(OrmRun *run, const OrmColumn *column)
{
    OrmFinding *finding = report_option(run, column->details->length_field.place, column,
                                        "length=", "a value of fixed size has no length");
    offer_removal(finding, TRUE, column, "column", "length");
    if (finding->fix != NULL)
        orm_edit_release(finding, column->owner, column->details->length_field.text);
}

static void check_options(OrmRun *run, const OrmColumn *column)
{
    if (column->flags->unique.value == ORM_YES && orm_table_single_key(column->table) == column &&
        orm_run_is_first_at(run, column->flags->unique.place))
        offer_removal(report_option(run, column->flags->unique.place, column, "unique",
                                    "a primary key of one column is unique already"),
                      TRUE, column, "column", "unique");
    if (column->details->length_field.text && has_fixed_size(column->field) &&
        orm_run_is_first_at(run, column->details->length_field.place))
        report_length(run, column);
    if (column->details->collation.text && has_no_text(&column->type) &&
        orm_run_is_first_at(run, column->details->collation.place))
        offer_removal(report_option(run, column->details->collation.place, column, "collate=", "it holds no text"),
                      TRUE, column, "column", "collate");
    if (column->details->renamed_from.text && g_str_equal(column->details->renamed_from.text, column->name) &&
        orm_run_is_first_at(run, column->details->renamed_from.place))
        offer_removal(
            report_option(run, column->details->renamed_from.place, column, "renamed_from=", "that is its name now"),
            TRUE, column, "column", "renamed_from");
}

static const OrmAnnotation *enum_annotation(const OrmColumn *column)
{
    for (guint i = 0; i < column->annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(column->annotations, i);
        if (g_str_equal(annotation->kind, "enum"))
            return annotation;
    }
    return NULL;
}

static const OrmCType *value_type(const OrmField *field)
{
    const OrmCType *type = field->type;
    while (type->inner)
        type = type->inner;
    return type;
}

static gboolean any_constant_begins_with(const OrmEnum *enumeration, const char *prefix)
{
    for (guint i = 0; i < enumeration->constants->len; i++) {
        if (g_str_has_prefix(g_array_index(enumeration->constants, OrmEnumConstant, i).name, prefix))
            return TRUE;
    }
    return FALSE;
}

/* The option of ORM_ENUM that does nothing with the enum stored as it is; NULL: all act. */
static const char *idle_enum_option(const OrmColumnEnum *kept, const OrmAnnotation *annotation, const char **why)
{
    gboolean checked = kept->check.value == ORM_YES;
    const char *prefix = orm_annotation_text(annotation, "prefix").text;
    if (kept->storage == ORM_ENUM_STORED_INTEGER) {
        *why = "its constants are stored as integers, without labels";
        if (prefix)
            return "prefix";
        return orm_annotation_flag(annotation, "lowercase").value == ORM_YES ? "lowercase" : NULL;
    }
    *why = "no constant begins with it";
    if (prefix && !any_constant_begins_with(kept->enumeration, prefix))
        return "prefix";
    *why = "the database's own type allows no other value";
    if (kept->storage == ORM_ENUM_STORED_NATIVE)
        return checked ? "check" : NULL;
    *why = "it would name the CHECK, which `check` asks for";
    return kept->name.text && !checked ? "name" : NULL;
}

static void check_enum(OrmRun *run, const OrmColumn *column)
{
    const OrmAnnotation *annotation = enum_annotation(column);
    if (!annotation)
        return;
    if (!column->enumeration->enumeration) {
        const OrmCType *type = value_type(column->field);
        if (type->kind != ORM_C_ENUM && type->kind != ORM_C_OTHER && orm_run_is_first_at(run, annotation->kind_place)) {
            g_autofree char *why =
                g_strdup_printf("it is of type `%s`, which is no enum", column->field->type->spelling);
            OrmFinding *finding = report_option(run, annotation->kind_place, column, "ORM_ENUM", why);
            if (orm_column_is_own(column)) {
                orm_finding_fix(finding, TRUE, "remove `ORM_ENUM`");
                orm_finding_edit(finding, ORM_EDIT_REMOVE_ANNOTATION, annotation->place, annotation->kind, NULL);
            }
        }
        return;
    }
    const char *why = NULL;
    const char *option = column->type_stated ? NULL : idle_enum_option(column->enumeration, annotation, &why);
    const OrmArgument *argument = option ? orm_annotation_argument(annotation, option) : NULL;
    if (argument && orm_run_is_first_at(run, argument->place))
        offer_removal(report_option(run, argument->place, column, option, why), TRUE, column, "enum", option);
}

/* `initially=immediate` is what every constraint is. */
static gboolean defers_in_vain(const OrmStated *initially, const OrmFlag *deferrable)
{
    return initially->text && g_ascii_strcasecmp(initially->text, "deferred") == 0 && deferrable->value == ORM_UNKNOWN;
}

/* It changes the constraint, though as was evidently meant. */
static void offer_deferrable(OrmFinding *finding, const OrmAnnotation *annotation)
{
    if (annotation == NULL)
        return;
    orm_finding_fix(finding, FALSE, "add `deferrable`");
    orm_edit_add(finding, annotation, "deferrable");
}

static void check_deferral(OrmRun *run, const OrmTable *table)
{
    for (guint i = 0; i < table->foreign_keys->len; i++) {
        const OrmForeignKey *key = g_ptr_array_index(table->foreign_keys, i);
        if (!defers_in_vain(&key->initially, &key->deferrable) || !orm_run_is_first_at(run, key->initially.place))
            continue;
        OrmFinding *finding =
            orm_report(run, key->initially.place, orm_about_foreign_key(key),
                       "`initially=deferred` has no effect on the foreign key of `%s`: it is not deferrable",
                       orm_foreign_key_label(key));
        orm_finding_help(finding, "add `deferrable`");
        offer_deferrable(finding, key->annotation);
    }
    for (guint i = 0; i < table->indexes->len; i++) {
        const OrmIndex *index = g_ptr_array_index(table->indexes, i);
        if (!defers_in_vain(&index->initially, &index->deferrable) || !orm_run_is_first_at(run, index->initially.place))
            continue;
        OrmFinding *finding =
            orm_report(run, index->initially.place, orm_about_index(index),
                       "`initially=deferred` has no effect on a unique constraint of table `%s`: it is not "
                       "deferrable",
                       orm_table_label(table));
        orm_finding_help(finding, "add `deferrable`");
        offer_deferrable(finding, index->annotation);
    }
}

/* The fields of a base or an embedded struct are met in each model that has them. */
static void check_table(OrmRun *run, const OrmTable *table)
{
    if (table->renamed_from.text && g_str_equal(table->renamed_from.text, table->name)) {
        OrmFinding *finding =
            orm_report(run, table->renamed_from.place, orm_about_table(table),
                       "`renamed_from=` has no effect on table `%s`: that is its name now", orm_table_label(table));
        orm_finding_help(finding, "remove `renamed_from=`");
        orm_finding_fix(finding, TRUE, "remove `renamed_from`");
        if (table->model != NULL)
            orm_edit_remove_option(finding, table->model->annotations, "table", "renamed_from");
    }
    for (guint i = 0; i < table->columns->len; i++) {
        check_options(run, g_ptr_array_index(table->columns, i));
        check_enum(run, g_ptr_array_index(table->columns, i));
    }
    check_deferral(run, table);
}

/* A many-to-one leads to one row, which is not put in order and not deleted with this one. */
static void check_relationship(OrmRun *run, const OrmRelationship *relationship)
{
    if (relationship->join != ORM_JOIN_RESOLVED || relationship->direction != ORM_MANY_TO_ONE ||
        orm_relationship_is_viewonly(relationship) || orm_relationship_has_own_join(relationship))
        return;
    const char *const options[] = {"order_by",
                                   orm_relationship_has_passive_deletes(relationship) ? "passive_deletes" : NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(options); i++) {
        const OrmArgument *argument = options[i] ? orm_annotation_argument(relationship->annotation, options[i]) : NULL;
        if (!argument)
            continue;
        OrmFinding *finding =
            orm_report(run, argument->place, orm_about_relationship(relationship),
                       "`%s` has no effect on relationship `%s`: it is many-to-one and leads to a single row of `%s`",
                       options[i], orm_relationship_label(relationship), orm_model_label(relationship->target));
        orm_finding_help(finding, "remove `%s`, or state it on the collection of `%s`", options[i],
                         orm_model_label(relationship->target));
        if (!orm_relationship_is_own(relationship))
            continue;
        orm_finding_fix(finding, TRUE, "remove `%s`", options[i]);
        orm_edit_remove(finding, argument);
    }
}

/* What the vocabulary can tell from the annotations alone. */
static void check_problem(OrmRun *run, const OrmProblem *problem)
{
    if (problem->kind != ORM_PROBLEM_INEFFECTIVE)
        return;
    OrmFinding *finding = orm_report_problem(run, problem);
    if (problem->argument == NULL)
        return;
    /* The option that is missing may be what was meant. */
    const OrmArgument *argument = problem->argument;
    orm_finding_fix(finding, FALSE, "remove `%s`", argument->key != NULL ? argument->key : argument->value->text);
    orm_edit_remove(finding, argument);
}

const OrmRule orm_rule_ineffective_annotation = {
    .name = "ineffective-annotation",
    .family = ORM_FAMILY_MAPPING,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "An option has no effect where it stands.",
    .why = "Whoever wrote it believes in something that does not happen: that a key is checked at COMMIT, that "
           "labels are shortened, that a number has a length. Sometimes the option is superfluous (`unique` on a "
           "primary key of one column); sometimes another one is missing that it needs (`deferrable`, "
           "`storage=string`). Django has a warning for most of its such options (`fields.W122`, `W340` to `W346`), "
           "and openradtool for redundant flags. To state `not_null` or `nullable` where it holds anyway is fine.",
    .fix = "Remove the option, or add the one that it needs.",
    .problem = check_problem,
    .relationship = check_relationship,
    .table = check_table,
};
