/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sources.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

void orm_source_free(OrmSource *source)
{
    if (source == NULL)
        return;
    g_free(source->target);
    g_array_unref(source->texts);
    g_ptr_array_unref(source->buffers);
    g_ptr_array_unref(source->left_out);
    g_free(source);
}

static OrmSource *new_source(OrmSourceKind kind, OrmDialect dialect, const char *name, const char *target)
{
    OrmSource *source = g_new0(OrmSource, 1);
    g_autofree char *label = orm_schema_label(name);
    *source = (OrmSource){.kind = kind, .dialect = dialect, .label = orm_intern(label), .target = g_strdup(target)};
    source->texts = g_array_new(FALSE, FALSE, sizeof(OrmSqlText));
    source->buffers = g_ptr_array_new_with_free_func(g_free);
    source->left_out = g_ptr_array_new_with_free_func(g_free);
    return source;
}

/* Windows writes text in UTF-16, with a mark before it; everything else stays as it is. */
static void to_utf8(char **text, gsize *length)
{
    gboolean little = *length >= 2 && memcmp(*text, "\xff\xfe", 2) == 0;
    if (!little && !(*length >= 2 && memcmp(*text, "\xfe\xff", 2) == 0))
        return;
    gsize written = 0;
    char *converted =
        g_convert(*text + 2, (gssize)*length - 2, "UTF-8", little ? "UTF-16LE" : "UTF-16BE", NULL, &written, NULL);
    if (converted == NULL)
        return;
    g_free(*text);
    *text = converted;
    *length = written;
}

/* Files that are mistaken for SQL, by their first bytes. */
static const char *explain_binary(const char *text, gsize length)
{
    static const struct {
        const char *bytes, *message;
    } kinds[] = {
        {"PGDMP", "it is a dump in PostgreSQL's own format: turn it into SQL with pg_restore --schema-only -f"},
        {"\x1f\x8b", "it is compressed: unpack it first"},
        {"BZh", "it is compressed: unpack it first"},
        {"\xfd"
         "7zXZ",
         "it is compressed: unpack it first"},
        {"\x28\xb5\x2f\xfd", "it is compressed: unpack it first"},
        {"PK\x03\x04", "it is an archive: unpack it first"}};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        gsize count = strlen(kinds[i].bytes);
        if (length >= count && memcmp(text, kinds[i].bytes, count) == 0)
            return kinds[i].message;
    }
    return NULL;
}

static gboolean add_text(OrmSource *source, const char *file, GError **error)
{
    char *text = NULL;
    gsize length = 0;
    g_autoptr(GError) cause = NULL;
    if (!g_file_get_contents(file, &text, &length, &cause)) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s", cause->message);
        return FALSE;
    }
    g_ptr_array_add(source->buffers, text);
    const char *binary = explain_binary(text, length);
    if (binary != NULL) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: %s", file, binary);
        return FALSE;
    }
    to_utf8(&text, &length);
    source->buffers->pdata[source->buffers->len - 1] = text;
    if (source->kind == ORM_SOURCE_TEXT)
        orm_migration_keep_up(text, length);
    OrmSqlText sql = {orm_intern(file), text, length};
    g_array_append_val(source->texts, sql);
    return TRUE;
}

static OrmSource *find_folder(const char *name, GError **error)
{
    g_autoptr(OrmSource) source = new_source(ORM_SOURCE_TEXT, ORM_DIALECT_PORTABLE, name, name);
    g_autoptr(GPtrArray) files = orm_migrations_find(name, source->left_out, error);
    if (files == NULL)
        return NULL;
    for (guint i = 0; i < files->len; i++) {
        if (!add_text(source, files->pdata[i], error))
            return NULL;
    }
    return g_steal_pointer(&source);
}

static OrmSource *find_snapshot(const char *name, GError **error)
{
    g_autoptr(OrmSource) source = new_source(ORM_SOURCE_SNAPSHOT, ORM_DIALECT_PORTABLE, name, name);
    if (!add_text(source, name, error))
        return NULL;
    const OrmSqlText *text = &g_array_index(source->texts, OrmSqlText, 0);
    source->dialect = orm_snapshot_dialect(name, text->text, text->length, error);
    return source->dialect != ORM_DIALECT_PORTABLE ? g_steal_pointer(&source) : NULL;
}

static gboolean has_ending(const char *name, const char *const *endings)
{
    for (; *endings != NULL; endings++) {
        gsize length = strlen(name), ending = strlen(*endings);
        if (length > ending && g_ascii_strcasecmp(name + length - ending, *endings) == 0)
            return TRUE;
    }
    return FALSE;
}

