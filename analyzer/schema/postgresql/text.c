/* SPDX-License-Identifier: MIT */
/* Files of SQL, statement by statement: each is parsed by itself, and a bad one costs only itself. */
#include <pg_query.h>
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"
#include "analyzer/facts/lines.h"
#include "analyzer/schema/postgresql/rollbacks.h"

enum {
    MOST_FAULTS = 100,  /* of a file: one with more is something else; the rest is counted */
    MOST_MESSAGE = 100, /* bytes of a message of the parser */
    MOST_WORDS = 20000, /* of a statement: chains of operators make the parser go as deep */
};

static OrmPlace file_place(const OrmPostgresqlReader *reader, gsize start, gsize end)
{
    return orm_postgresql_place(reader, start - reader->start, end - reader->start);
}

static guint count_words(const OrmPostgresqlReader *reader)
{
    guint count = 0;
    for (guint i = 0; i < reader->tokens->len; i++) {
        const OrmPostgresqlToken *token = orm_postgresql_token(reader, i);
        char c = reader->text[token->start];
        gboolean nests =
            token->kind != ORM_TOKEN_STRING && token->kind != ORM_TOKEN_NUMBER && c != ',' && c != '(' && c != ')';
        count += nests;
    }
    return count;
}

/* Where the parser stopped: it counts characters, from 1. */
static OrmPlace error_place(const OrmPostgresqlReader *reader, int position)
{
    gsize length = strlen(reader->text);
    if (position <= 0)
        return reader->place;
    glong characters = g_utf8_strlen(reader->text, (gssize)length);
    const char *at = g_utf8_offset_to_pointer(reader->text, MIN((glong)position - 1, characters));
    return orm_postgresql_token_place(reader, orm_postgresql_token_at(reader, (gsize)(at - reader->text)));
}

/* The parser quotes all of an unterminated string: its first line is enough. Free with g_free. */
static char *short_message(const char *message)
{
    gsize length = strcspn(message, "\n");
    if (message[length] == '\0' && length <= MOST_MESSAGE)
        return g_strdup(message);
    length = MIN(length, MOST_MESSAGE);
    while (length > 0 && ((guchar)message[length] & 0xc0) == 0x80)
        length--;
    return g_strdup_printf("%.*s...", (int)length, message);
}

static void parse(OrmPostgresqlReader *reader)
{
    if (count_words(reader) > MOST_WORDS) {
        orm_catalog_fault(reader->catalog, reader->place, "the statement cannot be read: it has more than %d words",
                          MOST_WORDS);
        return;
    }
    PgQueryParseResult result = pg_query_parse(reader->text);
    json_t *tree = NULL;
    if (result.error != NULL) {
        OrmPlace place = error_place(reader, result.error->cursorpos);
        g_autofree char *message = short_message(result.error->message);
        orm_catalog_fault(reader->catalog, place, "the statement cannot be read: %s", message);
    } else if ((tree = json_loads(result.parse_tree, 0, NULL)) == NULL) {
        orm_catalog_fault(reader->catalog, reader->place, "the statement cannot be read: it is nested too deeply");
    }
    const json_t *statements = orm_tree_get(tree, "stmts");
    for (size_t i = 0; i < json_array_size(statements); i++)
        orm_postgresql_apply(reader, orm_tree_get(json_array_get(statements, i), "stmt"));
    json_decref(tree);
    pg_query_free_parse_result(result);
}

/* The columns to which an UPDATE gives a value other than NULL, "a, b", interned: a migration that fills a column
 * before it makes it NOT NULL does what it should. NULL: none, or the statement cannot be read, or is too long to be
 * tried. */
static const char *filled_columns(const char *text, gsize length)
{
    if (length > MOST_WORDS)
        return NULL;
    g_autofree char *statement = g_strndup(text, length);
    PgQueryParseResult result = pg_query_parse(statement);
    json_t *tree = result.error == NULL ? json_loads(result.parse_tree, 0, NULL) : NULL;
    const json_t *first = json_array_get(orm_tree_get(tree, "stmts"), 0);
    const json_t *targets = orm_tree_get(orm_tree_as(orm_tree_get(first, "stmt"), "UpdateStmt"), "targetList");
    g_autoptr(GString) columns = g_string_new(NULL);
    for (size_t i = 0; i < json_array_size(targets); i++) {
        const json_t *target = orm_tree_as(json_array_get(targets, i), "ResTarget");
        if (!orm_tree_is_null_constant(orm_tree_get(target, "val")) && orm_tree_text(target, "name") != NULL)
            g_string_append_printf(columns, "%s%s", columns->len > 0 ? ", " : "", orm_tree_text(target, "name"));
    }
    json_decref(tree);
    pg_query_free_parse_result(result);
    return columns->len > 0 ? orm_intern(columns->str) : NULL;
}

