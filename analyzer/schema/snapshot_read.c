/* SPDX-License-Identifier: MIT */
/* JSON back to a catalog. Whatever stands there, every fault has its path: "tables[3].columns[0].nullable". */
#include "analyzer/schema/snapshot_values.h"

typedef OrmSnapshotReader Reader;

static gboolean read_record(Reader *reader, json_t *object, gpointer record, const OrmRecord *description);

/* The text of a member that a record cannot be made without. */
static const char *peek(const json_t *object, const char *name)
{
    return orm_snapshot_string(json_object_get(object, name));
}

static gpointer make_record(Reader *reader, gpointer owner, const OrmMember *member, gpointer list, json_t *object)
{
    if (member->kind == ORM_MEMBER_ROWS) {
        GArray *rows = *(GArray **)list;
        g_array_set_size(rows, rows->len + 1);
        return rows->data + (rows->len - 1) * member->record->size;
    }
    OrmNewRecord made = {.catalog = reader->catalog,
                         .owner = owner,
                         .list = *(GPtrArray **)list,
                         .schema = peek(object, "schema"),
                         .name = peek(object, "name"),
                         .has_labels = json_object_get(object, "labels") != NULL};
    return member->record->add(&made);
}

/* What a record needs before it can be made. */
static gboolean is_complete(Reader *reader, json_t *object, const OrmRecord *description)
{
    if (!json_is_object(object))
        return orm_snapshot_fail(reader, NULL, "an object is wanted");
    for (const OrmMember *member = description->members; member->name != NULL; member++) {
        if (member->required && json_object_get(object, member->name) == NULL)
            return orm_snapshot_fail(reader, NULL, "the member `%s` is missing", member->name);
        const char *text = NULL;
        if (member->required && member->kind == ORM_MEMBER_TEXT &&
            !orm_snapshot_read_value(reader, member, json_object_get(object, member->name), &text))
            return FALSE;
    }
    return TRUE;
}

static gboolean read_list(Reader *reader, gpointer owner, const OrmMember *member, const json_t *value, gpointer list)
{
    if (!json_is_array(value))
        return orm_snapshot_fail(reader, member->name, "an array is wanted");
    if (member->kind == ORM_MEMBER_LIST && *(GPtrArray **)list == NULL)
        return orm_snapshot_fail(reader, member->name, "a type with labels has none");
    gsize length = reader->path->len;
    for (gsize i = 0; i < json_array_size(value); i++) {
        json_t *object = json_array_get(value, i);
        g_string_append_printf(reader->path, "%s%s[%" G_GSIZE_FORMAT "]", length > 0 ? "." : "", member->name, i);
        if (!is_complete(reader, object, member->record) ||
            !read_record(reader, object, make_record(reader, owner, member, list, object), member->record))
            return FALSE;
        g_string_truncate(reader->path, length);
    }
    return TRUE;
}

static gboolean read_member(Reader *reader, gpointer record, const OrmMember *member, json_t *json)
{
    gpointer value = (char *)record + member->offset;
    if (member->kind == ORM_MEMBER_LIST || member->kind == ORM_MEMBER_ROWS)
        return read_list(reader, record, member, json, value);
    return orm_snapshot_read_value(reader, member, json, value);
}

static gboolean knows_all(Reader *reader, json_t *object, const OrmRecord *description)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        const OrmMember *member = description->members;
        while (member->name != NULL && !g_str_equal(member->name, key))
            member++;
        if (member->name == NULL && (reader->path->len > 0 || !g_str_equal(key, "snapshot")))
            return orm_snapshot_fail(reader, NULL, "there is no member `%s`", key);
    }
    return TRUE;
}

static gboolean read_record(Reader *reader, json_t *object, gpointer record, const OrmRecord *description)
{
    if (!knows_all(reader, object, description))
        return FALSE;
    for (const OrmMember *member = description->members; member->name != NULL; member++) {
        json_t *value = json_object_get(object, member->name);
        if (value == NULL)
            orm_snapshot_set_usual(reader, member, (char *)record + member->offset);
        else if (!read_member(reader, record, member, value))
            return FALSE;
    }
    const char *fault = description->fault != NULL ? description->fault(record) : NULL;
    return fault == NULL || orm_snapshot_fail(reader, NULL, "%s", fault);
}

/* The document, if it is a snapshot of this version. Free with json_decref. */
static json_t *load(Reader *reader, const char *text, gsize length)
{
    json_error_t fault;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &fault);
    const json_t *version = json_object_get(root, "snapshot");
    if (root == NULL)
        g_set_error(reader->error, ORM_SCHEMA_ERROR, 0, "%s:%d:%d: it is no JSON: %s", reader->file, fault.line,
                    MAX(fault.column, 1), fault.text);
    else if (!json_is_integer(version))
        orm_snapshot_fail(reader, NULL, "it is no snapshot of a schema, as `ormlint inspect --format json` writes one");
    else if (json_integer_value(version) != ORM_SNAPSHOT_VERSION)
        orm_snapshot_fail(reader, NULL, "the snapshot is of version %lld, this ormlint reads version %d",
                          (long long)json_integer_value(version), ORM_SNAPSHOT_VERSION);
    else
        return root;
    json_decref(root);
    return NULL;
}

OrmDialect orm_snapshot_dialect(const char *file, const char *text, gsize length, GError **error)
{
    g_autoptr(GString) path = g_string_new(NULL);
    Reader reader = {.file = file, .path = path, .error = error};
    json_t *root = load(&reader, text, length);
    if (root == NULL)
        return ORM_DIALECT_PORTABLE;
    OrmDialect dialect = ORM_DIALECT_PORTABLE;
    const char *name = json_string_value(json_object_get(root, "dialect"));
    if (name == NULL || !orm_dialect_parse(name, &dialect) || dialect == ORM_DIALECT_PORTABLE)
        orm_snapshot_fail(&reader, "dialect", "one of these is wanted: postgresql, sqlite, mysql, mariadb");
    json_decref(root);
    return dialect;
}

gboolean orm_snapshot_read(OrmCatalog *catalog, const char *file, const char *text, gsize length, GError **error)
{
    g_autoptr(GString) path = g_string_new(NULL);
    Reader reader = {catalog, file, path, error};
    json_t *root = load(&reader, text, length);
    if (root == NULL)
        return FALSE;
    gboolean read =
        is_complete(&reader, root, &orm_snapshot_catalog) && read_record(&reader, root, catalog, &orm_snapshot_catalog);
    json_decref(root);
    return read;
}
