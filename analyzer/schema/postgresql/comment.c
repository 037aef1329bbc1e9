/* SPDX-License-Identifier: MIT */
/* COMMENT ON. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

typedef struct {
    OrmPostgresqlReader *reader;
    const GPtrArray *names;
    const char *text; /* NULL: none from now on */
    OrmPlace place;
} Comment;

/* The name `back` places before the last one, NULL when there are not so many. */
static const char *name_from_end(const Comment *comment, guint back)
{
    return comment->names->len > back ? g_ptr_array_index(comment->names, comment->names->len - 1 - back) : NULL;
}

/* The table that the names up to `back` before the last one stand for; a fault and NULL when there is none. */
static OrmCatalogTable *table_of(const Comment *comment, guint back)
{
    const char *name = name_from_end(comment, back);
    const char *schema = name_from_end(comment, back + 1);
    OrmCatalogTable *table = name != NULL ? orm_postgresql_find_table(comment->reader, schema, name) : NULL;
    if (table == NULL && name != NULL && !orm_postgresql_is_passed_over(comment->reader, schema, name))
        orm_catalog_fault(comment->reader->catalog, comment->place, "there is no table `%s`",
                          orm_postgresql_qualified(schema, name));
    return table;
}

static void on_table(const Comment *comment)
{
    OrmCatalogTable *table = table_of(comment, 0);
    if (table != NULL)
        table->comment = comment->text;
}

static void on_column(const Comment *comment)
{
    const char *last = name_from_end(comment, 0);
    const char *name = name_from_end(comment, 1);
    if (name == NULL)
        return;
    OrmCatalogTable *table = orm_postgresql_find_table(comment->reader, name_from_end(comment, 2), name);
    if (table == NULL) /* of a composite type */
        return;
    OrmCatalogColumn *column = orm_postgresql_require_column(comment->reader, table, last, comment->place, FALSE);
    if (column != NULL)
        column->comment = comment->text;
}

static void on_index(const Comment *comment)
{
    OrmCatalogTable *table;
    const char *name = name_from_end(comment, 0);
    const char *schema = name_from_end(comment, 1);
    OrmCatalogIndex *index = orm_postgresql_find_index(comment->reader, schema, name, &table);
    if (index != NULL)
        index->comment = comment->text;
    else if (!comment->reader->has_children) /* else it may be one that a partition has from its parent */
        orm_catalog_fault(comment->reader->catalog, comment->place, "there is no index `%s`",
                          orm_postgresql_qualified(schema, name));
}

static void on_type(const Comment *comment)
{
    OrmCatalogType *type =
        orm_postgresql_find_type(comment->reader, name_from_end(comment, 1), name_from_end(comment, 0));
    if (type != NULL)
        type->comment = comment->text;
}

static const struct {
    const char *type;
    void (*apply)(const Comment *comment);
} kinds[] = {{"OBJECT_TABLE", on_table},   {"OBJECT_FOREIGN_TABLE", on_table}, {"OBJECT_VIEW", on_table},
             {"OBJECT_MATVIEW", on_table}, {"OBJECT_COLUMN", on_column},       {"OBJECT_INDEX", on_index},
             {"OBJECT_TYPE", on_type},     {"OBJECT_DOMAIN", on_type}};

void orm_postgresql_comment(OrmPostgresqlReader *reader, const json_t *node)
{
    g_autoptr(GPtrArray) names = orm_tree_names(orm_tree_get(node, "object"));
    const char *text = orm_tree_text(node, "comment");
    const char *name = names->len > 0 ? g_ptr_array_index(names, names->len - 1) : NULL;
    guint is = orm_postgresql_find_word(reader, 3, "IS");
    Comment comment = {reader, names, text != NULL && *text != '\0' ? orm_intern(text) : NULL,
                       orm_postgresql_token_place(reader, is - 1)};
    orm_postgresql_step(reader, ORM_STEP_OTHER, comment.place);
    for (guint i = 0; name != NULL && i < G_N_ELEMENTS(kinds); i++) {
        if (orm_tree_is(node, "objtype", kinds[i].type))
            kinds[i].apply(&comment);
    }
}
