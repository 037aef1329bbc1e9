/* SPDX-License-Identifier: MIT */
#include "rules/other_side.h"
#include "rules/rule.h"

/* The array of bytes that holds one value of the column: the field, or an element of it over a column of arrays. NULL:
 * it is held otherwise. */
static const OrmCType *array_of(const OrmColumn *column)
{
    const OrmCType *type = column->field->type;
    if (column->type.array_depth > 1 || type->kind != ORM_C_ARRAY)
        return NULL;
    if (column->type.array_depth == 1)
        type = type->inner;
    return type->kind == ORM_C_ARRAY && type->length > 0 && type->inner->bits == 8 ? type : NULL;
}

static gboolean is_text(const OrmSqlType *type)
{
    return type->family == ORM_SQL_CHAR || type->family == ORM_SQL_VARCHAR || type->family == ORM_SQL_TEXT;
}

/* What every value of a type that is no text takes as one: the shortest form of the longest value, for times without
 * fractions and time zone. */
static gint length_as_text(const OrmSqlType *type)
{
    static const struct {
        const char *name;
        gint length;
    } names[] = {{"macaddr", 17}, {"macaddr8", 23}, {"inet", 39}, {"cidr", 39},
                 {"inet6", 39},   {"inet4", 15},    {"name", 63}};
    switch (type->family) {
    case ORM_SQL_UUID:
        return 36;
    case ORM_SQL_DATE:
        return 10;
    case ORM_SQL_TIME:
        return 8;
    case ORM_SQL_TIMESTAMP:
        return 19;
    case ORM_SQL_NUMERIC:
        return type->precision > 0 ? type->precision - MIN(type->scale, 0) + (type->scale > 0) + !type->is_unsigned
                                   : ORM_SQL_UNSTATED;
    default:
        for (guint i = 0; type->family == ORM_SQL_OTHER && i < G_N_ELEMENTS(names); i++) {
            if (g_str_equal(type->name, names[i].name))
                return names[i].length;
        }
        return ORM_SQL_UNSTATED;
    }
}

/* The greatest length of the column's text: stated by its type where the database enforces it, or by a CHECK. */
static gint greatest_length(const OrmRun *run, const OrmColumn *column, const OrmCheckBounds *bounds)
{
    gboolean enforced = orm_dialect_enforces_lengths(orm_run_dialect(run));
    OrmSqlType stated = orm_run_stated_type(run, column);
    gint length = ORM_SQL_UNSTATED;
    gboolean bytes_of_uuid = stated.family == ORM_SQL_UUID && array_of(column)->length == 16;
    gboolean bounded = stated.family == ORM_SQL_NUMERIC && bounds != NULL;
    if (enforced && !bytes_of_uuid && !bounded)
        length = is_text(&stated) ? stated.length : length_as_text(&stated);
    /* without a stated type the column is as long as the array, whatever a CHECK allows beyond */
    if (bounds != NULL && bounds->longest != ORM_SQL_UNSTATED &&
        (length != ORM_SQL_UNSTATED ? bounds->longest < length : is_text(&stated) || !enforced))
        length = bounds->longest;
    return length;
}

/* How many bytes the array needs. MySQL counts those of a TEXT, not characters; and an array of bytes may do without
 * the NUL. */
static gint64 needed_bytes(const OrmRun *run, const OrmColumn *column, gint characters)
{
    OrmSqlType stated = orm_run_stated_type(run, column);
    gboolean counts_bytes = stated.family == ORM_SQL_TEXT && orm_dialect_is_mysql(orm_run_dialect(run));
    gboolean wide = orm_run_flag(run, "utf8") && is_text(&stated) && !counts_bytes;
    gboolean terminated = column->details->length_field.text == NULL && array_of(column)->inner->kind == ORM_C_CHAR;
    return (gint64)characters * (wide ? 4 : 1) + (terminated ? 1 : 0);
}

