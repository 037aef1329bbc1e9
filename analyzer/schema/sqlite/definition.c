/* SPDX-License-Identifier: MIT */
#include "analyzer/schema/sqlite/definition.h"

#include "analyzer/schema/sqlite/cursor.h"

static void free_constraint(gpointer data)
{
    OrmSqliteConstraint *constraint = data;
    g_ptr_array_unref(constraint->columns);
    g_free(constraint);
}

void orm_sqlite_column_free(gpointer data)
{
    OrmSqliteColumn *column = data;
    g_ptr_array_unref(column->constraints);
    g_free(column);
}

void orm_sqlite_table_free(OrmSqliteTable *table)
{
    if (table == NULL)
        return;
    g_ptr_array_unref(table->columns);
    g_ptr_array_unref(table->constraints);
    g_free(table);
}

OrmSqliteColumn *orm_sqlite_table_column(const OrmSqliteTable *table, const char *name)
{
    for (guint i = table != NULL ? table->columns->len : 0; i > 0; i--) {
        OrmSqliteColumn *column = g_ptr_array_index(table->columns, i - 1);
        if (g_ascii_strcasecmp(column->name, name) == 0)
            return column;
    }
    return NULL;
}

/* A constraint of a column or table, at its keyword, and the name that CONSTRAINT gave it. */
typedef struct {
    const char *name;
    OrmPlace place;
} Label;

static OrmSqliteConstraint *add_constraint(GPtrArray *constraints, OrmSqliteConstraintKind kind, Label *label,
                                           OrmPlace keyword)
{
    OrmSqliteConstraint *constraint = g_new0(OrmSqliteConstraint, 1);
    constraint->kind = kind;
    constraint->name = label->name;
    constraint->place = label->name != NULL ? label->place : keyword;
    constraint->columns = g_ptr_array_new();
    g_ptr_array_add(constraints, constraint);
    *label = (Label){0};
    return constraint;
}

static void skip_conflict_clause(OrmSqliteCursor *cursor)
{
    if (orm_sqlite_at(cursor, "ON") && orm_sqlite_is(cursor->source, cursor->token[1], "CONFLICT")) {
        orm_sqlite_advance(cursor);
        orm_sqlite_advance(cursor);
        orm_sqlite_advance(cursor);
    }
}

/* `(a, b COLLATE nocase DESC)`: the names. Returns whether it says AUTOINCREMENT. */
static gboolean take_columns(OrmSqliteCursor *cursor, GPtrArray *columns)
{
    gboolean autoincrement = FALSE;
    if (!orm_sqlite_skip(cursor, "("))
        return FALSE;
    while (!orm_sqlite_at_end(cursor) && !orm_sqlite_at(cursor, ")")) {
        const char *name = orm_sqlite_take_name(cursor, NULL);
        if (name != NULL)
            g_ptr_array_add(columns, (gpointer)name);
        while (!orm_sqlite_at_end(cursor) && !orm_sqlite_at(cursor, ",") && !orm_sqlite_at(cursor, ")")) {
            autoincrement = autoincrement || orm_sqlite_at(cursor, "AUTOINCREMENT");
            orm_sqlite_skip_group(cursor);
        }
        orm_sqlite_skip(cursor, ",");
    }
    orm_sqlite_skip(cursor, ")");
    return autoincrement;
}

/* [NOT] DEFERRABLE [INITIALLY DEFERRED|IMMEDIATE]; stays when there is none. */
static gboolean take_deferrable(OrmSqliteCursor *cursor, OrmSqliteConstraint *key)
{
    gboolean negated = orm_sqlite_at(cursor, "NOT") && orm_sqlite_is(cursor->source, cursor->token[1], "DEFERRABLE");
    if (negated)
        orm_sqlite_advance(cursor);
    if (!orm_sqlite_skip(cursor, "DEFERRABLE"))
        return FALSE;
    gboolean deferred = FALSE;
    if (orm_sqlite_skip(cursor, "INITIALLY")) {
        deferred = orm_sqlite_at(cursor, "DEFERRED");
        orm_sqlite_advance(cursor);
    }
    if (key != NULL) {
        key->deferrable = !negated;
        key->initially_deferred = deferred && !negated;
    }
    return TRUE;
}

/* From behind REFERENCES. */
static void take_reference(OrmSqliteCursor *cursor, OrmSqliteConstraint *key)
{
    key->parent = orm_sqlite_take_name(cursor, NULL);
    if (orm_sqlite_at(cursor, "("))
        orm_sqlite_skip_group(cursor);
    for (;;) {
        if (orm_sqlite_skip(cursor, "MATCH")) {
            key->match = orm_sqlite_take_name(cursor, NULL);
        } else if (orm_sqlite_at(cursor, "ON") && !orm_sqlite_is(cursor->source, cursor->token[1], "CONFLICT")) {
            orm_sqlite_advance(cursor);
            orm_sqlite_advance(cursor); /* DELETE, UPDATE */
            if (orm_sqlite_skip(cursor, "SET") || orm_sqlite_skip(cursor, "NO"))
                orm_sqlite_advance(cursor);
            else
                orm_sqlite_advance(cursor);
        } else if (!take_deferrable(cursor, key)) {
            break;
        }
    }
}

