/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/names.h"

#include <string.h>

#include "analyzer/graph/link_internal.h"
#include "analyzer/graph/vocabulary.h"

const char *orm_fold_name(const char *name)
{
    const char *upper = name;
    while (*upper != '\0' && !g_ascii_isupper(*upper))
        upper++;
    if (*upper == '\0')
        return orm_intern(name);
    g_autofree char *folded = g_ascii_strdown(name, -1);
    return orm_intern(folded);
}

static int compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

const char *orm_nearest_name(const char *name, GPtrArray *names)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_copy(names, NULL, NULL);
    g_ptr_array_sort(sorted, compare_names);
    g_ptr_array_add(sorted, NULL);
    return orm_nearest_word(name, (const char *const *)sorted->pdata);
}

/* One `%(word)s` of a convention. */
typedef struct {
    const char *word;
    const char *value;
} Substitution;

/* The convention with its words filled in; a word that is not in the list is left as it is. Interned. */
static const char *fill_in(const char *pattern, const Substitution *substitutions, guint count)
{
    g_autoptr(GString) text = g_string_new(pattern);
    for (guint i = 0; i < count; i++) {
        g_autofree char *word = g_strdup_printf("%%(%s)s", substitutions[i].word);
        g_string_replace(text, word, substitutions[i].value != NULL ? substitutions[i].value : "", 0);
    }
    return orm_intern(text->str);
}

static const char *convention(GHashTable *naming, const char *key)
{
    return naming != NULL && g_hash_table_size(naming) > 0 ? g_hash_table_lookup(naming, orm_intern(key)) : NULL;
}

const char *orm_conventional_table_name(GHashTable *naming, const char *struct_name)
{
    const char *pattern = convention(naming, "table");
    const Substitution struct_word = {"struct", struct_name};
    return pattern != NULL ? fill_in(pattern, &struct_word, 1) : orm_intern(struct_name);
}

static const char *name_of_element(const GPtrArray *elements, guint index)
{
    const OrmIndexElement *element = g_ptr_array_index(elements, index);
    return element->reference.column != NULL ? element->reference.column->name : element->reference.name;
}

/* The convention's name for something over columns; NULL when there is no convention for it. */
static const char *columns_name(const OrmLinker *linker, const char *key, const OrmTable *table, GPtrArray *names,
                                const char *referred)
{
    const char *pattern = convention(linker->options->naming, key);
    if (pattern == NULL || names->len == 0)
        return NULL;
    g_ptr_array_add(names, NULL);
    g_autofree char *joined = g_strjoinv("_", (char **)names->pdata);
    const Substitution words[] = {{"table", table->name},
                                  {"column", g_ptr_array_index(names, 0)},
                                  {"columns", joined},
                                  {"referred_table", referred}};
    return fill_in(pattern, words, G_N_ELEMENTS(words));
}

static GPtrArray *reference_names(const GPtrArray *references)
{
    GPtrArray *names = g_ptr_array_new();
    for (guint i = 0; i < references->len; i++) {
        const OrmColumnReference *reference = g_ptr_array_index(references, i);
        g_ptr_array_add(names, (gpointer)(reference->column != NULL ? reference->column->name : reference->name));
    }
    return names;
}

static void name_index(const OrmLinker *linker, OrmIndex *index)
{
    const char *key = index->kind == ORM_KEY_UNIQUE ? "uq" : "ix";
    index->name = index->stated_name.text;
    if (index->name != NULL || convention(linker->options->naming, key) == NULL)
        return;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < index->elements->len; i++) {
        const char *name = name_of_element(index->elements, i);
        if (name != NULL)
            g_ptr_array_add(names, (gpointer)name);
    }
    index->name = columns_name(linker, key, index->table, names, NULL);
}

static void name_foreign_key(const OrmLinker *linker, OrmForeignKey *key)
{
    key->name = key->stated_name.text;
    if (key->name != NULL || convention(linker->options->naming, "fk") == NULL)
        return;
    g_autoptr(GPtrArray) names = reference_names(key->columns);
    key->name =
        columns_name(linker, "fk", key->child, names, key->parent != NULL ? key->parent->name : key->parent_name);
}

static const char *check_name(const OrmLinker *linker, const OrmTable *table, OrmStated stated)
{
    const char *pattern = convention(linker->options->naming, "ck");
    if (stated.text == NULL || pattern == NULL)
        return stated.text;
    const Substitution words[] = {{"table", table->name}, {"constraint_name", stated.text}};
    return fill_in(pattern, words, G_N_ELEMENTS(words));
}

static void name_table_objects(const OrmLinker *linker, OrmTable *table)
{
    for (guint i = 0; i < table->indexes->len; i++)
        name_index(linker, g_ptr_array_index(table->indexes, i));
    for (guint i = 0; i < table->foreign_keys->len; i++)
        name_foreign_key(linker, g_ptr_array_index(table->foreign_keys, i));
    for (guint i = 0; i < table->checks->len; i++) {
        OrmCheck *check = g_ptr_array_index(table->checks, i);
        check->name = check_name(linker, table, check->stated_name);
    }
    for (guint i = 0; i < table->excludes->len; i++) {
        OrmExclude *exclude = g_ptr_array_index(table->excludes, i);
        exclude->name = exclude->stated_name.text;
    }
    if (table->primary_key != NULL && table->primary_key->name.text == NULL &&
        convention(linker->options->naming, "pk") != NULL) {
        g_autoptr(GPtrArray) names = reference_names(table->primary_key->columns);
        table->primary_key->name.text = columns_name(linker, "pk", table, names, NULL);
    }
}

void orm_link_names(OrmLinker *linker)
{
    for (guint i = 0; i < linker->graph->tables->len; i++)
        name_table_objects(linker, g_ptr_array_index(linker->graph->tables, i));
}
