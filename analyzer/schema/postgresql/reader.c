/* SPDX-License-Identifier: MIT */
/* Where things of the statement stand, and as what text. */
#include <string.h>

#include "analyzer/schema/postgresql/reader.h"
#include "analyzer/facts/lines.h"

const OrmPostgresqlToken *orm_postgresql_token(const OrmPostgresqlReader *reader, guint index)
{
    return &g_array_index(reader->tokens, OrmPostgresqlToken, MIN(index, reader->tokens->len - 1));
}

guint orm_postgresql_token_at(const OrmPostgresqlReader *reader, gsize offset)
{
    guint low = 0;
    guint high = reader->tokens->len - 1;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(reader->tokens, OrmPostgresqlToken, middle).start < offset)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

OrmPlace orm_postgresql_place(const OrmPostgresqlReader *reader, gsize start, gsize end)
{
    OrmPlace place = {.file = reader->source->file};
    orm_lines_find(reader->lines, reader->start + start, &place.line, &place.column);
    orm_lines_find(reader->lines, reader->start + MAX(end, start), &place.end_line, &place.end_column);
    return place;
}

OrmPlace orm_postgresql_token_place(const OrmPostgresqlReader *reader, guint index)
{
    const OrmPostgresqlToken *token = orm_postgresql_token(reader, index);
    return orm_postgresql_place(reader, token->start, token->end);
}

gboolean orm_postgresql_token_names(const OrmPostgresqlReader *reader, guint index, const char *name)
{
    g_autofree char *word = orm_postgresql_scan_name(reader->text, orm_postgresql_token(reader, index));
    return word != NULL && name != NULL && strcmp(word, name) == 0;
}

OrmPlace orm_postgresql_name_place(const OrmPostgresqlReader *reader, guint from, guint to, const char *name)
{
    for (guint i = from; i < to && i < reader->tokens->len; i++) {
        if (orm_postgresql_token_names(reader, i, name))
            return orm_postgresql_token_place(reader, i);
    }
    return orm_postgresql_token_place(reader, from);
}

const char *orm_postgresql_slice(const OrmPostgresqlReader *reader, guint from, guint to)
{
    g_autoptr(GString) slice = g_string_new(NULL);
    for (guint i = from; i < to && i + 1 < reader->tokens->len; i++) {
        const OrmPostgresqlToken *token = orm_postgresql_token(reader, i);
        if (i > from && token->start > orm_postgresql_token(reader, i - 1)->end)
            g_string_append_c(slice, ' ');
        g_string_append_len(slice, reader->text + token->start, (gssize)(token->end - token->start));
    }
    return orm_intern(slice->str);
}

const char *orm_postgresql_expression(const OrmPostgresqlReader *reader, guint from, guint to)
{
    while (to > from + 1 && orm_postgresql_token_is_sign(reader, from, '(') &&
           orm_postgresql_closing(reader, from) == to - 1) {
        from++;
        to--;
    }
    return orm_postgresql_slice(reader, from, to);
}

gboolean orm_postgresql_token_is(const OrmPostgresqlReader *reader, guint index, const char *word)
{
    return orm_postgresql_scan_is(reader->text, orm_postgresql_token(reader, index), word);
}

gboolean orm_postgresql_token_is_sign(const OrmPostgresqlReader *reader, guint index, char sign)
{
    return orm_postgresql_scan_is_sign(reader->text, orm_postgresql_token(reader, index), sign);
}

static gboolean opens(const OrmPostgresqlReader *reader, guint index)
{
    return orm_postgresql_token_is_sign(reader, index, '(') || orm_postgresql_token_is_sign(reader, index, '[');
}

static gboolean closes(const OrmPostgresqlReader *reader, guint index)
{
    return orm_postgresql_token_is_sign(reader, index, ')') || orm_postgresql_token_is_sign(reader, index, ']');
}

guint orm_postgresql_find_word(const OrmPostgresqlReader *reader, guint from, const char *word)
{
    guint depth = 0;
    for (guint i = from; i + 1 < reader->tokens->len; i++) {
        if (depth == 0 && orm_postgresql_token_is(reader, i, word))
            return i;
        depth += opens(reader, i);
        depth -= closes(reader, i) && depth > 0;
    }
    return reader->tokens->len - 1;
}

guint orm_postgresql_find_sign(const OrmPostgresqlReader *reader, guint from, char sign)
{
    guint depth = 0;
    for (guint i = from; i + 1 < reader->tokens->len; i++) {
        if (depth == 0 && orm_postgresql_token_is_sign(reader, i, sign))
            return i;
        depth += opens(reader, i);
        depth -= closes(reader, i) && depth > 0;
    }
    return reader->tokens->len - 1;
}

guint orm_postgresql_closing(const OrmPostgresqlReader *reader, guint open)
{
    guint depth = 0;
    for (guint i = open; i + 1 < reader->tokens->len; i++) {
        depth += opens(reader, i);
        if (closes(reader, i) && --depth == 0)
            return i;
    }
    return reader->tokens->len - 1;
}

guint orm_postgresql_element_end(const OrmPostgresqlReader *reader, guint from)
{
    guint depth = 0;
    for (guint i = from; i + 1 < reader->tokens->len; i++) {
        if (depth == 0 && (closes(reader, i) || orm_postgresql_token_is_sign(reader, i, ',')))
            return i;
        depth += opens(reader, i);
        depth -= closes(reader, i);
    }
    return reader->tokens->len - 1;
}

OrmMigrationStep *orm_postgresql_step(OrmPostgresqlReader *reader, OrmMigrationStepKind kind, OrmPlace place)
{
    OrmMigrationStep step = {.kind = kind,
                             .place = place,
                             .statement = reader->place,
                             .statement_number = reader->number,
                             .transaction = reader->transaction};
    g_array_append_val(reader->catalog->steps, step);
    return &g_array_index(reader->catalog->steps, OrmMigrationStep, reader->catalog->steps->len - 1);
}

OrmMigrationStep *orm_postgresql_table_step(OrmPostgresqlReader *reader, OrmMigrationStepKind kind, OrmPlace place,
                                            const OrmCatalogTable *table, const char *name)
{
    OrmMigrationStep *step = orm_postgresql_step(reader, kind, place);
    step->schema = table->schema;
    step->table = table->name;
    step->name = orm_intern(name);
    return step;
}