/* Rows are no part of a schema, and by far the most of a dump: they are not parsed. FALSE for other statements. */
static gboolean pass_data(OrmPostgresqlReader *reader, const OrmPostgresqlStatement *statement)
{
    static const char *const verbs[][2] = {{"INSERT", "INTO"}, {"UPDATE", ""}, {"DELETE", "FROM"}, {"COPY", ""}};
    OrmPostgresqlToken tokens[6];
    gsize offset = statement->start;
    for (guint i = 0; i < G_N_ELEMENTS(tokens); i++) {
        tokens[i] = orm_postgresql_scan(reader->buffer, statement->end, offset, NULL);
        offset = tokens[i].end;
    }
    for (guint i = 0; i < G_N_ELEMENTS(verbs); i++) {
        if (!orm_postgresql_scan_is(reader->buffer, &tokens[0], verbs[i][0]))
            continue;
        guint name = *verbs[i][1] != '\0' ? 2 : 1;
        name += orm_postgresql_scan_is(reader->buffer, &tokens[name], "ONLY");
        gboolean qualified = orm_postgresql_scan_is_sign(reader->buffer, &tokens[name + 1], '.');
        g_autofree char *first = orm_postgresql_scan_name(reader->buffer, &tokens[name]);
        g_autofree char *second = qualified ? orm_postgresql_scan_name(reader->buffer, &tokens[name + 2]) : NULL;
        OrmMigrationStep *step = orm_postgresql_step(reader, ORM_STEP_DATA, reader->place);
        step->schema = qualified && g_strcmp0(first, reader->catalog->default_schema) != 0 ? orm_intern(first) : NULL;
        step->table = orm_intern(qualified ? second : first);
        if (orm_postgresql_scan_is(reader->buffer, &tokens[0], "UPDATE"))
            step->columns = filled_columns(reader->buffer + statement->start, statement->end - statement->start);
        if (statement->unterminated)
            orm_catalog_fault(reader->catalog, reader->place,
                              "the statement cannot be read: a string or comment in it has no end");
        return TRUE;
    }
    return FALSE;
}

static void read_statement(OrmPostgresqlReader *reader, const OrmPostgresqlStatement *statement, gboolean undone)
{
    reader->start = 0;
    reader->place = orm_postgresql_place(reader, statement->start, statement->end);
    reader->number++;
    if (undone) {
        orm_postgresql_step(reader, ORM_STEP_OTHER, reader->place);
        return;
    }
    if (pass_data(reader, statement))
        return;
    reader->start = statement->start;
    reader->text = g_strndup(reader->buffer + statement->start, statement->end - statement->start);
    reader->tokens = orm_postgresql_scan_all(reader->text, strlen(reader->text));
    parse(reader);
    g_clear_pointer(&reader->text, g_free);
    g_clear_pointer(&reader->tokens, g_array_unref);
    reader->start = 0;
}

/* What is wrong with the file as a whole. */
static void check_file(OrmPostgresqlReader *reader, const OrmPostgresqlStatements *statements)
{
    static const char dump_begins[] = "-- PostgreSQL database dump\n";
    static const char dump_ends[] = "-- PostgreSQL database dump complete";
    OrmCatalog *catalog = reader->catalog;
    for (guint i = 0; i < statements->includes->len; i++) {
        gsize offset = g_array_index(statements->includes, gsize, i);
        orm_catalog_fault(catalog, file_place(reader, offset, offset + 2),
                          "the file that is included here is not read: name it as a schema of its own");
    }
    if (statements->nuls->len > 0) {
        gsize offset = g_array_index(statements->nuls, gsize, 0);
        orm_catalog_fault(catalog, file_place(reader, offset, offset + 1), "the text holds a NUL byte");
    }
    if (statements->bad_bytes > 0)
        orm_catalog_notice(catalog, ORM_NOTICE_WARNING,
                           file_place(reader, statements->bad_byte, statements->bad_byte + 1),
                           "the text is not UTF-8: %u bytes are read as `?`", statements->bad_bytes);
    for (guint i = 0; i < statements->unclosed->len; i++) {
        gsize offset = g_array_index(statements->unclosed, gsize, i);
        orm_catalog_fault(catalog, file_place(reader, offset, offset + 1),
                          "what begins here has no end: is the text cut off?");
    }
    const char *begins = strstr(statements->text, dump_begins);
    if (begins != NULL && strstr(begins, dump_ends) == NULL)
        orm_catalog_fault(catalog,
                          file_place(reader, (gsize)(begins - statements->text),
                                     (gsize)(begins - statements->text) + strlen(dump_begins) - 1),
                          "the dump that begins here is cut off: its last line is missing");
}

