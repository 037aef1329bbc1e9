/* SPDX-License-Identifier: MIT */
/* The table of all rules. */
#include "rules/page.h"

#include <string.h>

const char *orm_family_title(OrmFamily family)
{
    static const char *const titles[] = {
        [ORM_FAMILY_MAPPING] = "Mapping",
        [ORM_FAMILY_KEY] = "Keys and foreign keys",
        [ORM_FAMILY_RELATIONSHIP] = "Relationships",
        [ORM_FAMILY_INDEX] = "Indexes",
        [ORM_FAMILY_CONSTRAINT] = "Constraints and defaults",
        [ORM_FAMILY_NAMING] = "Naming",
        [ORM_FAMILY_TYPE] = "Types",
        [ORM_FAMILY_INHERITANCE] = "Inheritance",
        [ORM_FAMILY_DRIFT] = "Drift",
        [ORM_FAMILY_MIGRATION] = "Migrations",
        [ORM_FAMILY_C] = "C types against SQL types",
        [ORM_FAMILY_META] = "The linter itself",
    };
    g_return_val_if_fail((guint)family < G_N_ELEMENTS(titles), NULL);
    return titles[family];
}

static void add_family_heading(GString *page, OrmPageFormat format, OrmFamily family)
{
    if (format == ORM_PAGE_MARKDOWN)
        g_string_append_printf(page, "\n## %s (`%s`)\n\n| Rule | Severity | Default | Reports |\n|---|---|---|---|\n",
                               orm_family_title(family), orm_family_name(family));
    else
        g_string_append_printf(page, "\n%s (%s)\n", orm_family_title(family), orm_family_name(family));
}

/* A bar would end the cell. */
static char *escape_cell(const char *text)
{
    g_auto(GStrv) parts = g_strsplit(text, "|", -1);
    return g_strjoinv("\\|", parts);
}

static void add_rule_row(GString *page, OrmPageFormat format, const OrmRule *rule, int name_width)
{
    const char *severity = orm_severity_name(rule->severity), *enabled = orm_rule_default_name(rule->enabled);
    if (format == ORM_PAGE_MARKDOWN) {
        g_autofree char *summary = escape_cell(rule->summary);
        g_string_append_printf(page, "| [%s](%s.md) | %s | %s | %s |\n", rule->name, rule->name, severity, enabled,
                               summary);
    } else {
        g_string_append_printf(page, "  %-*s  %-7s  %-6s  %s\n", name_width, rule->name, severity, enabled,
                               rule->summary);
    }
}

static void add_family(GString *page, OrmPageFormat format, OrmFamily family, int name_width)
{
    gboolean started = FALSE;
    for (guint i = 0; orm_rules[i] != NULL; i++) {
        if (orm_rules[i]->family != family)
            continue;
        if (!started)
            add_family_heading(page, format, family);
        started = TRUE;
        add_rule_row(page, format, orm_rules[i], name_width);
    }
}

static int longest_name(void)
{
    size_t longest = 0;
    for (guint i = 0; orm_rules[i] != NULL; i++)
        longest = MAX(longest, strlen(orm_rules[i]->name));
    return (int)longest;
}

char *orm_rule_catalogue(OrmPageFormat format)
{
    GString *page =
        g_string_new(format == ORM_PAGE_MARKDOWN ? "# Rules\n" : "Rules; `ormlint rule NAME` explains one\n");
    int name_width = longest_name();
    for (int family = ORM_FAMILY_MAPPING; family <= ORM_FAMILY_META; family++)
        add_family(page, format, (OrmFamily)family, name_width);
    return g_string_free(page, FALSE);
}
