/* SPDX-License-Identifier: MIT */
/* What excludes what, and what needs what. */
#include "analyzer/graph/vocabulary_table.h"

/* Options that exclude each other when `one` and `other` are stated with these truths. */
typedef struct {
    const char *kind;
    const char *one;
    OrmTruth one_on;
    const char *other;
    OrmTruth other_on;
    const char *why;
} Exclusion;

static const Exclusion exclusions[] = {
    {"column", "computed", ORM_YES, "server_default", ORM_YES, "a computed column has no default"},
    {"column", "computed", ORM_YES, "default", ORM_YES, "a computed column cannot be written"},
    {"column", "computed", ORM_YES, "onupdate", ORM_YES, "a computed column cannot be written"},
    {"column", "computed", ORM_YES, "server_onupdate", ORM_YES, "a computed column follows from its expression alone"},
    {"column", "computed", ORM_YES, "identity", ORM_YES, "a column is generated in one way"},
    {"column", "computed", ORM_YES, "autoincrement", ORM_YES, "a column is generated in one way"},
    {"column", "identity", ORM_YES, "server_default", ORM_YES, "an identity column takes its value from its sequence"},
    {"column", "identity", ORM_YES, "autoincrement", ORM_NO, "an identity column counts by itself"},
    {"column", "identity", ORM_YES, "nullable", ORM_YES, "an identity column is NOT NULL"},
    {"column", "stored", ORM_YES, "virtual", ORM_YES, "a computed column is either kept or worked out when read"},
    {"column", "nullable", ORM_YES, "not_null", ORM_YES, "they contradict each other"},
    {"column", "nullable", ORM_NO, "not_null", ORM_NO, "they contradict each other"},
    {"table", "view", ORM_YES, "strict", ORM_YES, "a view is no STRICT table"},
    {"table", "view", ORM_YES, "without_rowid", ORM_YES, "a view has no rows of its own"},
    {"table", "view", ORM_YES, "engine", ORM_YES, "a view has no storage engine"},
    {"table", "view", ORM_YES, "charset", ORM_YES, "a view takes its character sets from its tables"},
    {"table", "view", ORM_YES, "collate", ORM_YES, "a view takes its collations from its tables"},
    {"unique", "deferrable", ORM_NO, "initially", ORM_YES, "only a deferrable constraint can be deferred"},
    {"foreign_key", "deferrable", ORM_NO, "initially", ORM_YES, "only a deferrable constraint can be deferred"},
    {"index", "definition", ORM_YES, "#0", ORM_YES, "the definition stands instead of the index's members"},
    {"index", "definition", ORM_YES, "where", ORM_YES, "the definition holds the predicate"},
    {"index", "definition", ORM_YES, "using", ORM_YES, "the definition holds the method"},
    {"index", "definition", ORM_YES, "include", ORM_YES, "the definition holds the included columns"},
    {"index", "primary_key", ORM_YES, "unique", ORM_NO, "a primary key is unique"},
    {"index", "primary_key", ORM_YES, "where", ORM_YES, "a primary key holds for every row"},
    {"relationship", "count", ORM_YES, "uselist", ORM_NO, "only a collection has a number of elements"},
};

/* Options that do nothing without another one. */
static const struct {
    const char *kind;
    const char *key;
    const char *needs;
} dependents[] = {{"column", "stored", "computed"},
                  {"column", "virtual", "computed"},
                  {"relationship", "secondaryjoin", "secondary"}};

/* Annotations that exclude each other on one subject. */
static const struct {
    const char *one;
    const char *other;
    const char *why;
} exclusive_kinds[] = {
    {"table", "abstract", "an abstract model has no table of its own"},
    {"ignore", "column", "an ignored field is no column"},
    {"ignore", "foreign_key", "an ignored field is no column"},
    {"ignore", "enum", "an ignored field is no column"},
    {"ignore", "relationship", "an ignored field is not mapped"},
    {"ignore", "embed", "an ignored field is not mapped"},
    {"embed", "column", "an embedded struct is several columns, which have their own options"},
    {"embed", "foreign_key", "an embedded struct is several columns; state the key on the struct"},
    {"embed", "enum", "an embedded struct is no enum"},
    {"embed", "relationship", "a field is either embedded or a link to another model"},
    {"relationship", "column", "a relationship is no column"},
    {"relationship", "foreign_key", "a relationship is no column; the foreign key belongs on the column it follows"},
    {"relationship", "enum", "a relationship is no column"},
};

const char *orm_vocabulary_excludes(const char *kind, const char *one, OrmTruth one_on, const char *other,
                                    OrmTruth other_on)
{
    for (gsize i = 0; i < G_N_ELEMENTS(exclusions); i++) {
        const Exclusion *exclusion = &exclusions[i];
        if (!orm_text_equal(exclusion->kind, kind))
            continue;
        gboolean forward = orm_text_equal(exclusion->one, one) && exclusion->one_on == one_on &&
                           orm_text_equal(exclusion->other, other) && exclusion->other_on == other_on;
        gboolean backward = orm_text_equal(exclusion->one, other) && exclusion->one_on == other_on &&
                            orm_text_equal(exclusion->other, one) && exclusion->other_on == one_on;
        if (forward || backward)
            return exclusion->why;
    }
    return NULL;
}

const char *orm_vocabulary_excludes_kind(const char *one, const char *other)
{
    for (gsize i = 0; i < G_N_ELEMENTS(exclusive_kinds); i++) {
        gboolean forward =
            orm_text_equal(exclusive_kinds[i].one, one) && orm_text_equal(exclusive_kinds[i].other, other);
        gboolean backward =
            orm_text_equal(exclusive_kinds[i].one, other) && orm_text_equal(exclusive_kinds[i].other, one);
        if (forward || backward)
            return exclusive_kinds[i].why;
    }
    return NULL;
}

const char *orm_vocabulary_needs(const char *kind, const char *key)
{
    for (gsize i = 0; i < G_N_ELEMENTS(dependents); i++)
        if (orm_text_equal(dependents[i].kind, kind) && orm_text_equal(dependents[i].key, key))
            return dependents[i].needs;
    return NULL;
}
