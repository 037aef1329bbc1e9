/* SPDX-License-Identifier: MIT */
#include "rules/differences.h"

static void check_difference(OrmRun *run, const OrmDifference *difference)
{
    if (difference->kind != ORM_DIFFERENCE_REFERENCE_IGNORED)
        return;
    const OrmColumn *actual = difference->actual_column;
    const OrmStated *reference = &actual->details->ignored_reference;
    OrmFinding *finding =
        orm_report_difference(run, difference, orm_known_place(reference->place, actual->place),
                              orm_about_actual(difference, orm_about_column(actual)),
                              "MySQL ignores the REFERENCES `%s` of column `%s`: there is no foreign key",
                              reference->text, orm_column_label(actual));
    orm_finding_help(finding, "FOREIGN KEY (%s) REFERENCES %s (...) behind the columns is one", actual->name,
                     reference->text);
    if (difference->column != NULL)
        orm_finding_related(finding, difference->column->place, "`%s` in the model",
                            orm_column_label(difference->column));
}

const OrmRule orm_rule_inline_reference_ignored = {
    .name = "inline-reference-ignored",
    .family = ORM_FAMILY_KEY,
    .severity = ORM_SEVERITY_ERROR,
    .enabled = ORM_RULE_WITH_SCHEMA,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A column's REFERENCES in SQL for MySQL, which MySQL before version 9 reads and ignores.",
    .why = "MySQL accepts `user_id INT REFERENCES users (id)` without a word and makes no foreign key of it: rows "
           "without a parent pile up, and no cascade happens. MariaDB and MySQL from version 9 on make one. Atlas "
           "(MY102) says the same.",
    .fix = "State it behind the columns: `FOREIGN KEY (user_id) REFERENCES users (id)`.",
    .difference = check_difference,
};