static void limit_faults(const OrmPostgresqlReader *reader, guint before)
{
    OrmCatalog *catalog = reader->catalog;
    if (catalog->faults->len - before <= MOST_FAULTS)
        return;
    guint more = catalog->faults->len - before - MOST_FAULTS;
    g_ptr_array_set_size(catalog->faults, (gint)(before + MOST_FAULTS));
    orm_catalog_fault(catalog, (OrmPlace){.file = reader->source->file}, "%u more faults of that kind", more);
}

static void read_file(OrmPostgresqlReader *reader, const OrmSqlText *text)
{
    guint faults = reader->catalog->faults->len;
    g_autoptr(OrmPostgresqlStatements) statements = orm_postgresql_statements_split(text->text, text->length);
    g_autoptr(GArray) undone = orm_postgresql_rollbacks(statements);
    reader->source = text;
    reader->buffer = statements->text;
    g_clear_pointer(&reader->lines, g_array_unref);
    reader->lines = orm_lines_new(text->text, text->length);
    orm_postgresql_reset_path(reader);
    for (guint i = 0; i < statements->statements->len; i++)
        read_statement(reader, &g_array_index(statements->statements, OrmPostgresqlStatement, i),
                       g_array_index(undone, gboolean, i));
    if (reader->transaction != 0)
        orm_catalog_notice(reader->catalog, ORM_NOTICE_WARNING, reader->transaction_place,
                           "the transaction that begins here is never committed: it is read as if it were");
    reader->transaction = 0;
    check_file(reader, statements);
    limit_faults(reader, faults);
}

/* What texts before these, or a server, have left: the numbers go on, and names are taken. */
static void take_up(OrmPostgresqlReader *reader)
{
    OrmCatalog *catalog = reader->catalog;
    for (guint i = 0; i < catalog->steps->len; i++) {
        const OrmMigrationStep *step = &g_array_index(catalog->steps, OrmMigrationStep, i);
        reader->number = MAX(reader->number, step->statement_number);
        reader->transactions = MAX(reader->transactions, step->transaction);
    }
    for (guint i = 0; i < catalog->tables->len; i++) {
        const OrmCatalogTable *table = g_ptr_array_index(catalog->tables, i);
        reader->has_children |= table->partition_of != NULL || table->inherits != NULL;
        orm_postgresql_note_name(reader, table->schema, table->name);
        for (guint k = 0; k < table->indexes->len; k++)
            orm_postgresql_note_name(reader, table->schema,
                                     ((OrmCatalogIndex *)g_ptr_array_index(table->indexes, k))->name);
        for (guint k = 0; k < table->checks->len; k++)
            orm_postgresql_note_name(reader, table->schema,
                                     ((OrmCatalogCheck *)g_ptr_array_index(table->checks, k))->name);
        for (guint k = 0; k < table->foreign_keys->len; k++)
            orm_postgresql_note_name(reader, table->schema,
                                     ((OrmCatalogForeignKey *)g_ptr_array_index(table->foreign_keys, k))->name);
    }
    for (guint i = 0; i < catalog->sequences->len; i++) {
        const OrmCatalogSequence *sequence = g_ptr_array_index(catalog->sequences, i);
        orm_postgresql_note_name(reader, sequence->schema, sequence->name);
    }
}

void orm_postgresql_read_text(OrmCatalog *catalog, const OrmSqlText *texts, guint count)
{
    if (catalog->default_schema == NULL)
        catalog->default_schema = orm_intern("public");
    OrmPostgresqlReader reader = {.catalog = catalog,
                                  .search_path = g_ptr_array_new(),
                                  .passed_over = g_hash_table_new(NULL, NULL),
                                  .relation_names = g_hash_table_new(NULL, NULL)};
    take_up(&reader);
    for (guint i = 0; i < count; i++)
        read_file(&reader, &texts[i]);
    g_clear_pointer(&reader.lines, g_array_unref);
    g_ptr_array_unref(reader.search_path);
    g_hash_table_unref(reader.passed_over);
    g_hash_table_unref(reader.relation_names);
}
