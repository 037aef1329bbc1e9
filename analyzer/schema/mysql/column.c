/* SPDX-License-Identifier: MIT */
/* Definitions of columns. */
#include "analyzer/schema/mysql/definition.h"

void orm_mysql_column_clear(OrmMysqlColumn *definition)
{
    if (definition->column != NULL)
        g_clear_pointer(&definition->column->labels, g_ptr_array_unref);
    g_clear_pointer(&definition->column, g_free);
    orm_mysql_reference_clear(&definition->reference);
}

/* From the token numbered `first` up to the next one. */
static const char *text_since(const OrmMysqlParser *parser, guint first)
{
    const OrmMysqlToken *tokens = (const OrmMysqlToken *)(gpointer)parser->tokens->data;
    return orm_mysql_tokens_text(parser->lexer, tokens + first, tokens + parser->at);
}

/* Words that begin a type of two words: DOUBLE PRECISION, NATIONAL VARCHAR, LONG VARBINARY. */
static void parse_type_name(OrmMysqlParser *parser, GString *type)
{
    static const char *const seconds[] = {"PRECISION", "VARYING",      "CHAR",     "CHARACTER",
                                          "VARCHAR",   "VARCHARACTER", "VARBINARY"};
    static const char *const firsts[] = {"DOUBLE", "NATIONAL", "LONG", "CHAR", "CHARACTER", "NCHAR"};
    gboolean goes_on = FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(firsts); i++)
        goes_on = goes_on || orm_mysql_at(parser, firsts[i]);
    g_string_append(type, orm_mysql_token_text(parser->lexer, orm_mysql_token(parser)));
    orm_mysql_advance(parser);
    for (guint i = 0; i < G_N_ELEMENTS(seconds) && goes_on; i++) {
        if (!orm_mysql_at(parser, seconds[i]))
            continue;
        g_string_append_printf(type, " %s", orm_mysql_token_text(parser->lexer, orm_mysql_token(parser)));
        orm_mysql_advance(parser);
        i = (guint)-1; /* NATIONAL CHARACTER VARYING */
    }
}

static gboolean parse_labels(OrmMysqlParser *parser, OrmCatalogColumn *column, GString *type)
{
    guint first = parser->at;
    g_autoptr(GPtrArray) labels = g_ptr_array_new();
    gboolean is_enum = g_ascii_strcasecmp(type->str, "enum") == 0;
    if (!orm_mysql_expect_symbol(parser, '('))
        return FALSE;
    do {
        const char *label = orm_mysql_expect_string(parser, "a value in quotes");
        if (label == NULL)
            return FALSE;
        g_ptr_array_add(labels, (gpointer)label);
    } while (orm_mysql_accept_symbol(parser, ','));
    if (!orm_mysql_expect_symbol(parser, ')'))
        return FALSE;
    g_string_append(type, text_since(parser, first));
    if (is_enum)
        column->labels = g_steal_pointer(&labels);
    return TRUE;
}

gboolean orm_mysql_accept_charset(OrmMysqlParser *parser, const char **charset, const char **collation)
{
    const char **value = NULL;
    if (orm_mysql_accept_pair(parser, "CHARACTER", "SET") || orm_mysql_accept_pair(parser, "CHAR", "SET") ||
        orm_mysql_accept(parser, "CHARSET"))
        value = charset;
    else if (orm_mysql_accept(parser, "COLLATE"))
        value = collation;
    if (value == NULL)
        return FALSE;
    orm_mysql_accept_symbol(parser, '=');
    *value = orm_mysql_expect_value(parser, "a name");
    return TRUE;
}

/* Old words for character sets and, with BINARY, the collation by bytes of whatever character set the column has:
 * `_bin` stands for it until the table is complete. */
static gboolean accept_old_charset(OrmMysqlParser *parser, OrmCatalogColumn *column)
{
    if (orm_mysql_accept(parser, "BINARY"))
        column->collation = orm_intern("_bin");
    else if (orm_mysql_accept(parser, "ASCII"))
        column->charset = orm_intern("latin1");
    else if (orm_mysql_accept(parser, "UNICODE"))
        column->charset = orm_intern("ucs2");
    else
        return FALSE;
    return TRUE;
}

/* What may follow the name and arguments of a type. */
static void parse_type_attributes(OrmMysqlParser *parser, OrmCatalogColumn *column, GString *type)
{
    static const char *const kept[] = {"UNSIGNED", "ZEROFILL"};
    static const char *const passed[] = {"SIGNED", "BYTE", "COMPRESSED"};
    for (gboolean found = TRUE; found && !parser->failed;) {
        found = orm_mysql_accept_charset(parser, &column->charset, &column->collation);
        for (guint i = 0; i < G_N_ELEMENTS(kept) && !found; i++) {
            found = orm_mysql_accept(parser, kept[i]);
            if (found)
                g_string_append_printf(type, " %s", i == 0 ? "unsigned" : "zerofill");
        }
        for (guint i = 0; i < G_N_ELEMENTS(passed) && !found; i++)
            found = orm_mysql_accept(parser, passed[i]);
        found = found || accept_old_charset(parser, column);
    }
}

