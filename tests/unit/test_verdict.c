/* SPDX-License-Identifier: MIT */
/* A verdict that was kept says what the one that was made said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analyzer/facts/compare.h"
#include "analyzer/verbs/verdict.h"

static OrmPlace place_at(const char *file, guint line)
{
    return (OrmPlace){orm_intern(file), line, 3, line, 9};
}

static OrmFinding *full_finding(void)
{
    OrmObject object = {orm_intern("users"), orm_intern("id"), "column"};
    OrmFinding *finding = orm_finding_new("c-int-width", ORM_SEVERITY_WARNING, place_at("a.h", 7), object);
    g_free(finding->message);
    finding->message = g_strdup("too narrow");
    orm_finding_help(finding, "use `%s`", "int64_t");
    orm_finding_related(finding, place_at("b.h", 70000), "the %s is here", "parent");
    orm_finding_related(finding, place_at("b.h", 2), "and here");
    orm_finding_fix(finding, TRUE, "widen it");
    orm_finding_edit(finding, ORM_EDIT_TYPE_FIELD, place_at("a.h", 7), "id", "int64_t");
    orm_finding_edit(finding, ORM_EDIT_DROP_QUALIFIER, place_at("a.h", 8), NULL, "const");
    finding->subject = place_at("a.h", 6);
    finding->subject_name = orm_intern("user");
    finding->subject_is_field = TRUE;
    finding->expected = g_strdup("bigint");
    finding->actual = g_strdup("");
    finding->suppressed = g_strdup("known");
    return finding;
}

static OrmVerdict *full_verdict(void)
{
    OrmVerdict *verdict = orm_verdict_new();
    OrmReportTable table = {"users", place_at("a.h", 5)};
    OrmNotice *notice = g_new0(OrmNotice, 1);
    notice->level = ORM_NOTICE_WARNING;
    notice->place = ORM_PLACE_UNKNOWN;
    notice->message = orm_intern("something was assumed");
    verdict->dialect = "postgresql";
    verdict->models = 3;
    verdict->mapped = 2;
    verdict->columns = 70000;
    g_array_append_val(verdict->tables, table);
    g_ptr_array_add(verdict->files, (gpointer)orm_intern("a.h"));
    g_ptr_array_add(verdict->notices, notice);
    g_ptr_array_add(verdict->findings, full_finding());
    g_ptr_array_add(verdict->findings,
                    orm_finding_new("fk-cycle", ORM_SEVERITY_INFO, ORM_PLACE_UNKNOWN, (OrmObject){0}));
    return verdict;
}

static void assert_same_place(OrmPlace left, OrmPlace right)
{
    assert_int_equal(orm_place_compare(&left, &right), 0);
    assert_ptr_equal(left.file, right.file);
}

static void assert_same_finding(const OrmFinding *left, const OrmFinding *right)
{
    assert_ptr_equal(left->rule, right->rule);
    assert_int_equal(left->severity, right->severity);
    assert_same_place(left->place, right->place);
    assert_ptr_equal(left->object.table, right->object.table);
    assert_ptr_equal(left->object.name, right->object.name);
    assert_int_equal(g_strcmp0(left->object.kind, right->object.kind), 0);
    assert_string_equal(left->message, right->message);
    assert_int_equal(g_strcmp0(left->help, right->help), 0);
    assert_int_equal(g_strcmp0(left->expected, right->expected), 0);
    assert_int_equal(g_strcmp0(left->actual, right->actual), 0);
    assert_int_equal(g_strcmp0(left->suppressed, right->suppressed), 0);
    assert_same_place(left->subject, right->subject);
    assert_ptr_equal(left->subject_name, right->subject_name);
    assert_int_equal(left->subject_is_field, right->subject_is_field);
    assert_int_equal(left->related->len, right->related->len);
    for (guint i = 0; i < left->related->len; i++) {
        const OrmRelated *a = left->related->pdata[i], *b = right->related->pdata[i];
        assert_same_place(a->place, b->place);
        assert_string_equal(a->message, b->message);
    }
}

static void assert_same_fix(const OrmFix *left, const OrmFix *right)
{
    assert_int_equal(left == NULL, right == NULL);
    if (left == NULL)
        return;
    assert_string_equal(left->description, right->description);
    assert_int_equal(left->safe, right->safe);
    assert_int_equal(left->edits->len, right->edits->len);
    for (guint i = 0; i < left->edits->len; i++) {
        const OrmEdit *a = left->edits->pdata[i], *b = right->edits->pdata[i];
        assert_int_equal(a->kind, b->kind);
        assert_same_place(a->place, b->place);
        assert_int_equal(g_strcmp0(a->was, b->was), 0);
        assert_int_equal(g_strcmp0(a->text, b->text), 0);
    }
}

static void test_round_trip(void **state)
{
    (void)state;
    g_autoptr(OrmVerdict) made = full_verdict();
    g_autoptr(GByteArray) bytes = orm_verdict_encode(made);
    g_autoptr(OrmVerdict) kept = orm_verdict_decode(bytes->data, bytes->len);
    assert_non_null(kept);
    assert_string_equal(kept->dialect, "postgresql");
    assert_int_equal(kept->models, 3);
    assert_int_equal(kept->mapped, 2);
    assert_int_equal(kept->columns, 70000);
    assert_int_equal(kept->files->len, 1);
    assert_ptr_equal(kept->files->pdata[0], made->files->pdata[0]);
    assert_int_equal(kept->tables->len, 1);
    assert_string_equal(g_array_index(kept->tables, OrmReportTable, 0).name, "users");
    assert_same_place(g_array_index(kept->tables, OrmReportTable, 0).place, place_at("a.h", 5));
    assert_int_equal(kept->notices->len, 1);
    assert_int_equal(orm_notice_compare(kept->notices->pdata[0], made->notices->pdata[0]), 0);
    assert_int_equal(kept->findings->len, 2);
    for (guint i = 0; i < kept->findings->len; i++) {
        const OrmFinding *a = made->findings->pdata[i], *b = kept->findings->pdata[i];
        assert_same_finding(a, b);
        assert_same_fix(a->fix, b->fix);
    }
}

static void test_damaged(void **state)
{
    (void)state;
    g_autoptr(OrmVerdict) made = full_verdict();
    g_autoptr(GByteArray) bytes = orm_verdict_encode(made);
    for (guint length = 0; length < bytes->len; length++)
        assert_null(orm_verdict_decode(bytes->data, length));
    for (guint i = 0; i < bytes->len; i++) {
        bytes->data[i] ^= 0x55;
        assert_null(orm_verdict_decode(bytes->data, bytes->len));
        bytes->data[i] ^= 0x55;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_round_trip), cmocka_unit_test(test_damaged)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
