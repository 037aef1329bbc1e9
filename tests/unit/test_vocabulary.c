/* SPDX-License-Identifier: MIT */
/* The vocabulary: what is found in annotations, at which argument, and what the helpers read. */
#include "analyzer/extract/annotation_parser.h"
#include "analyzer/graph/vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void free_problem(gpointer problem)
{
    orm_problem_free(problem);
}

static void free_annotation(gpointer annotation)
{
    orm_annotation_free(annotation);
}

static GPtrArray *problems_new(void)
{
    return g_ptr_array_new_with_free_func(free_problem);
}

/* Reads "ORM_TABLE(users)" as the analyzer does, in a file of this one line. */
static OrmAnnotation *read_annotation(const char *source)
{
    const char *open = strchr(source, '(');
    g_autofree char *macro = g_ascii_strdown(source, open - source);
    g_autofree char *text = g_strconcat("orm:", macro + strlen("orm_"), open, NULL);
    OrmSourceText where = {.file = "user.h", .text = source, .length = strlen(source)};
    return orm_annotation_parse(text, &where);
}

static const char *const kind_names[] = {"unknown",     "malformed", "conflict",
                                         "ineffective", "misplaced", "wrong-action"};

/* "kind @ source text: message | help", a line for each problem. */
static char *describe(GPtrArray *problems, const char *source)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < problems->len; i++) {
        const OrmProblem *problem = problems->pdata[i];
        assert_int_equal(problem->place.line, 1);
        g_autofree char *at =
            g_strndup(source + problem->place.column - 1, problem->place.end_column - problem->place.column);
        g_string_append_printf(out, "%s%s @ %s: %s%s%s", i > 0 ? "\n" : "", kind_names[problem->kind], at,
                               problem->message, problem->help == NULL ? "" : " | ",
                               problem->help == NULL ? "" : problem->help);
    }
    return g_string_free(out, FALSE);
}

static void assert_check(OrmSubjectKind subject, const char *source, const char *expected)
{
    g_autoptr(GPtrArray) problems = problems_new();
    g_autoptr(OrmAnnotation) annotation = read_annotation(source);
    orm_vocabulary_check(annotation, subject, problems);
    g_autofree char *actual = describe(problems, source);
    if (!g_str_equal(actual, expected))
        fail_msg("%s\n  gives:    %s\n  expected: %s", source, actual, expected);
}

static void on_field(const char *source, const char *expected)
{
    assert_check(ORM_ON_FIELD, source, expected);
}

static void on_struct(const char *source, const char *expected)
{
    assert_check(ORM_ON_STRUCT, source, expected);
}