gboolean orm_mysql_parse_type(OrmMysqlParser *parser, OrmCatalogColumn *column)
{
    if (orm_mysql_token(parser)->kind != ORM_MYSQL_WORD)
        return orm_mysql_fail(parser, "a type");
    g_autoptr(GString) type = g_string_new(NULL);
    OrmPlace place = orm_mysql_place(parser);
    gboolean has_labels = orm_mysql_at(parser, "ENUM") || orm_mysql_at(parser, "SET");
    parse_type_name(parser, type);
    guint first = parser->at;
    if (has_labels && !parse_labels(parser, column, type))
        return FALSE;
    if (!has_labels && orm_mysql_token_is_symbol(orm_mysql_token(parser), '(')) {
        if (orm_mysql_expect_parentheses(parser) == NULL)
            return FALSE;
        g_string_append(type, text_since(parser, first));
    }
    parse_type_attributes(parser, column, type);
    column->type = orm_intern(type->str);
    column->type_place = place;
    return !parser->failed;
}

gboolean orm_mysql_parse_default(OrmMysqlParser *parser, const char **text)
{
    const OrmMysqlToken *token = orm_mysql_token(parser);
    *text = NULL;
    if (orm_mysql_token_is_symbol(token, '(')) {
        *text = orm_mysql_expect_parentheses(parser);
        return *text != NULL;
    }
    if (orm_mysql_accept(parser, "NULL"))
        return TRUE;
    guint first = parser->at;
    if (orm_mysql_token_is_symbol(token, '-') || orm_mysql_token_is_symbol(token, '+'))
        orm_mysql_advance(parser);
    token = orm_mysql_token(parser);
    if (token->kind == ORM_MYSQL_SYMBOL || token->kind == ORM_MYSQL_BROKEN || orm_mysql_at_end(parser))
        return orm_mysql_fail(parser, "a default");
    gboolean is_word = token->kind == ORM_MYSQL_WORD;
    orm_mysql_advance(parser);
    if (is_word && orm_mysql_token_is_symbol(orm_mysql_token(parser), '(') &&
        orm_mysql_expect_parentheses(parser) == NULL)
        return FALSE;
    /* an introducer, _utf8mb4'x', and strings that stand behind each other */
    while (orm_mysql_token(parser)->kind == ORM_MYSQL_STRING)
        orm_mysql_advance(parser);
    *text = text_since(parser, first);
    return TRUE;
}

static gboolean parse_on_update(OrmMysqlParser *parser, OrmCatalogColumn *column)
{
    return orm_mysql_parse_default(parser, &column->on_update);
}

/* AS (...) VIRTUAL. The times of a system-versioned row are no expressions, and filled by the server. */
static gboolean parse_generated(OrmMysqlParser *parser, OrmCatalogColumn *column)
{
    if (orm_mysql_accept(parser, "ROW")) {
        column->generated = orm_intern(orm_mysql_at(parser, "START") ? "ROW START" : "ROW END");
        column->generated_stored = TRUE;
        orm_mysql_advance(parser);
        return TRUE;
    }
    column->generated = orm_mysql_without_backquotes(orm_mysql_expect_parentheses(parser));
    column->generated_stored = orm_mysql_accept(parser, "STORED") || orm_mysql_accept(parser, "PERSISTENT");
    if (!column->generated_stored)
        orm_mysql_accept(parser, "VIRTUAL");
    return column->generated != NULL;
}

static gboolean parse_check(OrmMysqlParser *parser, OrmMysqlColumn *definition)
{
    definition->check_name = NULL;
    if (orm_mysql_accept(parser, "CONSTRAINT") && !orm_mysql_at(parser, "CHECK"))
        definition->check_name = orm_mysql_expect_name(parser, "the name of a constraint", NULL);
    definition->check_place = orm_mysql_place(parser);
    if (parser->failed || !orm_mysql_expect(parser, "CHECK"))
        return FALSE;
    definition->check = orm_mysql_without_backquotes(orm_mysql_expect_parentheses(parser));
    definition->check_is_off = orm_mysql_accept_not_enforced(parser);
    return definition->check != NULL;
}