static gboolean ends_type(const OrmSqliteCursor *cursor)
{
    static const char *const words[] = {"CONSTRAINT", "PRIMARY", "NOT",        "NULL",       "UNIQUE", "CHECK",
                                        "DEFAULT",    "COLLATE", "REFERENCES", "DEFERRABLE", "AS"};
    if (cursor->token->kind != ORM_SQLITE_WORD)
        return cursor->token->kind == ORM_SQLITE_END || cursor->token->kind == ORM_SQLITE_OTHER;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (orm_sqlite_at(cursor, words[i]))
            return TRUE;
    }
    return orm_sqlite_at(cursor, "GENERATED") && orm_sqlite_is(cursor->source, cursor->token[1], "ALWAYS");
}

static void take_type(OrmSqliteCursor *cursor, OrmSqliteColumn *column)
{
    const OrmSqliteToken *first = cursor->token;
    while (!ends_type(cursor))
        orm_sqlite_advance(cursor);
    if (cursor->token > first && orm_sqlite_at(cursor, "("))
        orm_sqlite_skip_group(cursor);
    if (cursor->token == first)
        return;
    column->type = orm_sqlite_text(cursor->source, first, cursor->token);
    column->type_place = orm_sqlite_place(cursor->source, first->start, cursor->token[-1].end);
}

/* From behind DEFAULT: a term with its sign, or an expression in parentheses. */
static void take_default(OrmSqliteCursor *cursor, OrmSqliteColumn *column)
{
    const OrmSqliteToken *first = cursor->token;
    if (orm_sqlite_at(cursor, "+") || orm_sqlite_at(cursor, "-"))
        orm_sqlite_advance(cursor);
    orm_sqlite_skip_group(cursor);
    column->default_text = orm_sqlite_bare_text(cursor->source, first, cursor->token);
    if (cursor->token > first)
        column->default_place = orm_sqlite_place(cursor->source, first->start, cursor->token[-1].end);
}

static void own_key(OrmSqliteColumn *column, OrmSqliteConstraintKind kind, Label *label, OrmPlace place)
{
    OrmSqliteConstraint *constraint = add_constraint(column->constraints, kind, label, place);
    g_ptr_array_add(constraint->columns, (gpointer)column->name);
}

static OrmSqliteConstraint *last_key(const OrmSqliteColumn *column)
{
    guint count = column->constraints->len;
    OrmSqliteConstraint *last = count > 0 ? g_ptr_array_index(column->constraints, count - 1) : NULL;
    return last != NULL && last->kind == ORM_SQLITE_FOREIGN_KEY ? last : NULL;
}

/* One constraint of a column; FALSE when none stands there. */
static gboolean take_column_constraint(OrmSqliteCursor *cursor, OrmSqliteColumn *column, Label *label)
{
    OrmPlace place = orm_sqlite_here(cursor);
    if (orm_sqlite_skip(cursor, "CONSTRAINT")) {
        label->name = orm_sqlite_take_name(cursor, &label->place);
    } else if (orm_sqlite_skip(cursor, "DEFAULT")) {
        take_default(cursor, column);
    } else if (orm_sqlite_skip(cursor, "PRIMARY")) {
        orm_sqlite_skip(cursor, "KEY");
        own_key(column, ORM_SQLITE_PRIMARY_KEY, label, place);
        if (orm_sqlite_at(cursor, "ASC") || orm_sqlite_at(cursor, "DESC"))
            orm_sqlite_advance(cursor);
        skip_conflict_clause(cursor);
        column->autoincrement = orm_sqlite_skip(cursor, "AUTOINCREMENT") || column->autoincrement;
    } else if (orm_sqlite_skip(cursor, "UNIQUE")) {
        own_key(column, ORM_SQLITE_UNIQUE, label, place);
    } else if (orm_sqlite_skip(cursor, "CHECK")) {
        add_constraint(column->constraints, ORM_SQLITE_CHECK, label, place)->expression = orm_sqlite_take_group(cursor);
    } else if (orm_sqlite_skip(cursor, "REFERENCES")) {
        own_key(column, ORM_SQLITE_FOREIGN_KEY, label, place);
        take_reference(cursor, last_key(column));
    } else if (orm_sqlite_skip(cursor, "COLLATE")) {
        column->collation = orm_sqlite_take_name(cursor, NULL);
    } else if (orm_sqlite_skip(cursor, "AS")) {
        column->generated = orm_sqlite_take_group(cursor);
    } else if (take_deferrable(cursor, last_key(column))) {
        return TRUE;
    } else if (orm_sqlite_at(cursor, "NOT") && orm_sqlite_is(cursor->source, cursor->token[1], "NULL")) {
        column->not_null = TRUE;
        orm_sqlite_advance(cursor);
        orm_sqlite_advance(cursor);
    } else {
        return FALSE;
    }
    skip_conflict_clause(cursor);
    return TRUE;
}