static void is_silent_on_what_is_right(void **state)
{
    (void)state;
    static const char *const of_structs[] = {
        "ORM_TABLE()",
        "ORM_TABLE(users)",
        "ORM_TABLE(\"users\", schema=app, comment=\"who\", unmanaged, strict, without_rowid, engine=InnoDB, "
        "charset=utf8mb4, collate=utf8mb4_bin, renamed_from=people)",
        "ORM_TABLE(active_users, view=true, unmanaged=0)",
        "ORM_TABLE(view)",
        "ORM_ABSTRACT()",
        "ORM_PRIMARY_KEY(order_id, position, name=pk)",
        "ORM_UNIQUE(a, b, name=uq, deferrable, initially=deferred, nulls_not_distinct, include=(c, d))",
        "ORM_UNIQUE(a, initially=\"IMMEDIATE\", deferrable=false)",
        "ORM_INDEX(a, desc(b), nulls_last(asc(c)), op(d, text_pattern_ops), length(e, 20), expr(\"lower(f)\"), "
        "name=ix, unique, where=\"not g\", using=btree, include=h)",
        "ORM_INDEX(definition=\"on users using btree (a)\", name=ix, unique, primary_key)",
        "ORM_CHECK(\"price >= 0\", name=ck)",
        "ORM_FOREIGN_KEY((a, b), parent(x, y), ondelete=cascade, onupdate=\"NO ACTION\", match=full, use_alter, array)",
        "ORM_FOREIGN_KEY(a, parent)",
        "ORM_EXCLUDE(\"using gist (room with =)\", name=ex)",
        "ORM_INHERITS(employee, joined, identity=engineer)",
        "ORM_INHERITS(employee, single, identity=3)",
        "ORM_POLYMORPHIC(on=kind, identity=employee)",
        "ORM_ALLOW(missing-primary-key, duplicate-index, reason=\"append only\")",
    };
    static const char *const of_fields[] = {
        "ORM_COLUMN()",
        "ORM_COLUMN(email)",
        "ORM_COLUMN(\"index\", index)",
        "ORM_COLUMN(type=\"NUMERIC(10,2)\", primary_key, not_null, unique, index, autoincrement)",
        "ORM_COLUMN(type=TEXT, default=-1, server_default=0, onupdate=now(), server_onupdate=\"now()\")",
        "ORM_COLUMN(identity=\"by default\", version, null_flag=has_x, length=n_x, comment=\"\", collate=\"C\")",
        "ORM_COLUMN(computed=\"a + b\", stored)",
        "ORM_COLUMN(nullable, nullable=true, renamed_from=old)",
        "ORM_COLUMN(nullable=true, not_null=false)",
        "ORM_COLUMN(primary_key, nullable)",
        "ORM_COLUMN(onupdate=7)",
        "ORM_FOREIGN_KEY(users)",
        "ORM_FOREIGN_KEY(public.users.id, name=fk, ondelete=SET_NULL, onupdate=set-default, deferrable, "
        "initially=deferred, unenforced)",
        "ORM_RELATIONSHIP()",
        "ORM_RELATIONSHIP(child, back_populates=parent, foreign_keys=(a, child.b), secondary=app.links, "
        "remote_side=id, cascade=(all, delete-orphan), uselist=false, viewonly, passive_deletes=all, single_parent, "
        "order_by=(desc(a), b), lazy=selectin, overlaps=(x))",
        "ORM_RELATIONSHIP(cascade=\"all, delete-orphan\", passive_deletes, order_by=a, count=n)",
        "ORM_RELATIONSHIP(cascade=(), lazy=true)",
        "ORM_RELATIONSHIP(cascade=\"\", primaryjoin=\"a = b\")",
        "ORM_EMBED()",
        "ORM_EMBED(prefix=\"\")",
        "ORM_ENUM(name=state, storage=native, check, prefix=STATE_, lowercase)",
        "ORM_IGNORE()",
        "ORM_ALLOW(c-bool-type)",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(of_structs); i++)
        on_struct(of_structs[i], "");
    for (gsize i = 0; i < G_N_ELEMENTS(of_fields); i++)
        on_field(of_fields[i], "");
}

static void finds_unknown_options(void **state)
{
    (void)state;
    on_field("ORM_COLUMN(nulable=true)",
             "unknown @ nulable: `ORM_COLUMN` has no option `nulable` | did you mean `nullable`?");
    on_field("ORM_COLUMN(nulable)", "unknown @ nulable: `ORM_COLUMN` has no option `nulable`, and a name so near to "
                                    "one must be quoted | did you mean `nullable`?");
    on_field("ORM_COLUMN(email, uniqe)",
             "unknown @ uniqe: `ORM_COLUMN` has no option `uniqe` | did you mean `unique`?");
    on_field("ORM_COLUMN(unique, generated)", "unknown @ generated: `ORM_COLUMN` has no option `generated`");
    on_field("ORM_COLUMN(zzzzzzz=1)", "unknown @ zzzzzzz: `ORM_COLUMN` has no option `zzzzzzz`");
    on_field("ORM_COLUMN(name=email)", "unknown @ name: `ORM_COLUMN` has no option `name` | the column's name comes "
                                       "first and without a key: `ORM_COLUMN(email, unique)`");
    on_field(
        "ORM_RELATIONSHIP(back-populates=x)",
        "unknown @ back-populates: `ORM_RELATIONSHIP` has no option `back-populates` | did you mean `back_populates`?");
    on_field("ORM_FOREIGN_KEY(users.id, deferable)",
             "unknown @ deferable: `ORM_FOREIGN_KEY` has no option `deferable` | did you mean `deferrable`?");
    on_field("ORM_ENUM(lowercas)",
             "unknown @ lowercas: `ORM_ENUM` has no option `lowercas` | did you mean `lowercase`?");
    on_struct("ORM_TABLE(users, shema=app)",
              "unknown @ shema: `ORM_TABLE` has no option `shema` | did you mean `schema`?");
    on_struct("ORM_IGNORED()", "unknown @ ORM_IGNORED: there is no annotation `ignored` | did you mean `ignore`?");
}

