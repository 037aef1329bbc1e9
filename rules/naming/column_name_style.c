/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/reserved_words.h"
#include "rules/edit.h"
#include "rules/naming/style.h"

static gboolean names(const GPtrArray *references, const OrmColumn *column)
{
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        if (reference->column == column && !g_str_equal(reference->name, column->field_path))
            return TRUE;
    }
    return FALSE;
}

static gboolean is_in_index(const OrmIndex *index, const OrmColumn *column)
{
    if (index->definition.text != NULL || index->predicate.text != NULL || names(index->include, column))
        return TRUE;
    for (guint i = 0; i < index->elements->len; i++) {
        const OrmIndexElement *element = g_ptr_array_index(index->elements, i);
        if (element->expression != NULL ||
            (element->reference.column == column && !g_str_equal(element->reference.name, column->field_path)))
            return TRUE;
    }
    return FALSE;
}

/* Whether something beside the field may say the column's SQL name: a key, an index, SQL text. */
static gboolean is_named_elsewhere(const OrmColumn *column)
{
    const OrmTable *table = column->table;
    gboolean found = table->checks->len > 0 || table->excludes->len > 0;
    for (guint i = 0; i < table->primary_keys->len; i++) {
        const OrmPrimaryKey *key = g_ptr_array_index(table->primary_keys, i);
        found = found || (key->annotation != NULL && names(key->columns, column));
    }
    for (guint i = 0; i < table->indexes->len; i++)
        found = found || is_in_index(g_ptr_array_index(table->indexes, i), column);
    for (guint i = 0; i < table->foreign_keys->len; i++)
        found = found || names(((const OrmForeignKey *)g_ptr_array_index(table->foreign_keys, i))->columns, column);
    for (guint i = 0; i < column->referenced_by->len; i++)
        found = found ||
                names(((const OrmForeignKey *)g_ptr_array_index(column->referenced_by, i))->parent_columns, column);
    for (guint i = 0; i < table->columns->len; i++)
        found = found || ((const OrmColumn *)g_ptr_array_index(table->columns, i))->details->computed.text != NULL;
    for (guint i = 0; table->model != NULL && i < table->model->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(table->model->relationships, i);
        found = found || relationship->primaryjoin.text != NULL || relationship->foreign_keys->len > 0 ||
                relationship->order_by->len > 0;
    }
    return found;
}

static const OrmAnnotation *column_annotation(const OrmColumn *column)
{
    for (guint i = 0; i < column->annotations->len; i++) {
        const OrmAnnotation *annotation = g_ptr_array_index(column->annotations, i);
        if (g_str_equal(annotation->kind, "column"))
            return annotation;
    }
    return NULL;
}

/* A field's own name stays: the column gets one beside it; none that every query would have to quote. */
static void offer(OrmFinding *finding, const OrmColumn *column, const char *name, OrmDialect dialect)
{
    gboolean stated = orm_place_compare(&column->name_place, &column->place) != 0;
    if (orm_is_reserved_word(name, dialect) || !orm_column_is_own(column) || is_named_elsewhere(column) ||
        (!stated && column_annotation(column) != NULL))
        return;
    orm_finding_fix(finding, FALSE, "name the column `%s`", name);
    if (stated)
        orm_edit_replace_name(finding, column->name_place, column->name, name);
    else
        orm_edit_annotate(finding, column->field, "ORM_COLUMN(\"%s\")", name);
}

/* By SQL name, in any case. */
static const OrmColumn *column_called(const OrmTable *table, const char *name)
{
    for (guint i = 0; i < table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(table->columns, i);
        if (g_ascii_strcasecmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const char *const *styles = orm_run_list(run, "case");
    if (orm_name_has_style(column->name, styles))
        return;
    g_autofree char *choices = orm_name_choices(styles), *better = orm_name_in_style(column->name, styles[0]);
    OrmFinding *finding = orm_report(run, column->name_place, orm_about_column(column),
                                     "name `%s` of a column of table `%s` is not in %s", column->name,
                                     orm_table_label(column->table), choices);
    const char *const first[] = {styles[0], NULL};
    const OrmColumn *taken = column_called(column->table, better);
    if (!orm_name_has_style(better, first))
        return;
    if (taken != NULL && taken != column) {
        orm_finding_help(finding, "there is a column `%s` already: tell them apart by other words", better);
        orm_finding_related(finding, taken->name_place, "`%s` is named here", taken->name);
        return;
    }
    orm_finding_help(finding, "call it `%s`", better);
    offer(finding, column, better, orm_run_dialect(run));
}

static const OrmRuleOption options[] = {
    {"case", ORM_RULE_OPTION_LIST, "snake_case", "The styles that a name may have; an empty list allows all.",
     ORM_NAME_STYLES},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_column_name_style = {
    .name = "column-name-style",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "The name of a column is not in the project's style.",
    .why =
        "Columns in several styles, `createdAt` beside `updated_at`, have to be looked up one by one, and in "
        "PostgreSQL a name with capitals has to be quoted in every query: `SELECT createdAt` asks for a column "
        "`createdat`, which is not there. A C field may keep its own style, as the column can be named apart from it. "
        "Without options, names are in `snake_case`. prisma-lint (`field-name-mapping-snake-case`) and "
        "pg-index-health check the same.",
    .fix = "Name the column apart from the field, `ORM_COLUMN(\"created_at\")`, and rename it by a migration in the "
           "database; or state the style that the project has.",
    .options = options,
    .column = check_column,
};
