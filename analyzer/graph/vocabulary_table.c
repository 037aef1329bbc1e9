/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/vocabulary_table.h"

#define ON_STRUCT (1u << ORM_ON_STRUCT)
#define ON_FIELD (1u << ORM_ON_FIELD)
#define END_OF_KEYS               \
    {                             \
        NULL, ORM_RULE_FLAG, NULL \
    }
#define NO_POSITIONAL               \
    {                               \
        {"", ORM_RULE_NAME, NULL},  \
        {                           \
            "", ORM_RULE_NAME, NULL \
        }                           \
    }
#define ALL_POSITIONAL(what, rule) \
    {                              \
        {what, rule, NULL},        \
        {                          \
            what, rule, NULL       \
        }                          \
    }

static const char *const initially_words[] = {"deferred", "immediate", NULL};
static const char *const match_words[] = {"simple", "full", "partial", NULL};
static const char *const identity_words[] = {"always", "by_default", NULL};
static const char *const storage_words[] = {"integer", "string", "native", NULL};
static const char *const inheritance_words[] = {"joined", "single", "concrete", NULL};
static const char *const passive_deletes_words[] = {"all", NULL};
static const char *const lazy_words[] = {"select", "immediate",    "joined",     "subquery", "selectin", "noload",
                                         "raise",  "raise_on_sql", "write_only", "dynamic",  NULL};

static const OrmKeySpec no_keys[] = {END_OF_KEYS};

static const OrmKeySpec name_keys[] = {{"name", ORM_RULE_NAME, NULL}, END_OF_KEYS};

static const OrmKeySpec table_keys[] = {{"schema", ORM_RULE_NAME, NULL},
                                        {"comment", ORM_RULE_TEXT, NULL},
                                        {"view", ORM_RULE_FLAG, NULL},
                                        {"unmanaged", ORM_RULE_FLAG, NULL},
                                        {"strict", ORM_RULE_FLAG, NULL},
                                        {"without_rowid", ORM_RULE_FLAG, NULL},
                                        {"engine", ORM_RULE_NAME, NULL},
                                        {"charset", ORM_RULE_NAME, NULL},
                                        {"collate", ORM_RULE_NAME, NULL},
                                        {"renamed_from", ORM_RULE_NAME, NULL},
                                        END_OF_KEYS};

static const OrmKeySpec unique_keys[] = {{"name", ORM_RULE_NAME, NULL},
                                         {"deferrable", ORM_RULE_FLAG, NULL},
                                         {"initially", ORM_RULE_WORD, initially_words},
                                         {"nulls_not_distinct", ORM_RULE_FLAG, NULL},
                                         {"include", ORM_RULE_NAMES, NULL},
                                         END_OF_KEYS};

static const OrmKeySpec index_keys[] = {
    {"name", ORM_RULE_NAME, NULL},      {"unique", ORM_RULE_FLAG, NULL},          {"primary_key", ORM_RULE_FLAG, NULL},
    {"where", ORM_RULE_SQL, NULL},      {"using", ORM_RULE_NAME, NULL},           {"include", ORM_RULE_NAMES, NULL},
    {"prefix", ORM_RULE_LITERAL, NULL}, {"definition", ORM_RULE_STATEMENT, NULL}, END_OF_KEYS};

static const OrmKeySpec foreign_key_keys[] = {{"name", ORM_RULE_NAME, NULL},
                                              {"ondelete", ORM_RULE_ACTION, NULL},
                                              {"onupdate", ORM_RULE_ACTION, NULL},
                                              {"deferrable", ORM_RULE_FLAG, NULL},
                                              {"initially", ORM_RULE_WORD, initially_words},
                                              {"match", ORM_RULE_WORD, match_words},
                                              {"use_alter", ORM_RULE_FLAG, NULL},
                                              {"unenforced", ORM_RULE_FLAG, NULL},
                                              {"array", ORM_RULE_FLAG, NULL},
                                              END_OF_KEYS};

static const OrmKeySpec inherits_keys[] = {{"identity", ORM_RULE_LITERAL, NULL}, END_OF_KEYS};

static const OrmKeySpec polymorphic_keys[] = {
    {"on", ORM_RULE_NAME, NULL}, {"identity", ORM_RULE_LITERAL, NULL}, END_OF_KEYS};

