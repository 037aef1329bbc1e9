/* SPDX-License-Identifier: MIT */
/* `${NAME}` in values: from the environment. What is put in is text, never YAML. */
#include "analyzer/config/read.h"

#include <string.h>

/** A `${NAME}` or `${NAME:-default}`; the parts are owned. */
typedef struct {
    char *name, *fallback; /* fallback NULL: none */
    gsize length;          /* of the whole, braces included */
} Reference;

static void reference_clear(Reference *reference)
{
    g_free(reference->name);
    g_free(reference->fallback);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reference, reference_clear)

static gboolean is_name(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (text[i] != '_' && !g_ascii_isalpha(text[i]) && (i == 0 || !g_ascii_isdigit(text[i])))
            return FALSE;
    return length > 0;
}

/** Reads what begins with `${`. FALSE when it is no reference. */
static gboolean read_reference(const char *text, Reference *reference)
{
    const char *close = strchr(text, '}');
    if (close == NULL)
        return FALSE;
    const char *name = text + 2, *fallback = g_strstr_len(name, close - name, ":-");
    gsize length = (gsize)((fallback != NULL ? fallback : close) - name);
    if (!is_name(name, length))
        return FALSE;
    reference->name = g_strndup(name, length);
    if (fallback != NULL)
        reference->fallback = g_strndup(fallback + 2, (gsize)(close - fallback) - 2);
    reference->length = (gsize)(close - text) + 1;
    return TRUE;
}

/** The node, narrowed to some bytes of its text where these stand in the source as they are. */
static OrmYaml part_of(const OrmYaml *yaml, gsize start, gsize length)
{
    OrmYaml part = *yaml;
    gsize width = part.place.end_column - part.place.column, size = strlen(yaml->text), quote = (width - size) / 2;
    if (width == size || (!yaml->plain && width == size + 2)) {
        part.place.column += (guint)(quote + start);
        part.place.end_column = part.place.column + (guint)length;
    }
    return part;
}

/** Appends what the reference stands for. FALSE after an error. */
static gboolean append_value(OrmSettingsReader *reader, const OrmYaml *at, const Reference *reference, GString *out)
{
    const char *value = g_getenv(reference->name);
    if ((value == NULL || *value == '\0') && reference->fallback != NULL)
        value = reference->fallback;
    if (value == NULL) {
        OrmConfigError *error =
            orm_settings_error(reader, at, "the environment variable `%s` is not set", reference->name);
        orm_config_error_help(error, "set it, or write `${%s:-default}`", reference->name);
        return FALSE;
    }
    if (!g_utf8_validate(value, -1, NULL)) {
        orm_settings_error(reader, at, "the environment variable `%s` is not valid UTF-8", reference->name);
        return FALSE;
    }
    g_string_append(out, value);
    return TRUE;
}

/** Expands the dollar sign at byte `at` and returns how many bytes it took; 0 after an error. */
static gsize expand_dollar(OrmSettingsReader *reader, const OrmYaml *yaml, gsize at, GString *out)
{
    g_auto(Reference) reference = {0};
    const char *text = yaml->text + at;
    if (text[1] == '$') {
        g_string_append_c(out, '$');
        return 2;
    }
    if (text[1] != '{' || !read_reference(text, &reference)) {
        OrmYaml part = part_of(yaml, at, 1);
        OrmConfigError *error = orm_settings_error(reader, &part, "`$` begins no `${NAME}`");
        orm_config_error_help(error, "write `$$` for a dollar sign");
        return 0;
    }
    OrmYaml part = part_of(yaml, at, reference.length);
    return append_value(reader, &part, &reference, out) ? reference.length : 0;
}

static void expand_scalar(OrmSettingsReader *reader, OrmYaml *yaml)
{
    if (strchr(yaml->text, '$') == NULL)
        return;
    g_autoptr(GString) out = g_string_new(NULL);
    for (gsize at = 0; yaml->text[at] != '\0';) {
        if (yaml->text[at] != '$') {
            g_string_append_c(out, yaml->text[at++]);
            continue;
        }
        gsize taken = expand_dollar(reader, yaml, at, out);
        if (taken == 0)
            return;
        at += taken;
    }
    g_free(yaml->text);
    yaml->text = g_strdup(out->str);
}

void orm_settings_expand(OrmSettingsReader *reader, OrmYaml *yaml)
{
    if (yaml->kind == ORM_YAML_SCALAR)
        expand_scalar(reader, yaml);
    for (guint i = 0; yaml->items != NULL && i < yaml->items->len; i++)
        orm_settings_expand(reader, yaml->items->pdata[i]);
}
