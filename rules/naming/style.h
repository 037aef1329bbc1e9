/* SPDX-License-Identifier: MIT */
/* How names are spelt: their style, their number, the patterns they match. */
#ifndef ORM_RULES_NAMING_STYLE_H
#define ORM_RULES_NAMING_STYLE_H

#include "rules/rule.h"

/** The styles there are, as the option `case` of a rule names them. */
#define ORM_NAME_STYLES "snake_case,camelCase,PascalCase,UPPER_CASE,lowercase"

/** Whether the name has one of the styles (NULL-terminated); an empty list allows all. */
gboolean orm_name_has_style(const char *name, const char *const *styles);

/** The name's words in a style: "userId" in snake_case is "user_id". Free with g_free. */
char *orm_name_in_style(const char *name, const char *style);

/** Whether the name's last word is a plural, or a singular: both for "series", of which the two are one word. */
gboolean orm_name_is_plural(const char *name);
gboolean orm_name_is_singular(const char *name);

/** The pattern of `patterns` (`*`, `?`; NULL-terminated) that matches the name without regard to case; NULL: none. */
const char *orm_name_match(const char *name, const char *const *patterns);

/** "`a`, `b` or `c`" for a NULL-terminated list. Free with g_free. */
char *orm_name_choices(const char *const *words);

/** Replaces the stated text `name` at `place`, bare or quoted, by another in the finding's fix. */
void orm_edit_replace_name(OrmFinding *finding, OrmPlace place, const char *name, const char *other);

#endif