static gboolean has_magic_bytes(const char *file)
{
    static const char magic[] = "SQLite format 3";
    char start[sizeof magic] = "";
    if (!g_file_test(file, G_FILE_TEST_IS_REGULAR)) /* what is read from a pipe is gone */
        return FALSE;
    FILE *stream = g_fopen(file, "rb");
    size_t read = stream != NULL ? fread(start, 1, sizeof start, stream) : 0;
    if (stream != NULL)
        fclose(stream);
    return read == sizeof start && memcmp(start, magic, sizeof magic) == 0;
}

static OrmSource *find_file(const char *name, GError **error)
{
    static const char *const databases[] = {".db", ".sqlite", ".sqlite3", ".db3", NULL};
    static const char *const texts[] = {".sql", ".ddl", ".psql", ".pgsql", ".mysql", ".dump", NULL};
    static const char *const snapshots[] = {".json", NULL};
    if (has_ending(name, databases) || has_magic_bytes(name))
        return new_source(ORM_SOURCE_SQLITE, ORM_DIALECT_SQLITE, name, name);
    g_autofree char *label = orm_schema_label(name);
    if (!g_file_test(name, G_FILE_TEST_EXISTS)) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0, "%s: there is no such file", label);
        return NULL;
    }
    if (has_ending(name, snapshots))
        return find_snapshot(name, error);
    gboolean is_pipe = !g_file_test(name, G_FILE_TEST_IS_REGULAR);
    if (!is_pipe && !has_ending(name, texts)) {
        g_set_error(error, ORM_SCHEMA_ERROR, 0,
                    "%s: the name does not say what schema this is: .sql, .db, .sqlite, .sqlite3, .db3, .json, a "
                    "folder, or a URL",
                    label);
        return NULL;
    }
    g_autoptr(OrmSource) source = new_source(ORM_SOURCE_TEXT, ORM_DIALECT_PORTABLE, name, name);
    return add_text(source, name, error) ? g_steal_pointer(&source) : NULL;
}

/* sqlite:FILE; with slashes as SQLAlchemy has it: sqlite:///FILE, sqlite:////ABSOLUTE. */
static OrmSource *find_sqlite(const char *name)
{
    const char *file = name + strlen("sqlite:");
    if (g_str_has_prefix(file, "///"))
        file += 3;
    return new_source(ORM_SOURCE_SQLITE, ORM_DIALECT_SQLITE, name, file);
}

/* A server's URL, or postgresql:KEY=VALUE...; SQLAlchemy names its driver, too: postgresql+psycopg2:// */
static OrmSource *find_server(const char *name)
{
    static const struct {
        const char *scheme;
        OrmSourceKind kind;
        OrmDialect dialect;
    } schemes[] = {{"postgresql", ORM_SOURCE_POSTGRESQL, ORM_DIALECT_POSTGRESQL},
                   {"postgres", ORM_SOURCE_POSTGRESQL, ORM_DIALECT_POSTGRESQL},
                   {"mysql", ORM_SOURCE_MYSQL, ORM_DIALECT_MYSQL},
                   {"mariadb", ORM_SOURCE_MYSQL, ORM_DIALECT_MARIADB}};
    for (guint i = 0; i < G_N_ELEMENTS(schemes); i++) {
        gsize length = strlen(schemes[i].scheme);
        if (g_ascii_strncasecmp(name, schemes[i].scheme, length) != 0 || (name[length] != ':' && name[length] != '+'))
            continue;
        const char *rest = strchr(name + length, ':');
        gboolean is_url = rest != NULL && g_str_has_prefix(rest, "://");
        gboolean is_list = rest == name + length && schemes[i].kind == ORM_SOURCE_POSTGRESQL && !is_url;
        if (!is_url && !is_list)
            continue;
        g_autofree char *target = is_url ? g_strconcat(schemes[i].scheme, rest, NULL) : g_strdup(rest + 1);
        return new_source(schemes[i].kind, schemes[i].dialect, name, target);
    }
    return NULL;
}

OrmSource *orm_source_find(const char *name, GError **error)
{
    if (g_ascii_strncasecmp(name, "sqlite:", 7) == 0)
        return find_sqlite(name);
    OrmSource *server = find_server(name);
    if (server != NULL)
        return server;
    if (strstr(name, "://") != NULL) {
        g_autofree char *label = orm_schema_label(name);
        g_set_error(error, ORM_SCHEMA_ERROR, 0,
                    "%s: schemas are read from postgresql://, mysql://, mariadb:// and sqlite:", label);
        return NULL;
    }
    return g_file_test(name, G_FILE_TEST_IS_DIR) ? find_folder(name, error) : find_file(name, error);
}