static void finds_wrong_values(void **state)
{
    (void)state;
    on_field("ORM_FOREIGN_KEY(users.id, ondelete=explode)",
             "malformed @ explode: `ondelete` in `ORM_FOREIGN_KEY` must be `cascade`, `set_null`, `set_default`, "
             "`restrict` or `no_action`, not `explode`");
    on_field("ORM_FOREIGN_KEY(users.id, ondelete=cascde)",
             "malformed @ cascde: `ondelete` in `ORM_FOREIGN_KEY` must be `cascade`, `set_null`, `set_default`, "
             "`restrict` or `no_action`, not `cascde` | did you mean `cascade`?");
    on_field("ORM_FOREIGN_KEY(users.id, initially=later)",
             "malformed @ later: `initially` in `ORM_FOREIGN_KEY` must be `deferred` or `immediate`, not `later`");
    on_field("ORM_FOREIGN_KEY(users(id))", "malformed @ users(id): the key's target in `ORM_FOREIGN_KEY` must be a "
                                           "name, not `users(id)` | write `users.id`");
    on_field("ORM_FOREIGN_KEY((a, b), parent(x, y))",
             "malformed @ (a, b): the key's target in `ORM_FOREIGN_KEY` must be a name, not `(a, b)` | a foreign key "
             "over several "
             "columns stands on the struct: `ORM_FOREIGN_KEY((a, b), parent(x, y))`");
    on_struct("ORM_INDEX(a, prefix=10)", "");
    on_field("ORM_COLUMN(nullable=maybe)",
             "malformed @ maybe: `nullable` in `ORM_COLUMN` must be `true` or `false`, not `maybe`");
    on_field("ORM_COLUMN(type=VARCHAR(20))", "malformed @ VARCHAR(20): `type` in `ORM_COLUMN` must be SQL text in "
                                             "double quotes, not `VARCHAR(20)` | write \"VARCHAR(20)\"");
    on_field("ORM_COLUMN(server_default=\"\")", "malformed @ \"\": `server_default` in `ORM_COLUMN` must be SQL text "
                                                "in double quotes, not `\"\"` | the empty string in SQL is \"''\"");
    on_field("ORM_COLUMN(length=20)",
             "malformed @ 20: `length` in `ORM_COLUMN` must be a name, not `20` | `length` names the field that holds "
             "the length; a length in SQL belongs to the type: type=\"VARCHAR(20)\"");
    on_field("ORM_COLUMN(identity=sometimes)",
             "malformed @ sometimes: `identity` in `ORM_COLUMN` must be `always` or `by_default`, not `sometimes`");
    on_field("ORM_COLUMN(default=(a))",
             "malformed @ (a): `default` in `ORM_COLUMN` must be a name, a string or a number, not `(a)`");
    on_field("ORM_COLUMN(7)", "malformed @ 7: the column's name in `ORM_COLUMN` must be a name, not `7`");
    on_field("ORM_COLUMN(comment=3)",
             "malformed @ 3: `comment` in `ORM_COLUMN` must be a text in double quotes, not `3`");
    on_field("ORM_RELATIONSHIP(cascade=(all, delet_orphan))",
             "malformed @ delet_orphan: `delet_orphan` is no word of `cascade`; these are `all`, `save_update`, "
             "`merge`, `refresh_expire`, `expunge`, `delete` or `delete_orphan` | did you mean `delete_orphan`?");
    on_field("ORM_RELATIONSHIP(foreign_keys=())",
             "malformed @ (): `foreign_keys` in `ORM_RELATIONSHIP` must be at least one name, not `()`");
    on_field("ORM_RELATIONSHIP(foreign_keys=(a, 3))",
             "malformed @ 3: `foreign_keys` in `ORM_RELATIONSHIP` must be a name, not `3`");
    on_field("ORM_RELATIONSHIP(order_by=op(a, b))",
             "malformed @ op(a, b): `order_by` in `ORM_RELATIONSHIP` must be a column or a call such as desc(column), "
             "not `op(a, b)` | an expression is SQL text: expr(\"lower(email)\")");
    on_struct("ORM_INDEX(dsc(a))", "malformed @ dsc(a): a member in `ORM_INDEX` must be a column or a call such as "
                                   "desc(column), not `dsc(a)` | did you mean `desc`?");
    on_struct("ORM_INDEX(lower(a))",
              "malformed @ lower(a): a member in `ORM_INDEX` must be a column or a call such as desc(column), not "
              "`lower(a)` | an expression is SQL text: expr(\"lower(email)\")");
    on_struct("ORM_INDEX(length(a))",
              "malformed @ length(a): a member in `ORM_INDEX` must be length(column, 20), not `length(a)`");
    on_struct("ORM_INDEX(expr(lower(a)))",
              "malformed @ expr(lower(a)): a member in `ORM_INDEX` must be SQL text in double quotes inside expr(), "
              "not `expr(lower(a))` | write expr(\"lower(email)\")");
    on_struct("ORM_CHECK(positive)", "malformed @ positive: the condition in `ORM_CHECK` must be SQL text in double "
                                     "quotes, not `positive` | write \"positive\"");
    on_struct("ORM_INHERITS(employee, joind)",
              "malformed @ joind: the kind of inheritance in `ORM_INHERITS` must be `joined`, `single` or `concrete`, "
              "not `joind` | did you mean `joined`?");
}

