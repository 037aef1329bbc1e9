/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "analyzer/facts/pattern.h"
#include "rules/rule.h"

/* The last word of a name, in lower case: "line" of "billing_line" and "addressLine". Free with g_free. */
static char *last_word(const char *name)
{
    const char *word = name + strlen(name);
    while (word > name && word[-1] != '_' && (*word == '\0' || !g_ascii_isupper(*word)))
        word--;
    return g_ascii_strdown(word, -1);
}

/* What the names of a list have in common, with `#` for the number that parts them, which may stand before a last word
 * (tag1_name), and that number; "phone" is 1. NULL: no name of a list's member. Free with g_free. */
static char *stem_of(const OrmRun *run, const char *name, guint *number)
{
    GRegex *numbered = orm_pattern("^(.*[^0-9_])_?([0-9]{1,2})((?:_[^0-9]+)?)$");
    g_autoptr(GMatchInfo) match = NULL;
    gboolean bare = !g_regex_match(numbered, name, 0, &match);
    if (bare && name[0] != '\0' && g_ascii_isdigit(name[strlen(name) - 1]))
        return NULL; /* a year, a size: sha256 */
    g_autofree char *digits = bare ? g_strdup("1") : g_match_info_fetch(match, 2);
    g_autofree char *first = bare ? g_strdup(name) : g_match_info_fetch(match, 1);
    g_autofree char *rest = bare ? g_strdup("") : g_match_info_fetch(match, 3);
    g_autofree char *word = last_word(first), *stem = g_strconcat(first, "#", rest, NULL);
    *number = (guint)g_ascii_strtoull(digits, NULL, 10);
    if (strlen(first) < 2 || g_strv_contains(orm_run_list(run, "except"), word))
        return NULL; /* x1, y1 are coordinates */
    return g_ascii_strdown(stem, -1);
}

static gboolean alike(const OrmColumn *first, const OrmColumn *second)
{
    return first->type.family == second->type.family && first->type.array_depth == second->type.array_depth &&
           first->foreign_keys->len == second->foreign_keys->len;
}

/* Whether `column` follows the last of the list by one. */
static gboolean continues(const OrmRun *run, GPtrArray *list, const OrmColumn *column, guint number)
{
    const OrmColumn *last = g_ptr_array_index(list, list->len - 1);
    guint before = 0;
    G_GNUC_UNUSED g_autofree char *stem = stem_of(run, last->name, &before);
    return number == before + 1 && alike(last, column);
}

static void report(OrmRun *run, const OrmTable *table, GPtrArray *list)
{
    const OrmColumn *first = g_ptr_array_index(list, 0);
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++) {
        const char *between = i == 0 ? "" : i + 1 < list->len ? ", " : " and ";
        g_string_append_printf(names, "%s`%s`", between, ((const OrmColumn *)g_ptr_array_index(list, i))->name);
    }
    OrmFinding *finding =
        orm_report(run, first->name_place, orm_about_column(first),
                   "columns %s of table `%s` are a list kept in columns", names->str, orm_table_label(table));
    orm_finding_help(finding, "keep one row for each in a table that references `%s`", orm_table_label(table));
    for (guint i = 1; i < list->len; i++) {
        const OrmColumn *column = g_ptr_array_index(list, i);
        orm_finding_related(finding, column->name_place, "`%s` is here", column->name);
    }
}

static void check_table(OrmRun *run, const OrmTable *table)
{
    g_autoptr(GHashTable) lists =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) in_order = g_ptr_array_new(); /* borrowed from `lists` */
    for (guint i = 0; i < table->columns->len; i++) {
        OrmColumn *column = g_ptr_array_index(table->columns, i);
        guint number = 0;
        g_autofree char *stem = stem_of(run, column->name, &number);
        GPtrArray *list = stem != NULL ? g_hash_table_lookup(lists, stem) : NULL;
        if (list != NULL && continues(run, list, column, number)) {
            g_ptr_array_add(list, column);
        } else if (list == NULL && stem != NULL && number <= 1) {
            list = g_ptr_array_new();
            g_ptr_array_add(list, column);
            g_ptr_array_add(in_order, list);
            g_hash_table_insert(lists, g_steal_pointer(&stem), list);
        }
    }
    for (guint i = 0; i < in_order->len; i++)
        if (((GPtrArray *)g_ptr_array_index(in_order, i))->len > 1)
            report(run, table, g_ptr_array_index(in_order, i));
}

static const OrmRuleOption options[] = {
    {"except", ORM_RULE_OPTION_LIST,
     "line,address,addr,street,lat,lon,lng,latitude,longitude,md,sha,oauth,http,tls,ssl,ip,ipv,ike,iso,utf,base,level",
     "Words behind which a number counts no list: the lines of an address, coordinates, protocols, algorithms.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_incrementing_columns = {
    .name = "incrementing-columns",
    .family = ORM_FAMILY_NAMING,
    .severity = ORM_SEVERITY_INFO,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_NONE,
    .summary = "A table counts its columns: phone1, phone2, phone3.",
    .why =
        "A list that is kept in columns has as many members as somebody once thought enough. Whoever looks for a "
        "number has to ask every column, no constraint keeps a number from standing there twice, and one more needs "
        "a migration. Columns count as a list when their names differ by a number that begins with 0, 1 or none "
        "and goes up by one, at the end or before a last word (`tag1_name`), and their types are alike; `x1` and `x2` "
        "are coordinates, `sha1` and `sha256` are names, `address_line_1` and `address_line_2` what everybody "
        "expects. SchemaCrawler, pg-index-health and sqlcheck report the same.",
    .fix = "Give the list a table of its own with a foreign key, or keep it where the two are not alike (a home and an "
           "office number) under names that say so.",
    .options = options,
    .table = check_table,
};
