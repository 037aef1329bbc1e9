/* SPDX-License-Identifier: MIT */
/* Questions about migration steps that rules of the family `migration` ask. */
#ifndef ORM_RULES_STEPS_H
#define ORM_RULES_STEPS_H

#include "rules/rule.h"

/** What a step is about: its table, column, constraint or index, and the model that maps it, whose ORM_ALLOW counts. */
OrmAbout orm_about_step(OrmRun *run, const OrmMigrationStep *step);

/** "orders", "orders.email": the table or column as a message names it; interned. */
const char *orm_step_label(const OrmMigrationStep *step);

/** "orders", "archive.orders": the table as a message names it, after a renaming too; interned. */
const char *orm_step_table_label(const OrmMigrationStep *step);
const char *orm_step_new_label(const OrmMigrationStep *step);

/** Whether the step's table, or its column, was made before it in the same file, and so in any transaction that it
 * stands in: no row and no program can depend on it. A table that takes the place of another one (made anew, filled,
 * renamed) counts as that, and so does a column. */
gboolean orm_step_is_on_new_object(OrmRun *run, const OrmMigrationStep *step);

/** Whether the step's table was made before it in the same file, be it in the place of another one: nobody works with
 * it yet, whatever its rows are. */
gboolean orm_step_is_on_made_table(OrmRun *run, const OrmMigrationStep *step);

/** Whether every column that a key or index step names is made in the same file. */
gboolean orm_step_columns_are_new(OrmRun *run, const OrmMigrationStep *step);

/** Whether another table or column takes the name of the dropped or renamed one in the same file: the way in which
 * SQLite changes tables, and others change what cannot be changed in place. What is made anew without a renaming takes
 * nothing over, and is no such. */
gboolean orm_step_is_replaced(OrmRun *run, const OrmMigrationStep *step);

/** The table or column that the step drops or renames, when a model maps it and the schema ends without it; NULL for
 * none. */
const OrmTable *orm_step_lost_table(OrmRun *run, const OrmMigrationStep *step);
const OrmColumn *orm_step_lost_column(OrmRun *run, const OrmMigrationStep *step);

#endif
