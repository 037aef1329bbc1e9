/* SPDX-License-Identifier: MIT */
#include "rules/rule.h"

#include <string.h>

/* In the singular or the plural. */
static gboolean is_among(const char *const *words, const char *word)
{
    g_autofree char *singular = g_str_has_suffix(word, "s") ? g_strndup(word, strlen(word) - 1) : NULL;
    return g_strv_contains(words, word) || (singular && g_strv_contains(words, singular));
}

/* Whether one of the words of the name ("unit_price", "unitPrice") is among those that mean money, and none among those
 * that mean something else ("discount_percent"). */
static gboolean is_money(const OrmRun *run, const char *name)
{
    g_autoptr(GString) spaced = g_string_new(NULL);
    for (const char *c = name; *c != '\0'; c++) {
        if (g_ascii_isupper(*c) && c > name && g_ascii_islower(c[-1]))
            g_string_append_c(spaced, '_');
        g_string_append_c(spaced, g_ascii_tolower(*c));
    }
    g_auto(GStrv) words = g_strsplit_set(spaced->str, "_0123456789", -1);
    const char *const *meant = orm_run_list(run, "words"), *const *other = orm_run_list(run, "except");
    gboolean found = FALSE;
    for (guint i = 0; words[i]; i++) {
        if (is_among(other, words[i]))
            return FALSE;
        found = found || is_among(meant, words[i]);
    }
    return found;
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    if (column->type.family != ORM_SQL_FLOAT || !is_money(run, column->name))
        return;
    g_autofree char *type = orm_sql_type_to_string(&column->type, orm_run_dialect(run));
    OrmFinding *finding = orm_report(run, column->type_place, orm_about_column(column),
                                     "column `%s` seems to hold money but is %s, which cannot hold 0.10 exactly",
                                     orm_column_label(column), type);
    if (orm_run_dialect(run) == ORM_DIALECT_SQLITE)
        orm_finding_help(finding, "count cents in an integer: SQLite keeps the fractions of NUMERIC in binary, too");
    else
        orm_finding_help(finding, "count cents in an integer, or state `type=\"NUMERIC(12,2)\"`");
}

static const OrmRuleOption options[] = {
    {"words", ORM_RULE_OPTION_LIST,
     "price,amount,cost,total,subtotal,balance,fee,salary,wage,tax,vat,discount,revenue,payment,deposit,refund,income,"
     "budget,charge,money,rent",
     "The words in a column's name that mean money.", NULL},
    {"except", ORM_RULE_OPTION_LIST,
     "rate,ratio,percent,percentage,pct,share,factor,weight,score,index,count,time,second,minute,hour,day,ms,delay,"
     "duration,distance,length,size,area,volume,angle,km,kg,meter,byte,energy,power",
     "The words beside them that say that it is no money: `tax_rate`, `total_distance`.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_imprecise_type = {
    .name = "imprecise-type",
    .family = ORM_FAMILY_TYPE,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_OPT_IN,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column that seems to hold money is a binary floating-point number.",
    .why =
        "A tenth has no exact binary form: sums drift by cents, and `WHERE price = 0.1` on REAL finds nothing. What a "
        "column holds is guessed from its name, so the rule is off by default. In SQLite, whose NUMERIC is a binary "
        "number as soon as it "
        "has a fraction, only an integer is exact. sqlcheck and skeema report the same.",
    .fix = "Store the smallest unit in an integer, or, but in SQLite, use NUMERIC.",
    .options = options,
    .column = check_column,
};