static void report(OrmRun *run, const OrmColumn *column, gint64 needed, gint characters, const OrmCheckBounds *bounds)
{
    const OrmCType *array = array_of(column);
    gboolean terminated = array->inner->kind == ORM_C_CHAR && column->details->length_field.text == NULL;
    gboolean utf8 = needed > (gint64)characters + 1;
    g_autofree char *sql_type = orm_run_type_text(run, column);
    g_autofree char *holds = bounds != NULL && bounds->longest == characters ? g_strdup("has a CHECK on its length")
                                                                             : g_strdup_printf("is %s", sql_type);
    OrmFinding *finding = orm_report(
        run, column->type_place, orm_about_column(column),
        "field `%s` of type `%s` is too small for column `%s`, which %s: a text of %d characters needs "
        "%" G_GINT64_FORMAT " bytes%s%s, and what is beyond %" G_GINT64_FORMAT " is cut",
        column->field_path, column->field->type->spelling, orm_column_label(column), holds, characters, needed,
        terminated ? " with its terminating NUL" : "", utf8 ? " in UTF-8" : "", array->length - (terminated ? 1 : 0));
    orm_finding_help(finding, "declare %s`%s` as `%s[%" G_GINT64_FORMAT "]`",
                     column->type.array_depth > 0 ? "the elements of " : "", column->field_path, array->inner->spelling,
                     needed);
    if (column->type_stated)
        orm_finding_related(finding, column->place, "`%s` is declared here", column->field_path);
    if (bounds != NULL && bounds->longest == characters)
        orm_finding_related(finding, bounds->place, "the length is bounded here");
    if (column->type.family == ORM_SQL_CHAR)
        orm_finding_related(finding, column->type_place, "%s pads shorter texts with blanks to its full length",
                            sql_type);
}

static void check_column(OrmRun *run, const OrmColumn *column)
{
    const OrmCType *type = array_of(column);
    if (type == NULL)
        return;
    const OrmCheckBounds *bounds = orm_run_check_bounds(run, column);
    gint characters = greatest_length(run, column, bounds);
    gboolean is_char = type->inner->kind == ORM_C_CHAR;
    if (characters == ORM_SQL_UNSTATED || (characters == 1 && type->length == 1))
        return; /* one character alone is a `char`, not a string */
    OrmSqlType stated = orm_run_stated_type(run, column);
    if (!is_char && !is_text(&stated))
        return; /* bytes: c-blob-length */
    gint64 needed = needed_bytes(run, column, characters);
    if (type->length < needed)
        report(run, column, needed, characters, bounds);
}

static const OrmRuleOption options[] = {
    {"utf8", ORM_RULE_OPTION_FLAG, "false",
     "Ask for room for four bytes per character, which is what UTF-8 may need: `char[81]` for `VARCHAR(20)`.", NULL},
    {NULL, ORM_RULE_OPTION_LIST, NULL, NULL, NULL},
};

const OrmRule orm_rule_c_string_length = {
    .name = "c-string-length",
    .family = ORM_FAMILY_C,
    .severity = ORM_SEVERITY_WARNING,
    .enabled = ORM_RULE_ON,
    .fix_kind = ORM_FIX_HINT,
    .summary = "A `char[N]` is too small for the text of its column.",
    .why =
        "`VARCHAR(20)` takes 20 characters, and a string of C one byte more for its NUL: in a `char[20]` the longest "
        "text loses its end or, worse, its terminator. `CHAR(M)` pads to its full length, so it always meets the "
        "bound. What is no text in the database is one in a `char[N]`: an UUID has 36 characters (16 bytes are taken "
        "for the UUID itself), a DATE 10, an IPv6 address 39. PostgreSQL and MySQL count characters, not bytes: with "
        "the option `utf8` the rule asks for room for "
        "the longest text in UTF-8. A length must be stated (`type=`, or a CHECK such as `CHECK (length(s) <= "
        "20)`): a `char[N]` without one defines its column and agrees with itself. SQLite enforces no declared "
        "length, so only the CHECK counts there. active_record_doctor and database_consistency compare validators "
        "with columns in the same spirit.",
    .fix = "Make the array one byte longer than the column (four bytes per character where texts are not ASCII), or "
           "the column shorter.",
    .options = options,
    .column = check_column,
};
