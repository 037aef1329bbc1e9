/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include <string.h>

#include "analyzer/graph/questions_relationships.h"

#define DEEPEST_HIERARCHY 256

/* A relationship or a column that takes a name in a model. */
typedef struct {
    const OrmRelationship *relationship; /* NULL: a column */
    const OrmColumn *column;
} Taker;

static const OrmField *field_of(const Taker *taker)
{
    return taker->relationship != NULL ? taker->relationship->field : taker->column->field;
}

static const char *label_of(const Taker *taker)
{
    return taker->relationship != NULL ? orm_relationship_label(taker->relationship) : orm_column_label(taker->column);
}

static OrmPlace place_of(const Taker *taker)
{
    return taker->relationship != NULL ? taker->relationship->place : taker->column->place;
}

static const OrmEmbed *embed_at(const OrmModel *model, const char *path, gsize length)
{
    for (guint i = 0; i < model->embeds->len; i++) {
        const OrmEmbed *embed = g_ptr_array_index(model->embeds, i);
        if (strlen(embed->field_path) == length && strncmp(embed->field_path, path, length) == 0)
            return embed;
    }
    return NULL;
}

/*
 * The name a field takes in its model: the prefixes of the embeddings on the way and the field's own name. Bases stand
 * in the path as fields without a prefix.
 */
static const char *taken_name(const OrmModel *model, const char *path)
{
    if (strchr(path, '.') == NULL)
        return path;
    g_autoptr(GString) name = g_string_new(NULL);
    const char *rest = path;
    for (const char *dot = strchr(rest, '.'); dot != NULL; dot = strchr(rest, '.')) {
        const OrmEmbed *embed = embed_at(model, path, (gsize)(dot - path));
        if (embed != NULL && embed->prefix.text != NULL)
            g_string_append(name, embed->prefix.text);
        rest = dot + 1;
    }
    g_string_append(name, rest);
    return orm_intern(name->str);
}

static void report(OrmRun *run, const OrmModel *model, const char *name, const Taker *taker, const Taker *first)
{
    const Taker *subject = taker->relationship != NULL ? taker : first, *other = subject == taker ? first : taker;
    OrmFinding *finding =
        orm_report(run, subject->relationship->place, orm_about_relationship(subject->relationship),
                   "relationship `%s` and %s `%s` both take the name `%s` in `%s`", label_of(subject),
                   other->relationship != NULL ? "relationship" : "column", label_of(other), name, model->name);
    orm_finding_related(finding, place_of(other), "the other `%s`", name);
    orm_finding_help(finding, "rename one of the two fields, or embed the struct with a `prefix=`");
}

static void add(OrmRun *run, const OrmModel *model, GHashTable *takers, const char *name, Taker taker, gboolean own)
{
    const Taker *first = g_hash_table_lookup(takers, name);
    if (first == NULL) {
        g_hash_table_insert(takers, (gpointer)name, g_memdup2(&taker, sizeof taker));
        return;
    }
    /* One struct embedded twice is embed-prefix-clash; two columns are duplicate-column or inherit-column-clash. */
    if (own && field_of(first) != field_of(&taker) && (first->relationship != NULL || taker.relationship != NULL))
        report(run, model, name, &taker, first);
}

static void add_model(OrmRun *run, const OrmModel *model, const OrmModel *part, GHashTable *takers)
{
    for (guint i = 0; part->table != NULL && i < part->table->columns->len; i++) {
        const OrmColumn *column = g_ptr_array_index(part->table->columns, i);
        if (column->model == part && column->field_path != NULL)
            add(run, model, takers, taken_name(part, column->field_path), (Taker){.column = column}, part == model);
    }
    for (guint i = 0; i < part->relationships->len; i++) {
        const OrmRelationship *relationship = g_ptr_array_index(part->relationships, i);
        add(run, model, takers, taken_name(part, relationship->name), (Taker){.relationship = relationship},
            part == model);
    }
}

/* Bases first, so that what is reported is the model's own field. */
static void check(OrmRun *run, const OrmModel *model)
{
    if (model->table == NULL)
        return;
    guint relationships = 0;
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    for (const OrmModel *part = model; part != NULL && parts->len < DEEPEST_HIERARCHY; part = part->base) {
        g_ptr_array_insert(parts, 0, (gpointer)part);
        relationships += part->relationships->len;
    }
    if (relationships == 0)
        return;
    g_autoptr(GHashTable) takers = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < parts->len; i++)
        add_model(run, model, g_ptr_array_index(parts, i), takers);
}

const OrmRule orm_rule_relationship_name_clash = {
    .name = "relationship-name-clash",
    .family = ORM_FAMILY_RELATIONSHIP,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_NONE,
    .summary = "After embedding or inheritance a relationship takes the name of another relationship or of a column.",
    .why = "The C compiler keeps the fields of one struct apart, but not the fields of a struct and of the structs it "
           "embeds or extends: `row.owner` and `row.audit.owner` are two fields and one name in the model. What "
           "`back_populates=owner`, `order_by=owner` or a query by that name refers to is then left to chance, and "
           "SQLAlchemy refuses a second property of the same name. Django reports such clashes as fields.E302 to E305.",
    .fix = "Rename one of the fields, or give the embedding a `prefix=`.",
    .model = check,
};