static OrmSqliteColumn *take_column(OrmSqliteCursor *cursor)
{
    OrmSqliteColumn *column = g_new0(OrmSqliteColumn, 1);
    column->constraints = g_ptr_array_new_with_free_func(free_constraint);
    column->name = orm_sqlite_take_name(cursor, &column->place);
    take_type(cursor, column);
    Label label = {0};
    while (!orm_sqlite_at_end(cursor) && !orm_sqlite_at(cursor, ",") && !orm_sqlite_at(cursor, ")")) {
        /* NULL, GENERATED ALWAYS, STORED, VIRTUAL and what is not known are passed over */
        if (!take_column_constraint(cursor, column, &label))
            orm_sqlite_skip_group(cursor);
    }
    return column;
}

/* One constraint of a table; FALSE when none stands there. */
static gboolean take_table_constraint(OrmSqliteCursor *cursor, OrmSqliteTable *table, Label *label)
{
    OrmPlace place = orm_sqlite_here(cursor);
    if (orm_sqlite_skip(cursor, "CONSTRAINT")) {
        label->name = orm_sqlite_take_name(cursor, &label->place);
    } else if (orm_sqlite_skip(cursor, "PRIMARY")) {
        orm_sqlite_skip(cursor, "KEY");
        OrmSqliteConstraint *key = add_constraint(table->constraints, ORM_SQLITE_PRIMARY_KEY, label, place);
        gboolean autoincrement = take_columns(cursor, key->columns);
        OrmSqliteColumn *column =
            autoincrement && key->columns->len == 1 ? orm_sqlite_table_column(table, key->columns->pdata[0]) : NULL;
        if (column != NULL)
            column->autoincrement = TRUE;
    } else if (orm_sqlite_skip(cursor, "UNIQUE")) {
        take_columns(cursor, add_constraint(table->constraints, ORM_SQLITE_UNIQUE, label, place)->columns);
    } else if (orm_sqlite_skip(cursor, "CHECK")) {
        add_constraint(table->constraints, ORM_SQLITE_CHECK, label, place)->expression = orm_sqlite_take_group(cursor);
    } else if (orm_sqlite_skip(cursor, "FOREIGN")) {
        orm_sqlite_skip(cursor, "KEY");
        OrmSqliteConstraint *key = add_constraint(table->constraints, ORM_SQLITE_FOREIGN_KEY, label, place);
        take_columns(cursor, key->columns);
        if (orm_sqlite_skip(cursor, "REFERENCES"))
            take_reference(cursor, key);
    } else {
        return FALSE;
    }
    skip_conflict_clause(cursor);
    return TRUE;
}

OrmSqliteColumn *orm_sqlite_column_parse(const OrmSqliteSource *source, const OrmSqliteToken *tokens)
{
    OrmSqliteCursor cursor = {source, tokens};
    OrmSqliteColumn *column = take_column(&cursor);
    if (column->name == NULL)
        g_clear_pointer(&column, orm_sqlite_column_free);
    return column;
}

OrmSqliteTable *orm_sqlite_table_parse(const OrmSqliteSource *source, const OrmSqliteToken *tokens)
{
    OrmSqliteCursor cursor = {source, tokens};
    OrmSqliteTable *table = g_new0(OrmSqliteTable, 1);
    table->columns = g_ptr_array_new_with_free_func(orm_sqlite_column_free);
    table->constraints = g_ptr_array_new_with_free_func(free_constraint);
    while (!orm_sqlite_at_end(&cursor) && !orm_sqlite_at(&cursor, "(") && !orm_sqlite_at(&cursor, "AS"))
        orm_sqlite_advance(&cursor);
    if (!orm_sqlite_skip(&cursor, "("))
        return table;
    Label label = {0};
    while (!orm_sqlite_at_end(&cursor) && !orm_sqlite_at(&cursor, ")")) {
        if (orm_sqlite_skip(&cursor, ",") || take_table_constraint(&cursor, table, &label))
            continue;
        OrmSqliteColumn *column = orm_sqlite_name(source, *cursor.token) != NULL ? take_column(&cursor) : NULL;
        if (column != NULL)
            g_ptr_array_add(table->columns, column);
        else
            orm_sqlite_skip_group(&cursor);
    }
    return table;
}
