/* SPDX-License-Identifier: MIT */
/* What each kind of statement does, and what of the session the next ones depend on: transactions and the search path.
 */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"

static void data(OrmPostgresqlReader *reader, const json_t *node)
{
    const json_t *range = orm_tree_get(node, "relation");
    OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_DATA, reader->place);
    step->schema = orm_intern(orm_tree_text(range, "schemaname"));
    step->table = orm_intern(orm_tree_text(range, "relname"));
}

static void other(OrmPostgresqlReader *reader, const json_t *node)
{
    (void)node;
    orm_postgresql_step(reader, ORM_STEP_OTHER, reader->place);
}

static void create_foreign_table(OrmPostgresqlReader *reader, const json_t *node)
{
    orm_postgresql_create_table(reader, orm_tree_get(node, "base"));
}

static void add_to_path(OrmPostgresqlReader *reader, const char *schema)
{
    if (*schema != '\0' && strcmp(schema, "$user") != 0 && !g_str_has_prefix(schema, "pg_"))
        g_ptr_array_add(reader->search_path, (gpointer)orm_intern(schema));
}

void orm_postgresql_reset_path(OrmPostgresqlReader *reader)
{
    g_ptr_array_set_size(reader->search_path, 0);
    add_to_path(reader, reader->catalog->default_schema);
}

/* A list of names as set_config takes it. */
static void set_path_by_text(OrmPostgresqlReader *reader, const char *text)
{
    g_autoptr(GArray) tokens = orm_postgresql_scan_all(text, strlen(text));
    g_ptr_array_set_size(reader->search_path, 0);
    for (guint i = 0; i < tokens->len; i++) {
        g_autofree char *name = orm_postgresql_scan_name(text, &g_array_index(tokens, OrmPostgresqlToken, i));
        if (name != NULL)
            add_to_path(reader, name);
    }
}

static const char *constant_text(const json_t *constant)
{
    return orm_tree_text(orm_tree_get(orm_tree_as(constant, "A_Const"), "sval"), "sval");
}

static void set_variable(OrmPostgresqlReader *reader, const json_t *node)
{
    const char *name = orm_tree_text(node, "name");
    gboolean waits = name != NULL && g_str_has_suffix(name, "_timeout");
    orm_postgresql_step(reader, waits ? ORM_STEP_SET_TIMEOUT : ORM_STEP_OTHER, reader->place)->name = orm_intern(name);
    gboolean resets = !orm_tree_is(node, "kind", "VAR_SET_VALUE");
    if (orm_tree_is(node, "kind", "VAR_RESET_ALL") || (resets && g_strcmp0(name, "search_path") == 0))
        orm_postgresql_reset_path(reader);
    if (resets || g_strcmp0(name, "search_path") != 0)
        return;
    const json_t *names = orm_tree_get(node, "args");
    g_ptr_array_set_size(reader->search_path, 0);
    for (size_t i = 0; i < json_array_size(names); i++) {
        const char *schema = constant_text(json_array_get(names, i));
        if (schema != NULL)
            add_to_path(reader, schema);
    }
}

/* SELECT set_config('search_path', ...) is how a dump sets it; SELECT INTO makes a table. */
static void select_statement(OrmPostgresqlReader *reader, const json_t *node)
{
    if (orm_tree_get(node, "intoClause") != NULL) {
        json_t *made = json_pack("{s:O}", "into", orm_tree_get(node, "intoClause"));
        orm_postgresql_create_table_as(reader, made);
        json_decref(made);
        return;
    }
    other(reader, node);
    const json_t *target = orm_tree_as(json_array_get(orm_tree_get(node, "targetList"), 0), "ResTarget");
    const json_t *call = orm_tree_as(orm_tree_get(target, "val"), "FuncCall");
    const json_t *names = orm_tree_get(call, "funcname");
    const json_t *arguments = orm_tree_get(call, "args");
    const char *function = orm_tree_string(json_array_get(names, json_array_size(names) - 1));
    const char *variable = constant_text(json_array_get(arguments, 0));
    const char *value = constant_text(json_array_get(arguments, 1));
    if (strcmp(function, "set_config") == 0 && g_strcmp0(variable, "search_path") == 0 && value != NULL)
        set_path_by_text(reader, value);
}

static void transaction(OrmPostgresqlReader *reader, const json_t *node)
{
    const char *kind = orm_tree_text(node, "kind");
    kind = kind != NULL ? kind : "";
    if (strcmp(kind, "TRANS_STMT_BEGIN") == 0 || strcmp(kind, "TRANS_STMT_START") == 0) {
        if (reader->transaction == 0) {
            reader->transaction = ++reader->transactions;
            reader->transaction_place = reader->place;
        }
        orm_postgresql_step(reader, ORM_STEP_BEGIN, reader->place);
    } else if (strcmp(kind, "TRANS_STMT_COMMIT") == 0 || strcmp(kind, "TRANS_STMT_PREPARE") == 0) {
        orm_postgresql_step(reader, ORM_STEP_COMMIT, reader->place);
        reader->transaction = 0;
    } else if (strcmp(kind, "TRANS_STMT_ROLLBACK") == 0) {
        orm_postgresql_step(reader, ORM_STEP_ROLLBACK, reader->place);
        reader->transaction = 0;
    } else {
        other(reader, node);
    }
}

static const struct {
    const char *type;
    void (*apply)(OrmPostgresqlReader *reader, const json_t *node);
} statements[] = {{"CreateStmt", orm_postgresql_create_table},
                  {"CreateForeignTableStmt", create_foreign_table},
                  {"CreateTableAsStmt", orm_postgresql_create_table_as},
                  {"ViewStmt", orm_postgresql_create_view},
                  {"CreateSchemaStmt", orm_postgresql_create_schema},
                  {"CreateTrigStmt", orm_postgresql_create_trigger},
                  {"IndexStmt", orm_postgresql_create_index},
                  {"CreateEnumStmt", orm_postgresql_create_enum},
                  {"AlterEnumStmt", orm_postgresql_alter_enum},
                  {"CreateDomainStmt", orm_postgresql_create_domain},
                  {"AlterDomainStmt", orm_postgresql_alter_domain},
                  {"CompositeTypeStmt", orm_postgresql_create_other_type},
                  {"CreateRangeStmt", orm_postgresql_create_other_type},
                  {"CreateSeqStmt", orm_postgresql_create_sequence},
                  {"AlterSeqStmt", orm_postgresql_alter_sequence},
                  {"AlterTableStmt", orm_postgresql_alter_table},
                  {"RenameStmt", orm_postgresql_rename},
                  {"AlterObjectSchemaStmt", orm_postgresql_set_schema},
                  {"DropStmt", orm_postgresql_drop},
                  {"CommentStmt", orm_postgresql_comment},
                  {"VariableSetStmt", set_variable},
                  {"SelectStmt", select_statement},
                  {"TransactionStmt", transaction},
                  {"InsertStmt", data},
                  {"UpdateStmt", data},
                  {"DeleteStmt", data},
                  {"MergeStmt", data}};

void orm_postgresql_apply(OrmPostgresqlReader *reader, const json_t *statement)
{
    const char *type;
    const json_t *node = orm_tree_node(statement, &type);
    for (guint i = 0; i < G_N_ELEMENTS(statements); i++) {
        if (strcmp(type, statements[i].type) == 0) {
            statements[i].apply(reader, node);
            return;
        }
    }
    other(reader, node);
}