static const OrmKeySpec allow_keys[] = {{"reason", ORM_RULE_TEXT, NULL}, END_OF_KEYS};

static const OrmKeySpec column_keys[] = {
    {"type", ORM_RULE_SQL, NULL},           {"primary_key", ORM_RULE_FLAG, NULL},
    {"nullable", ORM_RULE_FLAG, NULL},      {"not_null", ORM_RULE_FLAG, NULL},
    {"unique", ORM_RULE_FLAG, NULL},        {"index", ORM_RULE_FLAG, NULL},
    {"autoincrement", ORM_RULE_FLAG, NULL}, {"identity", ORM_RULE_WORD, identity_words},
    {"default", ORM_RULE_VALUE, NULL},      {"server_default", ORM_RULE_SQL, NULL},
    {"onupdate", ORM_RULE_VALUE, NULL},     {"server_onupdate", ORM_RULE_SQL, NULL},
    {"computed", ORM_RULE_SQL, NULL},       {"stored", ORM_RULE_FLAG, NULL},
    {"virtual", ORM_RULE_FLAG, NULL},       {"comment", ORM_RULE_TEXT, NULL},
    {"collate", ORM_RULE_NAME, NULL},       {"version", ORM_RULE_FLAG, NULL},
    {"null_flag", ORM_RULE_NAME, NULL},     {"length", ORM_RULE_NAME, NULL},
    {"renamed_from", ORM_RULE_NAME, NULL},  END_OF_KEYS};

static const OrmKeySpec relationship_keys[] = {{"back_populates", ORM_RULE_NAME, NULL},
                                               {"foreign_keys", ORM_RULE_NAMES, NULL},
                                               {"secondary", ORM_RULE_NAME, NULL},
                                               {"remote_side", ORM_RULE_NAMES, NULL},
                                               {"primaryjoin", ORM_RULE_STATEMENT, NULL},
                                               {"secondaryjoin", ORM_RULE_STATEMENT, NULL},
                                               {"cascade", ORM_RULE_CASCADE, NULL},
                                               {"uselist", ORM_RULE_FLAG, NULL},
                                               {"viewonly", ORM_RULE_FLAG, NULL},
                                               {"passive_deletes", ORM_RULE_FLAG_WORD, passive_deletes_words},
                                               {"single_parent", ORM_RULE_FLAG, NULL},
                                               {"order_by", ORM_RULE_ORDERING, NULL},
                                               {"lazy", ORM_RULE_FLAG_WORD, lazy_words},
                                               {"overlaps", ORM_RULE_NAMES, NULL},
                                               {"count", ORM_RULE_NAME, NULL},
                                               END_OF_KEYS};

static const OrmKeySpec embed_keys[] = {{"prefix", ORM_RULE_TEXT, NULL}, END_OF_KEYS};

static const OrmKeySpec enum_keys[] = {{"name", ORM_RULE_NAME, NULL},      {"storage", ORM_RULE_WORD, storage_words},
                                       {"check", ORM_RULE_FLAG, NULL},     {"prefix", ORM_RULE_TEXT, NULL},
                                       {"lowercase", ORM_RULE_FLAG, NULL}, END_OF_KEYS};

