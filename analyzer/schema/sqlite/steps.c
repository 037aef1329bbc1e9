/* SPDX-License-Identifier: MIT */
/* What a statement did. */
#include "analyzer/schema/sqlite/application.h"

#include <string.h>

/* The first column of the first row of a query with up to two names, interned; NULL: no row. */
static const char *ask(sqlite3 *database, const char *query, const char *first, const char *second)
{
    g_autoptr(sqlite3_stmt) statement = NULL;
    if (first == NULL || sqlite3_prepare_v2(database, query, -1, &statement, NULL) != SQLITE_OK)
        return NULL;
    sqlite3_bind_text(statement, 1, first, -1, SQLITE_TRANSIENT);
    sqlite3_bind_text(statement, 2, second, -1, SQLITE_TRANSIENT);
    return sqlite3_step(statement) == SQLITE_ROW ? orm_intern((const char *)sqlite3_column_text(statement, 0)) : NULL;
}

/* Tables and views are asked for by other means than a query, which would look at the whole schema for each of them. */
static gboolean exists(sqlite3 *database, const OrmSqliteStatement *statement)
{
    static const char query[] = "SELECT 1 FROM main.sqlite_master WHERE name = ?1 COLLATE NOCASE";
    const char *name = statement->name;
    if (name != NULL &&
        sqlite3_table_column_metadata(database, "main", name, NULL, NULL, NULL, NULL, NULL, NULL) == SQLITE_OK)
        return TRUE;
    gboolean is_other = statement->kind == ORM_SQLITE_CREATE_INDEX || statement->kind == ORM_SQLITE_DROP_INDEX ||
                        statement->kind == ORM_SQLITE_CREATE_TRIGGER || statement->kind == ORM_SQLITE_DROP_TRIGGER ||
                        statement->kind == ORM_SQLITE_DROP_VIEW;
    return is_other && ask(database, query, name, NULL) != NULL;
}

OrmSqliteBefore orm_sqlite_before(const OrmSqliteApplication *application, const OrmSqliteStatement *statement)
{
    sqlite3 *database = application->sandbox->database;
    OrmSqliteBefore before = {0};
    gboolean in_main = statement->schema == NULL || g_ascii_strcasecmp(statement->schema, "main") == 0;
    const char *table = statement->table != NULL ? statement->table : statement->name;
    before.is_temporary = statement->temporary || (statement->schema != NULL && !in_main);
    if (statement->schema == NULL && !statement->temporary)
        before.is_temporary =
            ask(database, "SELECT 1 FROM temp.sqlite_master WHERE name = ?1 COLLATE NOCASE", table, NULL) != NULL;
    before.exists = statement->if_exists && exists(database, statement);
    if (statement->kind == ORM_SQLITE_DROP_INDEX)
        before.table = ask(database, "SELECT tbl_name FROM main.sqlite_master WHERE name = ?1 COLLATE NOCASE",
                           statement->name, NULL);
    if (statement->kind == ORM_SQLITE_DROP_COLUMN)
        before.old_type =
            ask(database, "SELECT type FROM pragma_table_xinfo(?1, 'main') WHERE name = ?2 COLLATE NOCASE",
                statement->name, statement->column);
    return before;
}

static OrmMigrationStep *add_step(OrmSqliteApplication *application, const OrmSqliteStatement *statement,
                                  OrmMigrationStepKind kind)
{
    gboolean named = orm_place_known(&statement->name_place), column = orm_place_known(&statement->column_place);
    OrmMigrationStep step = {.kind = kind,
                             .place = column  ? statement->column_place
                                      : named ? statement->name_place
                                              : statement->place,
                             .statement = statement->place,
                             .statement_number = application->statement_number,
                             .transaction = application->transaction,
                             .if_exists = statement->if_exists};
    g_array_append_val(application->catalog->steps, step);
    return &g_array_index(application->catalog->steps, OrmMigrationStep, application->catalog->steps->len - 1);
}

