/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/edit.h"

/* Columns of a key or an index, in its order: of const OrmColumn *. */
static GPtrArray *index_columns(const OrmIndex *index)
{
    GPtrArray *columns = g_ptr_array_new();
    for (guint i = 0; i < index->elements->len; i++)
        g_ptr_array_add(columns, ((const OrmIndexElement *)g_ptr_array_index(index->elements, i))->reference.column);
    return columns;
}

static GPtrArray *reference_columns(const GPtrArray *references)
{
    GPtrArray *columns = g_ptr_array_new();
    for (guint i = 0; i < references->len; i++)
        g_ptr_array_add(columns, ((const OrmColumnReference *)g_ptr_array_index(references, i))->column);
    return columns;
}

static gboolean begins_with(const GPtrArray *columns, const GPtrArray *target)
{
    for (guint i = 0; i < target->len; i++) {
        if (i >= columns->len || columns->pdata[i] != target->pdata[i])
            return FALSE;
    }
    return TRUE;
}

static gboolean same_set(const GPtrArray *columns, const GPtrArray *target)
{
    for (guint i = 0; i < target->len; i++) {
        if (!g_ptr_array_find((GPtrArray *)columns, target->pdata[i], NULL))
            return FALSE;
    }
    return columns->len == target->len;
}

/* What the keys of the parent have to do with the target. */
typedef struct {
    const GPtrArray *target;
    gboolean ordered;   /* some key has its columns in its order */
    OrmPlace reordered; /* a key that has them in another one */
    GPtrArray *order;   /* the columns of that key, in its order; NULL until one is found; owned */
} Search;

static void look_at(Search *search, GPtrArray *columns, OrmPlace place)
{
    if (!same_set(columns, search->target))
        return;
    if (begins_with(columns, search->target))
        search->ordered = TRUE;
    else if (!orm_place_known(&search->reordered)) {
        search->reordered = place;
        search->order = g_ptr_array_ref(columns);
    }
}

static void look_at_index(Search *search, const OrmIndex *index, gboolean mysql)
{
    g_autoptr(GPtrArray) columns = index_columns(index);
    if (orm_index_is_plain_unique(index))
        look_at(search, columns, index->place);
    /* InnoDB is content with any index that begins with the columns, and an index that could not be read may be one. */
    if (!index->elements_known || (mysql && begins_with(columns, search->target)))
        search->ordered = TRUE;
}

static void replace(OrmFinding *finding, const GPtrArray *references, guint at, guint from)
{
    const OrmColumnReference *old = g_ptr_array_index(references, at), *new = g_ptr_array_index(references, from);
    orm_finding_edit(finding, ORM_EDIT_REPLACE, old->place, old->name, new->name);
}

/* Both sides in the order of the parent's key, the pairs kept. */
static void offer_order(OrmFinding *finding, const OrmForeignKey *key, const GPtrArray *target, GPtrArray *order)
{
    orm_finding_fix(finding, TRUE, "list the columns in the order of the key of `%s`", orm_table_label(key->parent));
    for (guint i = 0; i < order->len; i++) {
        guint from = 0;
        while (target->pdata[from] != order->pdata[i])
            from++;
        if (from == i)
            continue;
        replace(finding, key->columns, i, from);
        replace(finding, key->parent_columns, i, from);
    }
}

static void report(OrmRun *run, const OrmForeignKey *key, const Search *search, gboolean mysql)
{
    OrmFinding *finding =
        orm_report_as(run, mysql ? ORM_SEVERITY_ERROR : ORM_SEVERITY_WARNING, orm_references_place(key->parent_columns),
                      orm_about_foreign_key(key),
                      "foreign key of `%s` lists the columns `%s` of `%s` in another order than their key",
                      orm_foreign_key_label(key), orm_columns_label(key->parent_columns), orm_table_label(key->parent));
    orm_finding_help(finding,
                     mysql ? "list them, and their own columns with them, in the key's order: InnoDB refuses any other"
                           : "list them, and their own columns with them, in the key's order");
    orm_finding_related(finding, search->reordered, "the key of `%s` is stated here", orm_table_label(key->parent));
    offer_order(finding, key, search->target, search->order);
}

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    if (!orm_foreign_key_resolved(key) || key->columns->len < 2 || key->parent_key_implied)
        return;
    gboolean mysql = orm_dialect_is_mysql(orm_run_dialect(run));
    const OrmTable *parent = key->parent;
    g_autoptr(GPtrArray) target = reference_columns(key->parent_columns);
    Search search = {.target = target};
    for (guint i = 0; i < parent->primary_keys->len; i++) {
        const OrmPrimaryKey *primary_key = g_ptr_array_index(parent->primary_keys, i);
        g_autoptr(GPtrArray) columns = reference_columns(primary_key->columns);
        look_at(&search, columns, primary_key->place);
    }
    for (guint i = 0; i < parent->indexes->len; i++)
        look_at_index(&search, g_ptr_array_index(parent->indexes, i), mysql);
    if (!search.ordered && search.order != NULL)
        report(run, key, &search, mysql);
    g_clear_pointer(&search.order, g_ptr_array_unref);
}

const OrmRule orm_rule_fk_column_order = {
    .name = "fk-column-order",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A composite foreign key lists the referenced columns in another order than the key that holds them.",
    .why = "InnoDB wants an index of the parent that begins with the referenced columns in the listed order, and "
           "refuses the constraint without one (there it is an error). Elsewhere it works, but the index made for "
           "the foreign key's columns rarely matches the parent's, and a reader who relies on the key's order pairs "
           "the wrong columns. Prisma and skeema compare the order as well.",
    .fix = "List both sides in the order of the parent's key, keeping the pairs: `ORM_FOREIGN_KEY((region, "
           "customer_id), customers(region, id))`.",
    .foreign_key = check_key,
};