static const OrmAnnotationSpec specs[] = {
    {"table", "ORM_TABLE(users)", ON_STRUCT, 0, 1, ALL_POSITIONAL("the table's name", ORM_RULE_NAME), table_keys, TRUE},
    {"abstract", "ORM_ABSTRACT()", ON_STRUCT, 0, 0, NO_POSITIONAL, no_keys, TRUE},
    {"primary_key", "ORM_PRIMARY_KEY(order_id, position)", ON_STRUCT, 1, ORM_ANY_NUMBER,
     ALL_POSITIONAL("a column", ORM_RULE_NAME), name_keys, FALSE},
    {"unique", "ORM_UNIQUE(hall_id, seat)", ON_STRUCT, 0, ORM_ANY_NUMBER, ALL_POSITIONAL("a column", ORM_RULE_ELEMENT),
     unique_keys, FALSE},
    {"index", "ORM_INDEX(author_id, desc(created_at))", ON_STRUCT, 0, ORM_ANY_NUMBER,
     ALL_POSITIONAL("a member", ORM_RULE_ELEMENT), index_keys, FALSE},
    {"check", "ORM_CHECK(\"price >= 0\")", ON_STRUCT, 1, 1, ALL_POSITIONAL("the condition", ORM_RULE_STATEMENT),
     name_keys, FALSE},
    {"foreign_key", "ORM_FOREIGN_KEY(users.id)", ON_FIELD, 1, 1, ALL_POSITIONAL("the key's target", ORM_RULE_NAME),
     foreign_key_keys, FALSE},
    {"foreign_key",
     "ORM_FOREIGN_KEY((plant, line), lines(plant, number))",
     ON_STRUCT,
     2,
     2,
     {{"the key's own columns", ORM_RULE_NAMES, NULL}, {"the key's target", ORM_RULE_PARENT, NULL}},
     foreign_key_keys,
     FALSE},
    {"exclude", "ORM_EXCLUDE(\"using gist (room with =)\")", ON_STRUCT, 1, 1,
     ALL_POSITIONAL("the definition", ORM_RULE_STATEMENT), name_keys, FALSE},
    {"inherits",
     "ORM_INHERITS(employee, joined)",
     ON_STRUCT,
     2,
     2,
     {{"the parent's struct", ORM_RULE_NAME, NULL}, {"the kind of inheritance", ORM_RULE_WORD, inheritance_words}},
     inherits_keys,
     TRUE},
    {"polymorphic", "ORM_POLYMORPHIC(on=kind)", ON_STRUCT, 0, 0, NO_POSITIONAL, polymorphic_keys, TRUE},
    {"allow", "ORM_ALLOW(missing-primary-key)", ON_STRUCT | ON_FIELD, 1, ORM_ANY_NUMBER,
     ALL_POSITIONAL("a rule", ORM_RULE_NAME), allow_keys, FALSE},
    {"column", "ORM_COLUMN(email, unique)", ON_FIELD, 0, 1, ALL_POSITIONAL("the column's name", ORM_RULE_NAME),
     column_keys, TRUE},
    {"relationship", "ORM_RELATIONSHIP(back_populates=parent)", ON_FIELD, 0, 1,
     ALL_POSITIONAL("the relationship's target", ORM_RULE_NAME), relationship_keys, TRUE},
    {"embed", "ORM_EMBED(prefix=\"billing_\")", ON_FIELD, 0, 0, NO_POSITIONAL, embed_keys, TRUE},
    {"enum", "ORM_ENUM(name=state, storage=native)", ON_FIELD, 0, 0, NO_POSITIONAL, enum_keys, TRUE},
    {"ignore", "ORM_IGNORE()", ON_FIELD, 0, 0, NO_POSITIONAL, no_keys, TRUE},
};

const OrmAnnotationSpec *orm_vocabulary_spec(const char *kind, OrmSubjectKind subject)
{
    const OrmAnnotationSpec *other = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(specs); i++) {
        if (!orm_text_equal(specs[i].kind, kind))
            continue;
        if (specs[i].subjects & (1u << subject))
            return &specs[i];
        other = &specs[i];
    }
    return other;
}

const char *orm_vocabulary_nearest_kind(const char *kind)
{
    const char *candidates[G_N_ELEMENTS(specs) + 1] = {NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(specs); i++)
        candidates[i] = specs[i].kind;
    /* ORM_ON(user, ORM_TABLE(users)) is the likeliest slip. */
    g_autofree char *lower = g_ascii_strdown(kind, -1);
    return orm_nearest_word(g_str_has_prefix(lower, "orm_") ? lower + strlen("orm_") : lower, candidates);
}

const OrmKeySpec *orm_vocabulary_key(const OrmAnnotationSpec *spec, const char *key)
{
    for (const OrmKeySpec *candidate = spec->keys; candidate->key != NULL; candidate++)
        if (orm_text_equal(candidate->key, key))
            return candidate;
    return NULL;
}

const char *orm_vocabulary_nearest_key(const OrmAnnotationSpec *spec, const char *key, gboolean flags_only)
{
    g_autoptr(GPtrArray) candidates = g_ptr_array_new();
    for (const OrmKeySpec *candidate = spec->keys; candidate->key != NULL; candidate++)
        if (!flags_only || candidate->rule == ORM_RULE_FLAG || candidate->rule == ORM_RULE_FLAG_WORD)
            g_ptr_array_add(candidates, (gpointer)candidate->key);
    g_ptr_array_add(candidates, NULL);
    return orm_nearest_word(key, (const char *const *)candidates->pdata);
}