/* Keys and checks that come with a new column. */
static void note_constraints(OrmSqliteApplication *application, const OrmSqliteStatement *statement,
                             const OrmSqliteColumn *column)
{
    for (guint i = 0; i < column->constraints->len; i++) {
        const OrmSqliteConstraint *constraint = g_ptr_array_index(column->constraints, i);
        gboolean is_key = constraint->kind == ORM_SQLITE_FOREIGN_KEY;
        if (!is_key && constraint->kind != ORM_SQLITE_CHECK)
            continue;
        OrmMigrationStep *step =
            add_step(application, statement, is_key ? ORM_STEP_ADD_FOREIGN_KEY : ORM_STEP_ADD_CHECK);
        step->place = constraint->place;
        step->table = statement->name;
        step->name = constraint->name;
        step->columns = is_key ? column->name : NULL;
        step->parent = constraint->parent;
    }
}

static void note_new_column(OrmSqliteApplication *application, const OrmSqliteStatement *statement)
{
    OrmSqliteColumn *column = orm_sqlite_column_parse(
        application->source, &g_array_index(statement->tokens, OrmSqliteToken, statement->rest));
    OrmMigrationStep *step = add_step(application, statement, ORM_STEP_ADD_COLUMN);
    step->table = statement->name;
    step->name = statement->column;
    if (column == NULL)
        return;
    step->new_type = column->type;
    step->not_null = column->not_null;
    step->is_generated = column->generated != NULL;
    const char *value = column->default_text;
    step->has_default = value != NULL && g_ascii_strcasecmp(value, "null") != 0;
    g_autofree char *folded = value != NULL ? g_ascii_strdown(value, -1) : NULL;
    step->volatile_default = folded != NULL && strstr(folded, "random") != NULL && *folded != '\'' && *folded != '"';
    note_constraints(application, statement, column);
    orm_sqlite_places_add_column(application->places, statement->name, column);
}

/* The name of a column in quotes without them; what is no name stays as it is. */
static const char *bare_name(const char *text)
{
    gsize length = strlen(text);
    const char *close = length > 2 ? strchr("\"\"``[]", *text) : NULL;
    if (close == NULL || text[length - 1] != close[1] || memchr(text + 1, close[1], length - 2) != NULL)
        return text;
    g_autofree char *name = g_strndup(text + 1, length - 2);
    return orm_intern(name);
}

static void note_index(OrmSqliteApplication *application, const OrmSqliteStatement *statement)
{
    const OrmSqliteToken *tokens = &g_array_index(statement->tokens, OrmSqliteToken, statement->rest);
    g_autoptr(OrmSqliteIndex) index = orm_sqlite_index_parse(application->source, tokens);
    g_autoptr(GString) columns = g_string_new(NULL);
    gboolean plain = index->expressions->len > 0;
    for (guint i = 0; i < index->expressions->len; i++) {
        const char *text = g_ptr_array_index(index->expressions, i);
        const char *name = bare_name(text);
        plain = plain && (name != text || strchr(text, '(') == NULL);
        g_string_append_printf(columns, "%s%s", i > 0 ? ", " : "", name);
    }
    OrmMigrationStep *step = add_step(application, statement, ORM_STEP_CREATE_INDEX);
    step->table = statement->table;
    step->name = statement->name;
    step->unique = statement->unique;
    step->columns = plain ? orm_intern(columns->str) : NULL;
    orm_sqlite_places_add(application->places, statement->name, statement->name_place, NULL);
}

static void note_create(OrmSqliteApplication *application, const OrmSqliteStatement *statement)
{
    OrmSqliteTable *table = NULL;
    if (statement->kind == ORM_SQLITE_CREATE_TABLE)
        table = orm_sqlite_table_parse(application->source,
                                       &g_array_index(statement->tokens, OrmSqliteToken, statement->rest));
    orm_sqlite_places_add(application->places, statement->name, statement->name_place, table);
    gboolean is_table = table != NULL || statement->kind == ORM_SQLITE_CREATE_VIRTUAL_TABLE;
    OrmMigrationStep *step = add_step(application, statement,
                                      is_table                                    ? ORM_STEP_CREATE_TABLE
                                      : statement->kind == ORM_SQLITE_CREATE_VIEW ? ORM_STEP_CREATE_VIEW
                                                                                  : ORM_STEP_OTHER);
    gboolean is_trigger = statement->kind == ORM_SQLITE_CREATE_TRIGGER;
    step->table = is_trigger ? statement->table : statement->name;
    step->name = is_trigger ? statement->name : NULL;
}

