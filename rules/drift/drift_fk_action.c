/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

#include <string.h>

/* "ON DELETE CASCADE", "DEFERRABLE INITIALLY DEFERRED", "no MATCH". */
static char *clause(const char *aspect, const char *text)
{
    if (text == NULL)
        return strcmp(aspect, "DEFERRABLE") == 0 ? g_strdup("NOT DEFERRABLE") : g_strdup_printf("no %s", aspect);
    return strcmp(aspect, "DEFERRABLE") == 0 ? g_strdup(text) : g_strdup_printf("%s %s", aspect, text);
}

static OrmPlace stated_at(const OrmForeignKey *key, const char *aspect)
{
    OrmPlace place = strcmp(aspect, "ON DELETE") == 0   ? key->ondelete.place
                     : strcmp(aspect, "ON UPDATE") == 0 ? key->onupdate.place
                     : strcmp(aspect, "MATCH") == 0     ? key->match.place
                                                        : orm_known_place(key->deferrable.place, key->initially.place);
    return orm_known_place(place, key->place);
}

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_FOREIGN_KEY_ACTION)
        return;
    const OrmForeignKey *key = difference->key;
    g_autofree char *parent = orm_foreign_key_parent_label(key);
    const char *verb = strcmp(difference->aspect, "DEFERRABLE") == 0 ? "is" : "has";
    g_autofree char *subject = g_strdup_printf("foreign key `%s` to %s %s", orm_foreign_key_label(key), parent, verb);
    g_autofree char *expected = clause(difference->aspect, difference->expected);
    g_autofree char *actual = clause(difference->aspect, difference->actual);
    OrmFinding *finding = orm_report_sides(run, difference, stated_at(key, difference->aspect),
                                           orm_about_foreign_key(key), subject, expected, actual);
    orm_finding_related(finding, difference->actual_key->place, "the foreign key in the schema");
}

const OrmRule orm_rule_drift_fk_action = {
    .name = "drift-fk-action",
    .family = ORM_FAMILY_DRIFT,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A foreign key's ON DELETE, ON UPDATE, DEFERRABLE or MATCH differs between model and schema.",
    .why = "The program expects children to go with their parent, or to stop its deletion, and the database does "
           "something else; or a transaction that writes child and parent in the wrong order fails, because the key is "
           "checked at once. NO ACTION is what holds where nothing is stated; RESTRICT is something else, but on "
           "MySQL the same. Alembic and database_consistency (ForeignKeyCascadeChecker) report the same; MATCH "
           "nobody.",
    .fix = "Change `ondelete=`, `onupdate=`, `deferrable`, `initially=` or `match=`, or drop the key and make it anew.",
    .difference = check_difference,
};