static void finds_wrong_counts(void **state)
{
    (void)state;
    on_struct("ORM_TABLE(users, people)", "malformed @ people: `ORM_TABLE` takes 1 value before its options; `people` "
                                          "is one too many | for example `ORM_TABLE(users)`");
    on_struct("ORM_TABLE(users, schema)", "malformed @ schema: `schema` of `ORM_TABLE` needs a value: `schema=...`");
    on_struct("ORM_PRIMARY_KEY()", "malformed @ ORM_PRIMARY_KEY: `ORM_PRIMARY_KEY` lacks a column | for example "
                                   "`ORM_PRIMARY_KEY(order_id, position)`");
    on_struct("ORM_INDEX(unique)", ""); /* index-empty-or-repeated */
    on_struct("ORM_INHERITS(employee)", "malformed @ ORM_INHERITS: `ORM_INHERITS` lacks the kind of inheritance | for "
                                        "example `ORM_INHERITS(employee, joined)`");
    on_struct("ORM_FOREIGN_KEY(users.id)", "malformed @ ORM_FOREIGN_KEY: `ORM_FOREIGN_KEY` lacks the key's target | "
                                           "for example `ORM_FOREIGN_KEY((plant, line), lines(plant, number))`");
    on_struct("ORM_POLYMORPHIC()", "malformed @ ORM_POLYMORPHIC: `ORM_POLYMORPHIC` lacks `on`, the discriminator "
                                   "column, | for example `ORM_POLYMORPHIC(on=kind)`");
    on_struct("ORM_ABSTRACT(base)",
              "malformed @ base: `ORM_ABSTRACT` takes nothing, not `base` | for example `ORM_ABSTRACT()`");
    on_field("ORM_FOREIGN_KEY()", "malformed @ ORM_FOREIGN_KEY: `ORM_FOREIGN_KEY` lacks the key's target | for example "
                                  "`ORM_FOREIGN_KEY(users.id)`");
    on_field("ORM_EMBED(billing)", "malformed @ billing: `ORM_EMBED` takes only options with a key, not `billing` | "
                                   "for example `ORM_EMBED(prefix=\"billing_\")`");
    on_field("ORM_COLUMN(unique, \"email\")",
             "malformed @ \"email\": the column's name is the first argument of `ORM_COLUMN`, before its options | for "
             "example `ORM_COLUMN(email, unique)`");
}