static void note_rename(OrmSqliteApplication *application, const OrmSqliteStatement *statement)
{
    gboolean of_column = statement->kind == ORM_SQLITE_RENAME_COLUMN;
    OrmMigrationStep *step =
        add_step(application, statement, of_column ? ORM_STEP_RENAME_COLUMN : ORM_STEP_RENAME_TABLE);
    step->table = statement->name;
    step->name = statement->column;
    step->new_name = statement->new_name;
    if (of_column)
        orm_sqlite_places_rename_column(application->places, statement->name, statement->column, statement->new_name);
    else
        orm_sqlite_places_rename(application->places, statement->name, statement->new_name);
}

static void note_plain(OrmSqliteApplication *application, const OrmSqliteStatement *statement, OrmSqliteBefore before)
{
    static const OrmMigrationStepKind kinds[] = {[ORM_SQLITE_DROP_TABLE] = ORM_STEP_DROP_TABLE,
                                                 [ORM_SQLITE_DROP_INDEX] = ORM_STEP_DROP_INDEX,
                                                 [ORM_SQLITE_DROP_VIEW] = ORM_STEP_DROP_VIEW,
                                                 [ORM_SQLITE_DROP_TRIGGER] = ORM_STEP_OTHER,
                                                 [ORM_SQLITE_DROP_COLUMN] = ORM_STEP_DROP_COLUMN,
                                                 [ORM_SQLITE_BEGIN] = ORM_STEP_BEGIN,
                                                 [ORM_SQLITE_COMMIT] = ORM_STEP_COMMIT,
                                                 [ORM_SQLITE_ROLLBACK] = ORM_STEP_ROLLBACK,
                                                 [ORM_SQLITE_SAVEPOINT] = ORM_STEP_OTHER,
                                                 [ORM_SQLITE_PRAGMA] = ORM_STEP_OTHER,
                                                 [ORM_SQLITE_DATA] = ORM_STEP_DATA,
                                                 [ORM_SQLITE_QUERY] = ORM_STEP_OTHER,
                                                 [ORM_SQLITE_ATTACH] = ORM_STEP_OTHER,
                                                 [ORM_SQLITE_UNKNOWN] = ORM_STEP_OTHER};
    OrmMigrationStepKind kind = kinds[statement->kind];
    gboolean waits = statement->kind == ORM_SQLITE_PRAGMA && g_strcmp0(statement->name, "busy_timeout") == 0;
    OrmMigrationStep *step = add_step(application, statement, waits ? ORM_STEP_SET_TIMEOUT : kind);
    step->table = kind == ORM_STEP_DROP_INDEX ? before.table : statement->name;
    step->name = kind == ORM_STEP_DROP_INDEX ? statement->name : statement->column;
    step->old_type = before.old_type;
    if (kind != ORM_STEP_OTHER)
        return;
    step->table = NULL;
    step->name = statement->name;
}

void orm_sqlite_note(OrmSqliteApplication *application, const OrmSqliteStatement *statement, OrmSqliteBefore before)
{
    gboolean creates = statement->kind <= ORM_SQLITE_CREATE_TRIGGER;
    gboolean drops = statement->kind >= ORM_SQLITE_DROP_TABLE && statement->kind <= ORM_SQLITE_DROP_TRIGGER;
    /* IF EXISTS had nothing to do */
    gboolean idle = statement->if_exists && ((creates && before.exists) || (drops && !before.exists));
    if (before.is_temporary || idle) {
        add_step(application, statement, ORM_STEP_OTHER)->name = statement->name;
        return;
    }
    switch (statement->kind) {
    case ORM_SQLITE_CREATE_TABLE:
    case ORM_SQLITE_CREATE_VIRTUAL_TABLE:
    case ORM_SQLITE_CREATE_VIEW:
    case ORM_SQLITE_CREATE_TRIGGER:
        note_create(application, statement);
        break;
    case ORM_SQLITE_CREATE_INDEX:
        note_index(application, statement);
        break;
    case ORM_SQLITE_RENAME_TABLE:
    case ORM_SQLITE_RENAME_COLUMN:
        note_rename(application, statement);
        break;
    case ORM_SQLITE_ADD_COLUMN:
        note_new_column(application, statement);
        break;
    default:
        note_plain(application, statement, before);
    }
}