/* Attributes that say nothing of the schema, with their values. */
static gboolean pass_attribute(OrmMysqlParser *parser)
{
    static const char *const valued[] = {
        "COLUMN_FORMAT", "STORAGE", "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE", "SRID", "REF_SYSTEM_ID"};
    static const char *const alone[] = {"VISIBLE", "INVISIBLE", "COMPRESSED"};
    if (orm_mysql_accept(parser, "WITH") || orm_mysql_accept(parser, "WITHOUT"))
        return orm_mysql_expect(parser, "SYSTEM") && orm_mysql_expect(parser, "VERSIONING");
    for (guint i = 0; i < G_N_ELEMENTS(alone); i++) {
        if (orm_mysql_accept(parser, alone[i]))
            return TRUE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(valued); i++) {
        if (!orm_mysql_accept(parser, valued[i]))
            continue;
        orm_mysql_accept_symbol(parser, '=');
        return orm_mysql_expect_value(parser, "a value") != NULL;
    }
    return orm_mysql_fail(parser, "an attribute of the column");
}

static gboolean parse_serial(OrmMysqlColumn *definition)
{
    definition->column->nullable = ORM_NO;
    definition->column->generator = ORM_GENERATOR_AUTO_INCREMENT;
    definition->is_unique = TRUE;
    return TRUE;
}

static gboolean parse_attribute(OrmMysqlParser *parser, OrmMysqlColumn *definition)
{
    OrmCatalogColumn *column = definition->column;
    if (orm_mysql_accept_pair(parser, "NOT", "NULL"))
        return column->nullable = ORM_NO, TRUE;
    if (orm_mysql_accept(parser, "NULL"))
        return column->nullable = ORM_YES, TRUE;
    if (orm_mysql_accept(parser, "DEFAULT")) {
        column->default_place = orm_mysql_place(parser);
        return orm_mysql_parse_default(parser, &column->default_text);
    }
    if (orm_mysql_accept_pair(parser, "ON", "UPDATE"))
        return parse_on_update(parser, column);
    if (orm_mysql_accept(parser, "AUTO_INCREMENT"))
        return column->generator = ORM_GENERATOR_AUTO_INCREMENT, TRUE;
    if (orm_mysql_accept(parser, "UNIQUE"))
        return orm_mysql_accept(parser, "KEY"), definition->is_unique = TRUE;
    if (orm_mysql_accept_pair(parser, "PRIMARY", "KEY") || orm_mysql_accept(parser, "KEY"))
        return definition->is_primary = TRUE;
    if (orm_mysql_accept(parser, "COMMENT"))
        return (column->comment = orm_mysql_expect_string(parser, "a comment in quotes")) != NULL;
    if (orm_mysql_accept_charset(parser, &column->charset, &column->collation))
        return !parser->failed;
    if (orm_mysql_accept(parser, "GENERATED"))
        return orm_mysql_expect(parser, "ALWAYS") && orm_mysql_expect(parser, "AS") && parse_generated(parser, column);
    if (orm_mysql_accept(parser, "AS"))
        return parse_generated(parser, column);
    if (orm_mysql_at(parser, "REFERENCES"))
        return orm_mysql_reference_clear(&definition->reference),
               orm_mysql_parse_reference(parser, &definition->reference);
    if (orm_mysql_at(parser, "CHECK") || orm_mysql_at(parser, "CONSTRAINT"))
        return parse_check(parser, definition);
    if (orm_mysql_accept(parser, "SERIAL"))
        return orm_mysql_expect(parser, "DEFAULT") && orm_mysql_expect(parser, "VALUE") && parse_serial(definition);
    return pass_attribute(parser);
}

static gboolean definition_ends(const OrmMysqlParser *parser)
{
    const OrmMysqlToken *token = orm_mysql_token(parser);
    return orm_mysql_at_end(parser) || orm_mysql_token_is_symbol(token, ',') || orm_mysql_token_is_symbol(token, ')') ||
           orm_mysql_at(parser, "FIRST") || orm_mysql_at(parser, "AFTER");
}

gboolean orm_mysql_parse_column(OrmMysqlParser *parser, OrmMysqlColumn *definition)
{
    *definition = (OrmMysqlColumn){.column = g_new0(OrmCatalogColumn, 1)};
    OrmCatalogColumn *column = definition->column;
    column->nullable = ORM_YES;
    column->name = orm_mysql_expect_name(parser, "the name of a column", &column->place);
    if (column->name == NULL || !orm_mysql_parse_type(parser, column))
        return FALSE;
    if (g_ascii_strcasecmp(column->type, "serial") == 0) {
        column->type = orm_intern("bigint unsigned");
        parse_serial(definition);
    }
    while (!definition_ends(parser)) {
        if (!parse_attribute(parser, definition))
            return FALSE;
    }
    return TRUE;
}