static void finds_bad_syntax(void **state)
{
    (void)state;
    on_struct("ORM_TABLE(users,)", "malformed @ ,: nothing follows this `,` in `ORM_TABLE`");
    on_struct("ORM_CHECK(price > 0)",
              "malformed @ >: unexpected `>` in `ORM_CHECK` | SQL text is written in double quotes");
    on_struct("ORM_INDEX(7, where=f(x) and y)",
              "malformed @ and: expected `,` or `)` before `and` in `ORM_INDEX`\n"
              "malformed @ 7: a member in `ORM_INDEX` must be a column or a call such as desc(column), not `7`");
    on_field("ORM_COLUMN(uniqe, =)",
             "malformed @ =: expected a value before `=` in `ORM_COLUMN`\nunknown @ uniqe: `ORM_COLUMN` has no option "
             "`uniqe`, and a name so near to one must be quoted | did you mean `unique`?");
}

static void finds_wrong_subjects(void **state)
{
    (void)state;
    on_struct("ORM_COLUMN(unique)", "malformed @ ORM_COLUMN: `ORM_COLUMN` belongs on a field, but stands on a struct");
    on_field("ORM_TABLE(users)", "malformed @ ORM_TABLE: `ORM_TABLE` belongs on a struct, but stands on a field");
    on_field("ORM_INDEX()", "malformed @ ORM_INDEX: `ORM_INDEX` belongs on a struct, but stands on a field | on a "
                            "field write `ORM_COLUMN(index)`");
}

static void finds_referential_actions_in_the_wrong_place(void **state)
{
    (void)state;
    on_field("ORM_COLUMN(ondelete=cascade)",
             "wrong-action @ ondelete=cascade: `ondelete=cascade` cannot stand in `ORM_COLUMN`: a foreign key has "
             "referential actions, a column has none | state it in the foreign key: `ORM_FOREIGN_KEY(table.column, "
             "ondelete=cascade)`");
    on_field("ORM_COLUMN(onupdate=\"SET NULL\")",
             "wrong-action @ onupdate=\"SET NULL\": `onupdate=\"SET NULL\"` cannot stand in `ORM_COLUMN`: a foreign "
             "key has referential actions, a column has none | state it in the foreign key: "
             "`ORM_FOREIGN_KEY(table.column, onupdate=\"SET NULL\")`");
    on_field("ORM_COLUMN(onupdate=now)", "");
    on_field("ORM_RELATIONSHIP(onupdate=restrict)",
             "wrong-action @ onupdate=restrict: `onupdate=restrict` cannot stand in `ORM_RELATIONSHIP`: a foreign key "
             "has referential actions, a relationship has none | state it in the foreign key: "
             "`ORM_FOREIGN_KEY(table.column, onupdate=restrict)`");
}

static void finds_conflicts_in_one_annotation(void **state)
{
    (void)state;
    on_field("ORM_FOREIGN_KEY(a.id, ondelete=cascade, ondelete=restrict)",
             "conflict @ ondelete=restrict: `ondelete=restrict` conflicts with `ondelete=cascade` in "
             "`ORM_FOREIGN_KEY`: one option has one value");
    on_field("ORM_FOREIGN_KEY(a.id, ondelete=set_null, ondelete=\"SET NULL\")", "");
    on_field(
        "ORM_COLUMN(unique, unique=false)",
        "conflict @ unique=false: `unique=false` conflicts with `unique` in `ORM_COLUMN`: one option has one value");
    on_field("ORM_COLUMN(nullable, not_null)",
             "conflict @ not_null: `not_null` conflicts with `nullable` in `ORM_COLUMN`: they contradict each other");
    on_field("ORM_COLUMN(nullable=false, not_null=false)",
             "conflict @ not_null=false: `not_null=false` conflicts with `nullable=false` in `ORM_COLUMN`: they "
             "contradict each other");
    on_field("ORM_COLUMN(server_default=\"1\", computed=\"a\")",
             "conflict @ computed=\"a\": `computed=\"a\"` conflicts with `server_default=\"1\"` in `ORM_COLUMN`: a "
             "computed column has no default");
    on_field("ORM_COLUMN(computed=\"a\", stored, virtual)",
             "conflict @ virtual: `virtual` conflicts with `stored` in `ORM_COLUMN`: a computed column is either kept "
             "or worked out when read");
    on_field("ORM_COLUMN(computed=\"a\", stored, virtual=false)", "");
    on_struct("ORM_TABLE(users, view, strict)",
              "conflict @ strict: `strict` conflicts with `view` in `ORM_TABLE`: a view is no STRICT table");
    on_struct("ORM_INDEX(a, b, definition=\"on t (a)\")",
              "conflict @ definition=\"on t (a)\": `definition=\"on t (a)\"` conflicts with `a` in `ORM_INDEX`: the "
              "definition stands instead of the index's members");
    on_struct("ORM_UNIQUE(a, deferrable=false, initially=deferred)",
              "conflict @ initially=deferred: `initially=deferred` conflicts with `deferrable=false` in `ORM_UNIQUE`: "
              "only a deferrable constraint can be deferred");
    on_field("ORM_COLUMN(nullable=maybe, nullable)",
             "malformed @ maybe: `nullable` in `ORM_COLUMN` must be `true` or `false`, not `maybe`");
}

