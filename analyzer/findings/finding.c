/* SPDX-License-Identifier: MIT */
#include "analyzer/findings/finding.h"

#include <string.h>

#define FINGERPRINT_DIGITS 16

static const char *const severity_names[] = {
    [ORM_SEVERITY_OFF] = "off",
    [ORM_SEVERITY_INFO] = "info",
    [ORM_SEVERITY_WARNING] = "warning",
    [ORM_SEVERITY_ERROR] = "error",
};

const char *orm_severity_name(OrmSeverity severity)
{
    g_return_val_if_fail((guint)severity < G_N_ELEMENTS(severity_names), "off");
    return severity_names[severity];
}

gboolean orm_severity_parse(const char *name, OrmSeverity *severity)
{
    for (guint i = 0; i < G_N_ELEMENTS(severity_names); i++)
        if (g_strcmp0(name, severity_names[i]) == 0) {
            *severity = (OrmSeverity)i;
            return TRUE;
        }
    return FALSE;
}

static void related_free(gpointer data)
{
    OrmRelated *related = data;
    g_free(related->message);
    g_free(related);
}

OrmFinding *orm_finding_new(const char *rule, OrmSeverity severity, OrmPlace place, OrmObject object)
{
    OrmFinding *finding = g_new0(OrmFinding, 1);
    finding->rule = orm_intern(rule);
    finding->severity = severity;
    finding->message = g_strdup("");
    finding->place = place;
    finding->object = object;
    finding->related = g_ptr_array_new_with_free_func(related_free);
    return finding;
}

void orm_finding_free(OrmFinding *finding)
{
    if (finding == NULL)
        return;
    g_free(finding->message);
    g_free(finding->help);
    g_free(finding->expected);
    g_free(finding->actual);
    g_free(finding->suppressed);
    g_ptr_array_unref(finding->related);
    orm_fix_free(finding->fix);
    g_free(finding);
}

void orm_finding_help(OrmFinding *finding, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_free(finding->help);
    finding->help = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

void orm_finding_related(OrmFinding *finding, OrmPlace place, const char *format, ...)
{
    if (!orm_place_known(&place))
        return;
    OrmRelated *related = g_new0(OrmRelated, 1);
    related->place = place;
    va_list arguments;
    va_start(arguments, format);
    related->message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_ptr_array_add(finding->related, related);
}

/* Absent and empty differ, and no two lists of parts give the same bytes. */
static void hash_part(GChecksum *checksum, const char *part)
{
    g_checksum_update(checksum, (const guchar *)(part == NULL ? "-" : "+"), 1);
    if (part != NULL)
        g_checksum_update(checksum, (const guchar *)part, (gssize)strlen(part) + 1);
}

char *orm_finding_fingerprint(const OrmFinding *finding)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    hash_part(checksum, finding->rule);
    hash_part(checksum, finding->object.table);
    hash_part(checksum, finding->object.kind);
    hash_part(checksum, finding->object.name);
    return g_strndup(g_checksum_get_string(checksum), FINGERPRINT_DIGITS);
}

static int compare_numbers(guint left, guint right)
{
    return (left > right) - (left < right);
}

/* The order users see; findings equal in it say the same thing twice. */
static int compare_visible(const OrmFinding *left, const OrmFinding *right)
{
    int order = g_strcmp0(left->place.file, right->place.file);
    if (order == 0)
        order = compare_numbers(left->place.line, right->place.line);
    if (order == 0)
        order = compare_numbers(left->place.column, right->place.column);
    if (order == 0)
        order = g_strcmp0(left->rule, right->rule);
    if (order == 0)
        order = strcmp(left->message, right->message);
    return order;
}

/* Of findings that say the same, the one that is not suppressed comes first and stays; the rest makes the choice
 * independent of the order they came in. */
static int compare_wholly(gconstpointer left_item, gconstpointer right_item)
{
    const OrmFinding *left = *(const OrmFinding *const *)left_item, *right = *(const OrmFinding *const *)right_item;
    int order = compare_visible(left, right);
    if (order == 0)
        order = g_strcmp0(left->suppressed, right->suppressed);
    if (order == 0)
        order = compare_numbers(right->severity, left->severity);
    if (order == 0)
        order = g_strcmp0(left->object.table, right->object.table);
    if (order == 0)
        order = g_strcmp0(left->object.kind, right->object.kind);
    if (order == 0)
        order = g_strcmp0(left->object.name, right->object.name);
    if (order == 0)
        order = orm_place_compare(&left->place, &right->place);
    if (order == 0)
        order = g_strcmp0(left->help, right->help);
    return order;
}

void orm_findings_sort(GPtrArray *findings)
{
    g_ptr_array_sort(findings, compare_wholly);
    guint kept = 0;
    for (guint i = 0; i < findings->len; i++) {
        gpointer finding = findings->pdata[i];
        if (kept > 0 && compare_visible(findings->pdata[kept - 1], finding) == 0)
            continue;
        findings->pdata[i] = findings->pdata[kept];
        findings->pdata[kept++] = finding;
    }
    g_ptr_array_set_size(findings, (int)kept);
}
