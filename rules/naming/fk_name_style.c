/* SPDX-License-Identifier: MIT */
#include "analyzer/facts/pattern.h"
#include "rules/edit.h"
#include "rules/naming/style.h"

#include <string.h>

/* The last word of a column's name: `no` of `customer_no`. */
static const char *last_word(const char *name)
{
    const char *border = strrchr(name, '_');
    return border != NULL && border[1] != '\0' ? border + 1 : name;
}

/* The patterns with their words filled in, each of the results once; NULL-terminated. Free with g_strfreev. */
static char **fill_in(const char *const *patterns, const OrmForeignKey *key)
{
    const OrmColumnReference *own = g_ptr_array_index(key->columns, 0),
                             *other = g_ptr_array_index(key->parent_columns, 0);
    g_autoptr(GPtrArray) columns = g_ptr_array_new();
    for (guint i = 0; i < key->columns->len; i++)
        g_ptr_array_add(columns, (gpointer)((const OrmColumnReference *)key->columns->pdata[i])->column->name);
    g_ptr_array_add(columns, NULL);
    g_autofree char *joined = g_strjoinv("_", (char **)columns->pdata);
    const char *const words[][2] = {{"%(table)s", key->child->name},
                                    {"%(column)s", own->column->name},
                                    {"%(columns)s", joined},
                                    {"%(referred_table)s", key->parent->name},
                                    {"%(referred_column)s", other->column->name},
                                    {"%(referred_word)s", last_word(other->column->name)}};
    GPtrArray *filled = g_ptr_array_new();
    for (; *patterns != NULL; patterns++) {
        GString *text = g_string_new(*patterns);
        for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
            g_string_replace(text, words[i][0], words[i][1], 0);
        if (g_ptr_array_find_with_equal_func(filled, text->str, g_str_equal, NULL))
            g_string_free(text, TRUE);
        else
            g_ptr_array_add(filled, g_string_free(text, FALSE));
    }
    g_ptr_array_add(filled, NULL);
    return (char **)g_ptr_array_free(filled, FALSE);
}

/* The pattern as a name; NULL for one that leaves something open, or would have to be quoted. */
static const char *as_name(const char *pattern)
{
    return orm_matches(pattern, "(?i)^[a-z_][a-z0-9_]*$") ? pattern : NULL;
}

/* A key column that is the primary key too, as in joined inheritance, is named as a key. */
static void check_column(OrmRun *run, const OrmForeignKey *key)
{
    const OrmColumn *column = ((const OrmColumnReference *)g_ptr_array_index(key->columns, 0))->column;
    g_auto(GStrv) patterns = fill_in(orm_run_list(run, "columns"), key);
    const char *const *wanted = (const char *const *)patterns;
    if (key->columns->len > 1 || column->in_primary_key || column->foreign_keys->pdata[0] != key || wanted[0] == NULL ||
        orm_name_match(column->name, wanted) != NULL)
        return;
    g_autofree char *choices = orm_name_choices(wanted);
    OrmFinding *finding = orm_report(run, column->name_place, orm_about_column(column),
                                     "foreign key column `%s` of table `%s` is not named %s", column->name,
                                     orm_table_label(key->child), choices);
    const OrmColumn *parent = ((const OrmColumnReference *)g_ptr_array_index(key->parent_columns, 0))->column;
    orm_finding_help(finding, "it references `%s`", orm_column_label(parent));
    orm_finding_related(finding, key->parent_place, "the foreign key is stated here");
}

static void check_name(OrmRun *run, const OrmForeignKey *key)
{
    g_auto(GStrv) patterns = fill_in(orm_run_list(run, "names"), key);
    const char *const *wanted = (const char *const *)patterns;
    if (key->name == NULL || wanted[0] == NULL || orm_name_match(key->name, wanted) != NULL)
        return;
    OrmPlace place = key->stated_name.text != NULL ? key->stated_name.place : key->place;
    g_autofree char *choices = orm_name_choices(wanted);
    OrmFinding *finding = orm_report(run, place, orm_about_foreign_key(key), "foreign key `%s` of `%s` is not named %s",
                                     key->name, orm_foreign_key_label(key), choices);
    const char *name = as_name(wanted[0]);
    if (name == NULL)
        return;
    orm_finding_help(finding, "call it `%s`", name);
    if (key->stated_name.text == NULL || (key->on_column != NULL && !orm_column_is_own(key->on_column)))
        return;
    orm_finding_fix(finding, FALSE, "rename the foreign key to `%s`", name);
    orm_edit_replace_name(finding, place, key->stated_name.text, name);
}

static void check_foreign_key(OrmRun *run, const OrmForeignKey *key)
{
    if (!orm_foreign_key_resolved(key) || key->columns->len == 0 || key->child->is_view)
        return;
    check_column(run, key);
    check_name(run, key);
}

static const OrmRuleOption options[] = {
    {"columns", ORM_RULE_OPTION_LIST, "*_id,*_%(referred_word)s",
     "Patterns, one of which the column of a foreign key matches: `*` and `?` as in file names, and `%(table)s`, "
     "`%(column)s`, `%(columns)s`, `%(referred_table)s` and `%(referred_column)s` for the names at hand; "
     "`%(referred_word)s` is the last word of the referenced column, `code` of `countries.code` and `no` of "
     "`customers.customer_no`. An empty list allows all.",
     NULL},
    {"names", ORM_RULE_OPTION_LIST, "fk_*,*_fkey",
     "The same for the name of a foreign key that has one: `[\"fk_%(table)s_%(columns)s\"]`. `*_fkey` is what "
     "PostgreSQL calls those without one.",
     NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_fk_name_style = {
    .name = "fk-name-style",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_EDIT,
    .summary = "A foreign key, or its column, is not named as the project names them.",
    .why =
        "A column called `customer` holds a customer's key or his name, and one has to look; `customer_id` tells. An "
        "error message that names the constraint `fk_orders_customer_id` tells which table and column it is about. "
        "Keys of several columns, and columns that are the primary key too, have names of their own and are not "
        "judged; keys without a name are `unnamed-constraint`. rubocop-rails and pg-index-health check names so.",
    .fix = "Rename the column or the foreign key, here and by a migration in the database, or state the patterns that "
           "the project has.",
    .options = options,
    .foreign_key = check_foreign_key,
};
