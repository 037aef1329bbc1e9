/* SPDX-License-Identifier: MIT */
/* A plan as a unified diff: the edits are known, so that nothing need be compared. */
#include <string.h>

#include "analyzer/fixes/plan.h"

#define CONTEXT 3

/* Lines of the old text, numbered from 0, that edits change together. */
typedef struct {
    guint first, end;       /* lines; `end` is exclusive */
    guint edits, edits_end; /* indexes of replacements */
} Block;

/* Only LF ends a line of a diff, whatever the compiler thinks. */
static GArray *line_starts(const OrmSource *source)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(gsize));
    for (gsize at = 0; at < source->length;) {
        g_array_append_val(starts, at);
        const char *end = memchr(source->text + at, '\n', source->length - at);
        at = end == NULL ? source->length : (gsize)(end - source->text) + 1;
    }
    return starts;
}

static guint line_of(const GArray *starts, gsize offset)
{
    guint line = 0;
    while (line + 1 < starts->len && g_array_index(starts, gsize, line + 1) <= offset)
        line++;
    return line;
}

/* The line behind the last one that a replacement changes: whole lines that go leave the next as it is. */
static guint end_of(const GArray *starts, const OrmFixReplacement *replacement)
{
    guint first = line_of(starts, replacement->start), last = line_of(starts, replacement->end);
    gboolean whole_lines = last > first && replacement->start == g_array_index(starts, gsize, first) &&
                           replacement->end == g_array_index(starts, gsize, last) && *replacement->text == '\0';
    return whole_lines ? last : last + 1;
}

static GArray *find_blocks(const OrmFixedFile *file, const GArray *starts)
{
    GArray *blocks = g_array_new(FALSE, FALSE, sizeof(Block));
    for (guint i = 0; i < file->replacements->len; i++) {
        const OrmFixReplacement *replacement = &g_array_index(file->replacements, OrmFixReplacement, i);
        Block block = {line_of(starts, replacement->start), end_of(starts, replacement), i, i + 1};
        Block *last = blocks->len > 0 ? &g_array_index(blocks, Block, blocks->len - 1) : NULL;
        if (last != NULL && block.first < last->end) {
            last->end = MAX(last->end, block.end);
            last->edits_end = block.edits_end;
        } else {
            g_array_append_val(blocks, block);
        }
    }
    return blocks;
}

static gsize start_of(const OrmSource *source, const GArray *starts, guint line)
{
    return line < starts->len ? g_array_index(starts, gsize, line) : source->length;
}

/* Appends each line of the text with the sign in front; returns how many there are. */
static guint append_lines(GString *diff, char sign, const char *text, gsize length)
{
    guint count = 0;
    for (gsize at = 0; at < length; count++) {
        const char *end = memchr(text + at, '\n', length - at);
        gsize next = end == NULL ? length : (gsize)(end - text) + 1;
        g_string_append_c(diff, sign);
        g_string_append_len(diff, text + at, (gssize)(next - at));
        if (end == NULL)
            g_string_append(diff, "\n\\ No newline at end of file\n");
        at = next;
    }
    return count;
}

static GString *fixed_block(const OrmFixedFile *file, const GArray *starts, const Block *block)
{
    const OrmSource *source = file->source;
    GString *text = g_string_new(NULL);
    gsize at = start_of(source, starts, block->first);
    for (guint i = block->edits; i < block->edits_end; i++) {
        const OrmFixReplacement *replacement = &g_array_index(file->replacements, OrmFixReplacement, i);
        g_string_append_len(text, source->text + at, (gssize)(replacement->start - at));
        g_string_append(text, replacement->text);
        at = replacement->end;
    }
    g_string_append_len(text, source->text + at, (gssize)(start_of(source, starts, block->end) - at));
    return text;
}

typedef struct {
    GString *body;
    guint old_count, new_count;
} Hunk;

static void append_old(Hunk *hunk, const OrmSource *source, const GArray *starts, guint first, guint end, char sign)
{
    gsize start = start_of(source, starts, first);
    guint count = append_lines(hunk->body, sign, source->text + start, start_of(source, starts, end) - start);
    hunk->old_count += count;
    hunk->new_count += sign == ' ' ? count : 0;
}

/* The hunk of blocks[from] and those that follow closely; returns the index behind the last, and adds to `shift` by how
 * much the new text is longer. */
static guint append_hunk(GString *diff, const OrmFixedFile *file, const GArray *starts, const GArray *blocks,
                         guint from, int *shift)
{
    const OrmSource *source = file->source;
    g_autoptr(GString) body = g_string_new(NULL);
    Hunk hunk = {.body = body};
    guint first = g_array_index(blocks, Block, from).first, at;
    first = at = first > CONTEXT ? first - CONTEXT : 0;
    guint i = from;
    for (; i < blocks->len; i++) {
        const Block *block = &g_array_index(blocks, Block, i);
        if (i > from && block->first > at + 2 * CONTEXT)
            break;
        append_old(&hunk, source, starts, at, block->first, ' ');
        append_old(&hunk, source, starts, block->first, block->end, '-');
        g_autoptr(GString) fixed = fixed_block(file, starts, block);
        hunk.new_count += append_lines(body, '+', fixed->str, fixed->len);
        at = block->end;
    }
    append_old(&hunk, source, starts, at, MIN(at + CONTEXT, starts->len), ' ');
    /* An empty side is said to follow the line before it. */
    g_string_append_printf(diff, "@@ -%u,%u +%d,%u @@\n", first + (hunk.old_count > 0), hunk.old_count,
                           (int)first + *shift + (hunk.new_count > 0), hunk.new_count);
    g_string_append_len(diff, body->str, (gssize)body->len);
    *shift += (int)hunk.new_count - (int)hunk.old_count;
    return i;
}

/* As git writes names: in quotes, with escapes, where a byte is not plain. */
static void append_name(GString *diff, const char *before, const char *name)
{
    gboolean plain = TRUE;
    for (const char *at = name; *at != '\0'; at++)
        plain = plain && g_ascii_isprint(*at) && *at != '"' && *at != '\\';
    if (plain) { /* a tab ends a name that has blanks in it */
        g_string_append_printf(diff, "%s%s%s\n", before, name, strchr(name, ' ') != NULL ? "\t" : "");
        return;
    }
    g_autofree char *quoted = g_strescape(name, NULL);
    const char *sign = strchr(before, ' ') + 1;
    g_string_append_printf(diff, "%.*s\"%s%s\"\n", (int)(sign - before), before, sign, quoted);
}

static void append_file(GString *diff, const OrmFixedFile *file)
{
    g_autoptr(GArray) starts = line_starts(file->source);
    g_autoptr(GArray) blocks = find_blocks(file, starts);
    int shift = 0;
    append_name(diff, "--- a/", file->source->file);
    append_name(diff, "+++ b/", file->source->file);
    for (guint i = 0; i < blocks->len;)
        i = append_hunk(diff, file, starts, blocks, i, &shift);
}

char *orm_fix_plan_diff(const OrmFixPlan *plan)
{
    GString *diff = g_string_new(NULL);
    for (guint i = 0; i < plan->files->len; i++)
        append_file(diff, plan->files->pdata[i]);
    return g_string_free(diff, FALSE);
}
