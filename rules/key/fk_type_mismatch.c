/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

/* A column of a foreign key beside the one it references. */
typedef struct {
    const OrmForeignKey *key;
    const OrmColumn *local, *remote;
    gboolean elements; /* the local column is an array whose elements refer */
} Pair;

static OrmSqlFit fit_of(const Pair *pair)
{
    const OrmSqlType *type = &pair->local->type;
    if (!pair->elements)
        return orm_sql_type_fit(type, &pair->remote->type);
    if (type->array_depth == 0 && type->family == ORM_SQL_INTEGER)
        return ORM_FIT_DIFFERENT;
    OrmSqlType element = orm_sql_type_element(type); /* an oidvector has elements too */
    return orm_sql_type_fit(&element, &pair->remote->type);
}

static const char *judge(const Pair *pair, OrmSqlFit fit)
{
    gboolean is_array = pair->local->type.array_depth > 0;
    switch (fit) {
    case ORM_FIT_WIDER:
        return "is wider than it needs to be";
    case ORM_FIT_NARROWER:
        return "cannot hold every value of it";
    case ORM_FIT_SIGN:
        return "has another sign";
    default:
        if (is_array && !pair->elements && pair->remote->type.array_depth == 0)
            return "is an array, whose elements refer only with `array`";
        return !is_array && pair->elements ? "is no array, as `array` says" : "is another type";
    }
}

static void report(OrmRun *run, const Pair *pair, OrmSqlFit fit)
{
    OrmDialect dialect = orm_run_dialect(run);
    const char *local = orm_column_label(pair->local), *remote = orm_column_label(pair->remote);
    g_autofree char *local_type = orm_sql_type_to_string(&pair->local->type, dialect);
    g_autofree char *remote_type = orm_sql_type_to_string(&pair->remote->type, dialect);
    OrmFinding *finding = orm_report_as(run, fit == ORM_FIT_WIDER ? ORM_SEVERITY_INFO : ORM_SEVERITY_ERROR,
                                        pair->local->type_place, orm_about_foreign_key(pair->key),
                                        "foreign key column `%s` is %s but references `%s`, which is %s: it %s", local,
                                        local_type, remote, remote_type, judge(pair, fit));
    if (fit == ORM_FIT_WIDER)
        orm_finding_help(finding, "%s is wide enough", remote_type);
    else
        orm_finding_help(finding, "make `%s` %s%s", local, remote_type, pair->elements ? "[]" : "");
    orm_finding_related(finding, pair->remote->type_place, "`%s` is %s", remote, remote_type);
    if (!pair->key->on_column)
        orm_finding_related(finding, pair->key->place, "the foreign key is stated here");
}

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    if (!orm_foreign_key_resolved(key) || orm_foreign_key_target_not_unique(key))
        return; /* the types of a wrong target say nothing */
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumnReference *local = g_ptr_array_index(key->columns, i);
        const OrmColumnReference *remote = g_ptr_array_index(key->parent_columns, i);
        gboolean last = i + 1 == key->columns->len;
        const Pair pair = {key, local->column, remote->column, last && key->array.value == ORM_YES};
        OrmSqlFit fit = fit_of(&pair);
        if (fit != ORM_FIT_EQUAL && fit != ORM_FIT_UNKNOWN)
            report(run, &pair, fit);
    }
}

const OrmRule orm_rule_fk_type_mismatch = {
    .name = "fk-type-mismatch",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A foreign key column differs in type from the column it references.",
    .why = "A narrower column works until the parent's key outgrows it, and then no child can refer to the new "
           "parents. Another sign or another type is refused by InnoDB and, where no comparison exists, by "
           "PostgreSQL; where it is accepted, every join converts and may miss the index. A column that is merely "
           "wider holds every key and is reported as info only. active_record_doctor demands equality, "
           "database_consistency is content with a wider column; Prisma, EF Core, SchemaCrawler and openradtool "
           "compare types too.",
    .fix = "Give the field the C type of the referenced key (or both the same `type=`).",
    .foreign_key = check_key,
};
