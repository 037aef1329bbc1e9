/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/reserved_words.h"
#include "rules/edit.h"
#include "rules/naming/style.h"

static gboolean has_prefix(const char *name, const char *const *prefixes)
{
    gboolean any = prefixes[0] == NULL;
    for (; *prefixes != NULL; prefixes++)
        any = any || g_str_has_prefix(name, *prefixes);
    return any;
}

static gboolean has_number(const char *name, const char *const *numbers)
{
    return numbers[0] == NULL || (g_strv_contains(numbers, "plural") && orm_name_is_plural(name)) ||
           (g_strv_contains(numbers, "singular") && orm_name_is_singular(name));
}

/* What is wrong with a name, as the end of a sentence; "" when nothing is. Free with g_free. */
static char *faults_of(const OrmRun *run, const char *name)
{
    g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func(g_free);
    const char *const *styles = orm_run_list(run, "case"), *const *prefixes = orm_run_list(run, "prefix");
    g_autofree char *style_names = orm_name_choices(styles), *prefix_names = orm_name_choices(prefixes);
    if (!orm_name_has_style(name, styles))
        g_ptr_array_add(faults, g_strdup_printf("is not in %s", style_names));
    if (!has_prefix(name, prefixes))
        g_ptr_array_add(faults, g_strdup_printf("does not begin with %s", prefix_names));
    if (!has_number(name, orm_run_list(run, "number")))
        g_ptr_array_add(faults, g_strdup_printf("is no %s", orm_run_list(run, "number")[0]));
    g_ptr_array_add(faults, NULL);
    return g_strjoinv(" and ", (char **)faults->pdata);
}

/* The name without its faults; NULL where that needs a person. Free with g_free. */
static char *better_name(const OrmRun *run, const char *name)
{
    const char *const *styles = orm_run_list(run, "case"), *const *prefixes = orm_run_list(run, "prefix");
    g_autofree char *better = orm_name_has_style(name, styles) ? g_strdup(name) : orm_name_in_style(name, styles[0]);
    if (!has_prefix(better, prefixes)) {
        char *longer = g_strconcat(prefixes[0], better, NULL);
        g_free(better);
        better = longer;
    }
    g_autofree char *left = faults_of(run, better);
    return left[0] == '\0' ? g_steal_pointer(&better) : NULL;
}

/* Renames the table where a relationship over the key names it. FALSE: it may be named in SQL text. */
static gboolean rename_in_relationships(OrmFinding *finding, const OrmForeignKey *key, const OrmTable *table,
                                        const char *name, GHashTable *done)
{
    for (guint i = 0; i < key->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(key->relationships, i);
        const OrmStated *named[] = {&relationship->secondary_name,
                                    relationship->target_stated ? &relationship->target_name : NULL};
        if (!g_hash_table_add(done, (gpointer)relationship))
            continue;
        if (relationship->primaryjoin.text != NULL || relationship->secondaryjoin.text != NULL)
            return FALSE;
        for (gsize j = 0; j < G_N_ELEMENTS(named); j++)
            if (named[j] != NULL && g_strcmp0(named[j]->text, table->name) == 0)
                orm_edit_replace_name(finding, named[j]->place, table->name, name);
    }
    return TRUE;
}

static gboolean rename_in_keys(OrmFinding *finding, const GPtrArray *keys, const OrmTable *table, const char *name,
                               GHashTable *done)
{
    gboolean possible = TRUE;
    for (guint i = 0; i < keys->len && possible; i++) {
        const OrmForeignKey *key = g_ptr_array_index(keys, i);
        if (!g_hash_table_add(done, (gpointer)key))
            continue;
        if (key->parent == table && g_ascii_strcasecmp(key->parent_name, table->name) == 0)
            orm_edit_replace_name(finding, key->parent_place, key->parent_name, name);
        possible = rename_in_relationships(finding, key, table, name, done);
    }
    return possible;
}

/* Of a name that the struct states; one that follows from the struct's is best mended by the convention. */
static void offer(OrmFinding *finding, const OrmTable *table, const char *name)
{
    const OrmModel *model = table->model;
    if (model == NULL || model->variant != NULL || table->models->len != 1 ||
        orm_place_compare(&table->place, &model->place) == 0)
        return;
    orm_finding_fix(finding, FALSE, "rename the table to `%s`", name);
    orm_edit_replace_name(finding, table->place, table->name, name);
    g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL); /* keys and relationships */
    gboolean possible = rename_in_keys(finding, table->foreign_keys, table, name, done) &&
                        rename_in_keys(finding, table->referenced_by, table, name, done);
    for (guint i = 0; i < table->indexes->len; i++)
        possible = possible && ((const OrmIndex *)g_ptr_array_index(table->indexes, i))->definition.text == NULL;
    if (!possible)
        g_clear_pointer(&finding->fix, orm_fix_free);
}

/* Another table of the schema that has the name, in any case. */
static const OrmTable *holder_of(const OrmGraph *graph, const OrmTable *table, const char *name)
{
    for (guint i = 0; i < graph->tables->len; i++) {
        const OrmTable *other = g_ptr_array_index(graph->tables, i);
        if (other != table && g_strcmp0(other->schema, table->schema) == 0 &&
            g_ascii_strcasecmp(other->name, name) == 0)
            return other;
    }
    return NULL;
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    g_autofree char *faults = faults_of(run, table->name);
    if (faults[0] == '\0')
        return;
    OrmFinding *finding = orm_report(run, table->place, orm_about_table(table), "name of %s `%s` %s",
                                     table->is_view ? "view" : "table", orm_table_label(table), faults);
    g_autofree char *better = better_name(run, table->name);
    if (better == NULL)
        return;
    const OrmTable *taken = holder_of(orm_run_graph(run), table, better);
    if (taken != NULL) {
        orm_finding_help(finding, "there is a table `%s` already: tell them apart by other words", taken->name);
        orm_finding_related(finding, taken->place, "`%s` is named here", taken->name);
        return;
    }
    orm_finding_help(finding, "call it `%s`", better);
    if (!orm_is_reserved_word(better, orm_run_dialect(run)))
        offer(finding, table, better);
}

static const OrmRuleOption options[] = {
    {"case", ORM_RULE_OPTION_LIST, "snake_case", "The styles that a name may have; an empty list allows all.",
     ORM_NAME_STYLES},
    {"prefix", ORM_RULE_OPTION_LIST, "", "Texts with one of which each name begins; an empty list asks for none.",
     NULL},
    {"number", ORM_RULE_OPTION_LIST, "",
     "Whether names are plural (`users`) or singular (`user`), by English grammar; an empty list allows both.",
     "plural,singular"},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_table_name_style = {
    .name = "table-name-style",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "The name of a table is not in the project's style.",
    .why =
        "Names that follow one rule can be guessed; of `Customers`, `order_item` and `tblInvoice` everybody looks up "
        "each. In PostgreSQL a name with capitals has to be quoted in every query besides. What the style is the "
        "project says: letter case, a prefix, plural or singular. Without options, names are in `snake_case`. "
        "Tables whose name follows from the struct's are named by the convention `naming: {table: ...}`. "
        "prisma-lint and pg-index-health check the same.",
    .fix = "Rename the table, here and by a migration in the database, or state the style that the project has.",
    .options = options,
    .table = check_table,
};
