/* SPDX-License-Identifier: MIT */
/* Names of schemas without their passwords. */
#include <string.h>

#include "analyzer/schema/schema.h"

/* Where the query begins: the last `?` that a key follows; else the end. */
static const char *query_start(const char *rest)
{
    for (const char *mark = strrchr(rest, '?'); mark != NULL; mark = NULL) {
        gsize key = strspn(mark + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-%");
        if (key > 0 && mark[1 + key] == '=')
            return mark;
    }
    return rest + strlen(rest);
}

/* Appends the user, without what stands between its first colon and the last `@`; returns where the host begins, with
 * its `@`. A password may hold any byte, even those that should be written with a percent sign: rather too much is left
 * out than a part of it shown. */
static const char *append_user(GString *label, const char *rest)
{
    const char *at = g_strrstr_len(rest, query_start(rest) - rest, "@");
    if (at == NULL)
        at = strrchr(rest, '@');
    if (at == NULL)
        return rest;
    const char *colon = memchr(rest, ':', (gsize)(at - rest));
    g_string_append_len(label, rest, (colon != NULL ? colon : at) - rest);
    return at;
}

static gboolean is_key_byte(char c)
{
    return g_ascii_isalnum(c) || c == '_' || c == '%';
}

/* Whether the word, with its percent signs decoded, is the key of a secret. */
static gboolean is_secret(const char *word, gsize length)
{
    static const char *const keys[] = {"password", "passwd", "pwd", "sslpassword", "ssl_password", "passfile"};
    g_autofree char *raw = g_strndup(word, length);
    g_autofree char *key = g_uri_unescape_string(raw, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (g_ascii_strcasecmp(key != NULL ? key : raw, keys[i]) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The end of a value: in a URL the next `&`; else the next blank, unless it is quoted or escaped. */
static const char *value_end(const char *value, gboolean is_url)
{
    if (is_url)
        return value + strcspn(value, "&");
    gboolean quoted = *value == '\'';
    for (value += quoted; *value != '\0'; value++) {
        if (*value == '\\' && value[1] != '\0')
            value++;
        else if (quoted ? *value == '\'' : g_ascii_isspace(*value))
            return value + quoted;
    }
    return value;
}

/* Appends the text without its pairs password=...; what separates them goes with them. */
static void append_without_secrets(GString *label, const char *text, gboolean is_url)
{
    while (*text != '\0') {
        const char *word = text;
        while (is_key_byte(*text))
            text++;
        const char *equals = text + strspn(text, " \t");
        if (text > word && *equals == '=' && is_secret(word, (gsize)(text - word))) {
            equals++;
            text = value_end(equals + strspn(equals, " \t"), is_url);
            text += *text != '\0';
        } else {
            g_string_append_len(label, word, text - word);
            if (*text != '\0')
                g_string_append_c(label, *text++);
        }
    }
    while (label->len > 0 && strchr("?& ", label->str[label->len - 1]) != NULL)
        g_string_truncate(label, label->len - 1);
}

char *orm_schema_label(const char *name)
{
    const char *scheme = strstr(name, "://");
    if (g_ascii_strncasecmp(name, "sqlite:", 7) == 0 || (scheme == NULL && strchr(name, '=') == NULL))
        return g_strdup(name);
    GString *label = g_string_new(NULL);
    const char *rest = name;
    if (scheme != NULL) {
        g_string_append_len(label, name, scheme + 3 - name);
        rest = append_user(label, scheme + 3);
    }
    append_without_secrets(label, rest, scheme != NULL);
    return g_string_free(label, FALSE);
}
