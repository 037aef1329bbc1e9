/* SPDX-License-Identifier: MIT */
#include "analyzer/graph/questions_keys.h"
#include "rules/rule.h"

/* What the two types are to each other. The last column of an array key is an array whose elements refer. */
static OrmSqlFit fit_of(const OrmForeignKey *key, guint index, const OrmColumn *local, const OrmColumn *remote)
{
    OrmSqlType type = local->type;
    if (key->array.value == ORM_YES && index + 1 == key->columns->len) {
        if (type.array_depth == 0) /* perhaps a type that is an array by another name, as oidvector is */
            return type.family == ORM_SQL_INTEGER ? ORM_FIT_DIFFERENT : ORM_FIT_UNKNOWN;
        type.array_depth--;
    }
    return orm_sql_type_fit(&type, &remote->type);
}

static const char *sentence_for(OrmSqlFit fit)
{
    switch (fit) {
    case ORM_FIT_WIDER:
        return "is wider than it needs to be";
    case ORM_FIT_NARROWER:
        return "cannot hold every value of it";
    case ORM_FIT_SIGN:
        return "has another sign";
    default:
        return "is another type";
    }
}

static void report(OrmRun *run, const OrmForeignKey *key, const OrmColumn *local, const OrmColumn *remote,
                   OrmSqlFit fit)
{
    OrmDialect dialect = orm_run_dialect(run);
    g_autofree char *local_type = orm_sql_type_to_string(&local->type, dialect);
    g_autofree char *remote_type = orm_sql_type_to_string(&remote->type, dialect);
    OrmFinding *finding = orm_report_as(
        run, fit == ORM_FIT_WIDER ? ORM_SEVERITY_INFO : ORM_SEVERITY_ERROR, local->type_place,
        orm_about_foreign_key(key), "foreign key column `%s` is %s but references `%s`, which is %s: it %s",
        orm_column_label(local), local_type, orm_column_label(remote), remote_type, sentence_for(fit));
    orm_finding_help(finding, "make `%s` %s as well", orm_column_label(local), remote_type);
    orm_finding_related(finding, remote->type_place, "`%s` is %s", orm_column_label(remote), remote_type);
    if (!key->on_column)
        orm_finding_related(finding, key->place, "the foreign key is stated here");
}

static void check_key(OrmRun *run, const OrmForeignKey *key)
{
    if (!orm_foreign_key_resolved(key) || orm_foreign_key_target_not_unique(key))
        return; /* the types of a wrong target say nothing */
    for (guint i = 0; i < key->columns->len; i++) {
        const OrmColumn *local = ((const OrmColumnReference *)g_ptr_array_index(key->columns, i))->column;
        const OrmColumn *remote = ((const OrmColumnReference *)g_ptr_array_index(key->parent_columns, i))->column;
        OrmSqlFit fit = fit_of(key, i, local, remote);
        if (fit != ORM_FIT_EQUAL && fit != ORM_FIT_UNKNOWN)
            report(run, key, local, remote, fit);
    }
}

const OrmRule orm_rule_fk_type_mismatch = {
    .name = "fk-type-mismatch",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A foreign key column differs in type from the column it references.",
    .why =
        "A narrower column works until the parent's key outgrows it, and then no child can refer to the new parents. "
        "Another sign "
        "or another type is refused by InnoDB and, where no comparison exists, by PostgreSQL; where it is accepted, "
        "every "
        "join converts and may miss the index. A column that is merely wider holds every key and is reported as info "
        "only. active_record_doctor demands equality, database_consistency is content with a wider column; Prisma, EF "
        "Core, "
        "SchemaCrawler and openradtool compare types too.",
    .fix = "Give the field the C type of the referenced key (or both the same `type=`).",
    .foreign_key = check_key,
};