static void assert_together(OrmSubjectKind subject, const char *one, const char *other, const char *expected)
{
    g_autoptr(GPtrArray) problems = problems_new();
    g_autoptr(GPtrArray) annotations = g_ptr_array_new_with_free_func(free_annotation);
    g_ptr_array_add(annotations, read_annotation(one));
    if (other != NULL)
        g_ptr_array_add(annotations, read_annotation(other));
    orm_vocabulary_check_together(annotations, subject, problems);
    g_autofree char *actual = describe(problems, other == NULL ? one : other);
    if (!g_str_equal(actual, expected))
        fail_msg("%s %s\n  gives:    %s\n  expected: %s", one, other, actual, expected);
    for (guint i = 0; i < problems->len; i++) {
        const OrmProblem *problem = problems->pdata[i];
        assert_true((problem->kind == ORM_PROBLEM_CONFLICT) == orm_place_known(&problem->related_place));
    }
}

static void finds_conflicts_between_annotations(void **state)
{
    (void)state;
    assert_together(ORM_ON_FIELD, "ORM_COLUMN(email, unique)", "ORM_COLUMN(email, index)", "");
    assert_together(
        ORM_ON_FIELD, "ORM_COLUMN(email)", "ORM_COLUMN(\"mail\")",
        "conflict @ \"mail\": `\"mail\"` conflicts with `email` in `ORM_COLUMN`: the two say different things");
    assert_together(ORM_ON_FIELD, "ORM_COLUMN(computed=\"a\")", "ORM_COLUMN(stored)", "");
    assert_together(ORM_ON_FIELD, "ORM_COLUMN(computed=\"a\")", "ORM_COLUMN(default=1)",
                    "conflict @ default=1: `default=1` conflicts with `computed=\"a\"` in `ORM_COLUMN`: a computed "
                    "column cannot be written");
    assert_together(ORM_ON_FIELD, "ORM_COLUMN(unique, unique=0)", NULL, "");
    assert_together(ORM_ON_FIELD, "ORM_FOREIGN_KEY(a.id)", "ORM_FOREIGN_KEY(b.id, ondelete=cascade)", "");
    assert_together(ORM_ON_FIELD, "ORM_COLUMN(a)", "ORM_ENUM(name=b)", "");
    assert_together(
        ORM_ON_FIELD, "ORM_COLUMN(a, comment=\"x\")", "ORM_RELATIONSHIP(b)",
        "conflict @ ORM_RELATIONSHIP: `ORM_RELATIONSHIP` conflicts with `ORM_COLUMN`: a relationship is no column");
    assert_together(ORM_ON_FIELD, "ORM_IGNORE()", "ORM_COLUMN(a)",
                    "conflict @ ORM_COLUMN: `ORM_COLUMN` conflicts with `ORM_IGNORE`: an ignored field is no column");
    assert_together(ORM_ON_FIELD, "ORM_IGNORE()", "ORM_ALLOW(x)", "");
    assert_together(ORM_ON_STRUCT, "ORM_TABLE(a)", "ORM_ABSTRACT()",
                    "conflict @ ORM_ABSTRACT: `ORM_ABSTRACT` conflicts with `ORM_TABLE`: an abstract model has no "
                    "table of its own");
    assert_together(ORM_ON_STRUCT, "ORM_TABLE(a)", "ORM_TABLE(a, schema=s)", "");
    assert_together(ORM_ON_STRUCT, "ORM_INDEX(a)", "ORM_INDEX(b, unique=false)", "");
    assert_together(ORM_ON_STRUCT, "ORM_NONSENSE(a)", "ORM_COLUMN(b)", "");
}

