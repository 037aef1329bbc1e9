/* SPDX-License-Identifier: MIT */
/* The names that PostgreSQL gives to what is stated without one: `users_pkey`, `users_email_key`, `users_price_check`.
 */
#ifndef ORM_RULES_NAMING_IMPLIED_NAMES_H
#define ORM_RULES_NAMING_IMPLIED_NAMES_H

#include "rules/naming/namespaces.h"

/**
 * Whether PostgreSQL has given the name to something without one by the time that it makes `named`, which then fails;
 * of what is made the other way round it takes another name (`users_pkey1`). `holder` gets the thing and the list of
 * names that it is in, but is left alone where there is none. What depends on the order of equals in a statement, or of
 * tables that do not reference each other, is not said.
 */
gboolean orm_scoped_name_is_implied(const OrmScopedName *named, OrmDialect dialect, OrmScopedName *holder);

#endif