static void finds_options_without_effect(void **state)
{
    (void)state;
    assert_together(ORM_ON_FIELD, "ORM_COLUMN(stored)", NULL,
                    "ineffective @ stored: `stored` has no effect without `computed`");
    assert_together(ORM_ON_FIELD, "ORM_COLUMN(stored=false)", NULL, "");
    assert_together(ORM_ON_FIELD, "ORM_RELATIONSHIP(secondaryjoin=\"a = b\")", NULL,
                    "ineffective @ secondaryjoin=\"a = b\": `secondaryjoin` has no effect without `secondary`");
}

static void reads_flags_and_texts(void **state)
{
    (void)state;
    g_autoptr(OrmAnnotation) column = read_annotation(
        "ORM_COLUMN(unique, index=0, nullable=TRUE, not_null=perhaps, default=f(x, 1), comment=\"c\", onupdate=-1)");
    assert_int_equal(orm_annotation_flag(column, "unique").value, ORM_YES);
    assert_int_equal(orm_annotation_flag(column, "unique").place.column, 12);
    assert_int_equal(orm_annotation_flag(column, "index").value, ORM_NO);
    assert_int_equal(orm_annotation_flag(column, "nullable").value, ORM_YES);
    assert_int_equal(orm_annotation_flag(column, "not_null").value, ORM_UNKNOWN);
    assert_int_equal(orm_annotation_flag(column, "version").value, ORM_UNKNOWN);
    assert_string_equal(orm_annotation_text(column, "default").text, "f(x, 1)");
    assert_string_equal(orm_annotation_text(column, "comment").text, "c");
    assert_string_equal(orm_annotation_text(column, "onupdate").text, "-1");
    assert_null(orm_annotation_text(column, "type").text);
    assert_null(orm_annotation_text(column, "unique").text);

    g_autoptr(OrmAnnotation) relationship = read_annotation("ORM_RELATIONSHIP(passive_deletes, order_by=(a))");
    assert_string_equal(orm_annotation_text(relationship, "passive_deletes").text, "true");
    assert_null(orm_annotation_text(relationship, "order_by").text);
}

static void assert_positionals(const char *source, const char *expected)
{
    g_autoptr(OrmAnnotation) annotation = read_annotation(source);
    g_autoptr(GPtrArray) positionals = orm_annotation_positionals(annotation);
    g_autoptr(GString) actual = g_string_new(NULL);
    for (guint i = 0; i < positionals->len; i++) {
        const OrmArgument *argument = positionals->pdata[i];
        g_autofree char *value = orm_value_to_string(argument->value);
        g_string_append_printf(actual, "%s%s", i > 0 ? " " : "", value);
    }
    assert_string_equal(actual->str, expected);
}

static void tells_positionals_from_flags(void **state)
{
    (void)state;
    assert_positionals("ORM_COLUMN(email, unique, type=\"TEXT\")", "email");
    assert_positionals("ORM_COLUMN(unique)", "");
    assert_positionals("ORM_COLUMN(\"unique\", unique)", "\"unique\"");
    assert_positionals("ORM_COLUMN(uniqe)", "");
    assert_positionals("ORM_COLUMN(type)", "type");
    assert_positionals("ORM_COLUMN(unique, email)", "");
    assert_positionals("ORM_TABLE(view)", "");
    assert_positionals("ORM_TABLE(views, strict)", "views");
    assert_positionals("ORM_INDEX(a, unique, desc(b), name=x)", "a desc(b)");
    assert_positionals("ORM_FOREIGN_KEY(users.id, deferrable)", "users.id");
    assert_positionals("ORM_FOREIGN_KEY((a), users(id), array)", "(a) users(id)");
    assert_positionals("ORM_INHERITS(identity=x, employee, joined)", "employee joined");
    assert_positionals("ORM_ALLOW(a-b, c)", "a-b c");
    assert_positionals("ORM_NONSENSE(a)", "");
}

static void reads_actions(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        OrmActionKind kind;
    } cases[] = {
        {"ORM_FOREIGN_KEY(a, ondelete=cascade)", ORM_ACTION_CASCADE},
        {"ORM_FOREIGN_KEY(a, ondelete=SET_NULL)", ORM_ACTION_SET_NULL},
        {"ORM_FOREIGN_KEY(a, ondelete=\"SET NULL\")", ORM_ACTION_SET_NULL},
        {"ORM_FOREIGN_KEY(a, ondelete=\" set  default \")", ORM_ACTION_SET_DEFAULT},
        {"ORM_FOREIGN_KEY(a, ondelete=Restrict)", ORM_ACTION_RESTRICT},
        {"ORM_FOREIGN_KEY(a, ondelete=no-action)", ORM_ACTION_NO_ACTION},
        {"ORM_FOREIGN_KEY(a, ondelete=explode)", ORM_ACTION_UNSTATED},
        {"ORM_FOREIGN_KEY(a, ondelete=3)", ORM_ACTION_UNSTATED},
        {"ORM_FOREIGN_KEY(a)", ORM_ACTION_UNSTATED},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OrmAnnotation) key = read_annotation(cases[i].source);
        assert_int_equal(orm_annotation_action(key, "ondelete").kind, cases[i].kind);
    }
}

static void reads_cascades(void **state)
{
    (void)state;
    static const struct {
        const char *source;
        guint cascade;
    } cases[] = {
        {"ORM_RELATIONSHIP(cascade=all)", ORM_CASCADE_ALL},
        {"ORM_RELATIONSHIP(cascade=\"all, delete-orphan\")", ORM_CASCADE_ALL | ORM_CASCADE_DELETE_ORPHAN},
        {"ORM_RELATIONSHIP(cascade=(all, delete_orphan))", ORM_CASCADE_ALL | ORM_CASCADE_DELETE_ORPHAN},
        {"ORM_RELATIONSHIP(cascade=(Save-Update, \"merge\"))", ORM_CASCADE_SAVE_UPDATE | ORM_CASCADE_MERGE},
        {"ORM_RELATIONSHIP(cascade=(delete, nonsense))", ORM_CASCADE_DELETE},
        {"ORM_RELATIONSHIP(cascade=())", 0},
        {"ORM_RELATIONSHIP(cascade=\"\")", 0},
    };
    guint cascade;
    OrmPlace place;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OrmAnnotation) relationship = read_annotation(cases[i].source);
        assert_true(orm_annotation_cascade(relationship, &cascade, &place));
        assert_int_equal(cascade, cases[i].cascade);
        assert_int_equal(place.column, 26);
    }
    g_autoptr(OrmAnnotation) none = read_annotation("ORM_RELATIONSHIP(parent)");
    assert_false(orm_annotation_cascade(none, &cascade, &place));
}

static void finds_the_nearest_word(void **state)
{
    (void)state;
    static const char *const words[] = {"nullable", "unique", "id", NULL};
    assert_string_equal(orm_nearest_word("nulable", words), "nullable");
    assert_string_equal(orm_nearest_word("NULLABLE", words), "nullable");
    assert_string_equal(orm_nearest_word("uniuqe", words), "unique");
    assert_string_equal(orm_nearest_word("idx", words), "id");
    assert_null(orm_nearest_word("ab", words));
    assert_null(orm_nearest_word("", words));
    assert_null(orm_nearest_word("something", words));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_silent_on_what_is_right),
        cmocka_unit_test(finds_unknown_options),
        cmocka_unit_test(finds_wrong_values),
        cmocka_unit_test(finds_wrong_counts),
        cmocka_unit_test(finds_bad_syntax),
        cmocka_unit_test(finds_wrong_subjects),
        cmocka_unit_test(finds_referential_actions_in_the_wrong_place),
        cmocka_unit_test(finds_conflicts_in_one_annotation),
        cmocka_unit_test(finds_conflicts_between_annotations),
        cmocka_unit_test(finds_options_without_effect),
        cmocka_unit_test(reads_flags_and_texts),
        cmocka_unit_test(tells_positionals_from_flags),
        cmocka_unit_test(reads_actions),
        cmocka_unit_test(reads_cascades),
        cmocka_unit_test(finds_the_nearest_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
