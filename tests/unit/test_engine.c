/* SPDX-License-Identifier: MIT */
/* The walk, the funnel and ORM_ALLOW, over a small graph and rules of our own in place of the ledger's. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analyzer/extract/annotation_parser.h"
#include "rules/run.h"

static OrmFinding *say(OrmRun *run, const char *what, OrmAbout about)
{
    OrmPlace place = {orm_intern("a.h"), 1, 1, 1, 2};
    return orm_report(run, place, about, "%s", what);
}

static void on_graph(OrmRun *run, const OrmGraph *graph)
{
    assert_ptr_equal(orm_run_graph(run), graph);
    assert_int_equal(orm_run_dialect(run), graph->dialect);
    say(run, "graph", (OrmAbout){0});
}

static void on_problem(OrmRun *run, const OrmProblem *problem)
{
    say(run, "problem", orm_about_problem(problem));
}

static void on_model(OrmRun *run, const OrmModel *model)
{
    say(run, "model", orm_about_model(model));
}

static void on_table(OrmRun *run, const OrmTable *table)
{
    say(run, "table", orm_about_table(table));
}

static void on_column(OrmRun *run, const OrmColumn *column)
{
    say(run, "column", orm_about_column(column));
}

static void on_foreign_key(OrmRun *run, const OrmForeignKey *key)
{
    say(run, "foreign_key", orm_about_foreign_key(key));
}

static void on_index(OrmRun *run, const OrmIndex *index)
{
    say(run, "index", orm_about_index(index));
}

static void on_relationship(OrmRun *run, const OrmRelationship *relationship)
{
    say(run, "relationship", orm_about_relationship(relationship));
}

static const OrmRule every_hook = {.name = "every-hook",
                                   .family = ORM_FAMILY_KEY,
                                   .severity = ORM_SEVERITY_WARNING,
                                   .graph = on_graph,
                                   .problem = on_problem,
                                   .model = on_model,
                                   .table = on_table,
                                   .column = on_column,
                                   .foreign_key = on_foreign_key,
                                   .index = on_index,
                                   .relationship = on_relationship};

static void report_as_info(OrmRun *run, const OrmTable *table)
{
    OrmFinding *finding = orm_report_as(run, ORM_SEVERITY_INFO, table->place, orm_about_table(table), "merely %d", 1);
    orm_finding_help(finding, "help");
}

static const OrmRule milder = {
    .name = "milder", .family = ORM_FAMILY_KEY, .severity = ORM_SEVERITY_ERROR, .table = report_as_info};
static const OrmRule always = {.name = "always",
                               .family = ORM_FAMILY_META,
                               .severity = ORM_SEVERITY_ERROR,
                               .enabled = ORM_RULE_ALWAYS,
                               .table = on_table};
const OrmRule *const orm_rules[] = {&every_hook, &milder, &always, NULL};

/* An `order` of table `orders` with a column `customer_id` (embedded from struct `link`), a key, an index and a
 * relationship over it, and an abstract `base`. */
typedef struct {
    OrmFacts *facts;
    OrmStruct *order, *link;
    OrmField *key_field, *pointer_field, *plain_field;
    OrmTable table;
    OrmModel model, base;
    OrmColumn column;
    OrmColumnReference reference;
    OrmForeignKey key;
    OrmIndexElement element;
    OrmIndex index;
    OrmRelationship relationship, inherited;
    OrmProblem problem;
    OrmGraph graph;
} World;

static GPtrArray *list(gpointer item)
{
    GPtrArray *array = g_ptr_array_new();
    if (item != NULL)
        g_ptr_array_add(array, item);
    return array;
}

static OrmField *add_field(OrmStruct *record, const char *name)
{
    OrmField *field = orm_field_new(name, ORM_PLACE_UNKNOWN, orm_c_type_new(ORM_C_SIGNED));
    g_ptr_array_add(record->fields, field);
    return field;
}

static void build_facts(World *world)
{
    world->facts = orm_facts_new();
    world->order = orm_struct_new("order", ORM_PLACE_UNKNOWN);
    world->link = orm_struct_new("link", ORM_PLACE_UNKNOWN);
    g_ptr_array_add(world->link->typedefs, (gpointer)orm_intern("link_t"));
    g_ptr_array_add(world->facts->structs, world->order);
    g_ptr_array_add(world->facts->structs, world->link);
    world->pointer_field = add_field(world->order, "customer");
    world->plain_field = add_field(world->order, "note");
    world->key_field = add_field(world->link, "customer_id");
}

static void build_table(World *world)
{
    world->column = (OrmColumn){.table = &world->table,
                                .model = &world->model,
                                .name = "customer_id",
                                .field = world->key_field,
                                .owner = world->link,
                                .annotations = list(NULL)};
    world->reference = (OrmColumnReference){.name = "link.customer_id", .column = &world->column};
    world->key =
        (OrmForeignKey){.child = &world->table, .on_column = &world->column, .columns = list(&world->reference)};
    world->element = (OrmIndexElement){.reference = world->reference};
    world->index = (OrmIndex){.kind = ORM_KEY_UNIQUE, .table = &world->table, .elements = list(&world->element)};
    world->table = (OrmTable){.name = orm_intern("orders"),
                              .place = {orm_intern("a.h"), 7, 1, 7, 2},
                              .model = &world->model,
                              .columns = list(&world->column),
                              .foreign_keys = list(&world->key),
                              .indexes = list(&world->index)};
}

static void build_models(World *world)
{
    world->relationship = (OrmRelationship){
        .model = &world->model, .name = "customer", .field = world->pointer_field, .annotations = list(NULL)};
    world->inherited = (OrmRelationship){
        .model = &world->base, .name = "owner", .field = world->pointer_field, .annotations = list(NULL)};
    world->model = (OrmModel){.record = world->order,
                              .name = "order",
                              .annotations = list(NULL),
                              .table = &world->table,
                              .relationships = list(&world->relationship),
                              .embeds = list(NULL)};
    world->base = (OrmModel){.record = world->link,
                             .name = "base",
                             .annotations = list(NULL),
                             .relationships = list(&world->inherited),
                             .embeds = list(NULL)};
}

static int set_up(void **state)
{
    World *world = g_new0(World, 1);
    build_facts(world);
    build_table(world);
    build_models(world);
    world->problem = (OrmProblem){.model = &world->model, .record = world->order, .field = world->plain_field};
    world->graph = (OrmGraph){.dialect = ORM_DIALECT_SQLITE,
                              .models = list(&world->model),
                              .tables = list(&world->table),
                              .problems = list(&world->problem),
                              .facts = world->facts};
    g_ptr_array_add(world->graph.models, &world->base);
    *state = world;
    return 0;
}

static int tear_down(void **state)
{
    World *world = *state;
    GPtrArray *const arrays[] = {
        world->column.annotations,
        world->key.columns,
        world->index.elements,
        world->table.columns,
        world->table.foreign_keys,
        world->table.indexes,
        world->relationship.annotations,
        world->inherited.annotations,
        world->model.annotations,
        world->model.relationships,
        world->model.embeds,
        world->base.annotations,
        world->base.relationships,
        world->base.embeds,
        world->graph.models,
        world->graph.tables,
        world->graph.problems,
    };
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_ptr_array_unref(arrays[i]);
    orm_facts_free(world->facts);
    g_free(world);
    return 0;
}

/* Every finding as "message table/name/kind", suppressed ones with their reason; of one rule. */
static char *run(const World *world, const char *rule)
{
    g_autoptr(OrmRuleSet) set = orm_rule_set_new();
    g_autoptr(GPtrArray) findings = orm_rules_run(&world->graph, set);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < findings->len; i++) {
        const OrmFinding *finding = g_ptr_array_index(findings, i);
        if (strcmp(finding->rule, rule) != 0)
            continue;
        const OrmObject *object = &finding->object;
        g_string_append_printf(text, "%s %s/%s/%s", finding->message, object->table == NULL ? "-" : object->table,
                               object->name == NULL ? "-" : object->name, object->kind == NULL ? "-" : object->kind);
        if (finding->suppressed != NULL)
            g_string_append_printf(text, " (%s)", finding->suppressed);
        g_string_append_c(text, '\n');
    }
    return g_string_free(text, FALSE);
}

static void assert_run(const World *world, const char *expected)
{
    g_autofree char *text = run(world, "every-hook");
    assert_string_equal(text, expected);
}

static void test_walk(void **state)
{
    assert_run(*state, "table orders/-/table\n"
                       "column orders/customer_id/column\n"
                       "foreign_key orders/customer_id/column\n"
                       "index orders/customer_id/unique\n"
                       "problem orders/note/column\n"
                       "model orders/-/table\n"
                       "model base/-/table\n"
                       "relationship orders/customer/relationship\n"
                       "graph -/-/-\n");
}

static void test_names_of_objects(void **state)
{
    World *world = *state;
    world->table.is_view = TRUE;
    world->key.name = "fk_customer";
    world->index.kind = ORM_KEY_INDEX;
    world->index.name = "ix_customer";
    world->problem = (OrmProblem){.record = world->link, .field = world->key_field};
    assert_run(world, "table orders/-/view\n"
                      "column orders/customer_id/column\n"
                      "foreign_key orders/fk_customer/foreign_key\n"
                      "index orders/ix_customer/index\n"
                      "problem link/customer_id/column\n"
                      "model orders/-/view\n"
                      "model base/-/table\n"
                      "relationship orders/customer/relationship\n"
                      "graph -/-/-\n");
}

static void test_subjects_of_problems(void **state)
{
    World *world = *state;
    OrmEmbed embed = {.model = &world->model, .field_path = "note", .field = world->plain_field};
    const struct {
        OrmProblem problem;
        const char *table, *name, *kind;
    } cases[] = {
        {{.model = &world->model, .field = world->key_field}, "orders", "customer_id", "column"},
        {{.model = &world->model, .field = world->pointer_field}, "orders", "customer", "relationship"},
        {{.model = &world->model, .field = world->plain_field}, "orders", "note", "embed"},
        {{.model = &world->model}, "orders", NULL, "table"},
        {{.record = world->link}, "link", NULL, "table"},
        {{.record = NULL}, NULL, NULL, "table"},
    };
    g_ptr_array_add(world->model.embeds, &embed);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        OrmAbout about = orm_about_problem(&cases[i].problem);
        assert_int_equal(g_strcmp0(about.object.table, cases[i].table), 0);
        assert_int_equal(g_strcmp0(about.object.name, cases[i].name), 0);
        assert_string_equal(about.object.kind, cases[i].kind);
    }
}

static OrmAnnotation *allow(const char *arguments)
{
    g_autofree char *text = g_strdup_printf("orm:allow(%s)", arguments);
    OrmAnnotation *annotation = orm_annotation_parse(text, NULL);
    assert_null(annotation->syntax_error);
    return annotation;
}

/* The reasons of the findings about column, relationship and table, "-" where they are not suppressed. */
static void assert_reasons(const World *world, const char *expected)
{
    const OrmAbout abouts[] = {orm_about_column(&world->column), orm_about_relationship(&world->relationship),
                               orm_about_table(&world->table)};
    g_autoptr(GString) found = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(abouts); i++) {
        const char *reason =
            orm_suppression_reason(&world->graph, NULL, &ORM_PLACE_UNKNOWN, &abouts[i], &every_hook, NULL);
        g_string_append_printf(found, "%s%s", i == 0 ? "" : " ", reason == NULL ? "-" : reason);
    }
    assert_string_equal(found->str, expected);
}

static void test_allow_on_a_field(void **state)
{
    World *world = *state;
    assert_reasons(world, "- - -");
    g_ptr_array_add(world->key_field->annotations, allow("every-hook, reason=\"a\""));
    assert_reasons(world, "a - -");
    g_ptr_array_add(world->pointer_field->annotations, allow("milder, \"every-hook\""));
    assert_reasons(world, "a  -");
}

static void test_allow_on_a_struct(void **state)
{
    World *world = *state;
    g_autoptr(OrmAnnotation) annotation = allow("every-hook, reason=\"whole\"");
    g_ptr_array_add(world->model.annotations, annotation);
    assert_reasons(world, "whole whole whole");
}

/* The struct that holds an embedded field speaks for it in every table. */
static void test_allow_on_the_struct_that_holds_the_field(void **state)
{
    World *world = *state;
    g_ptr_array_add(world->link->annotations, allow("every-hook, reason=\"held\""));
    assert_reasons(world, "held - -");
    /* Also where the rule knows only the model. */
    OrmAbout about = orm_about_field(&world->model, world->key_field, "link.customer_id");
    assert_ptr_equal(about.record, world->order);
    assert_string_equal(orm_suppression_reason(&world->graph, NULL, &ORM_PLACE_UNKNOWN, &about, &every_hook, NULL),
                        "held");
}

static void test_allow_gathered_by_link(void **state)
{
    World *world = *state;
    g_autoptr(OrmAnnotation) of_column = allow("every-hook, reason=\"c\"");
    g_autoptr(OrmAnnotation) of_relationship = allow("every-hook, reason=\"r\"");
    g_ptr_array_add(world->column.annotations, of_column);
    g_ptr_array_add(world->relationship.annotations, of_relationship);
    assert_reasons(world, "c r -");
}

static void add_on(World *world, const char *target, const char *field, const char *arguments)
{
    OrmOn *on = g_new0(OrmOn, 1);
    on->target = orm_intern(target);
    on->field = orm_intern(field);
    on->annotation = allow(arguments);
    g_ptr_array_add(world->facts->ons, on);
}

static void test_allow_through_on(void **state)
{
    World *world = *state;
    add_on(world, "customer", NULL, "every-hook");
    add_on(world, "order", "customer_id", "milder");
    assert_reasons(world, "- - -");
    add_on(world, "link_t", "customer_id", "every-hook, reason=\"on\"");
    assert_reasons(world, "on - -");
    add_on(world, "order", "customer", "every-hook, reason=\"too\"");
    assert_reasons(world, "on too -");
    add_on(world, "order", NULL, "every-hook, reason=\"all\"");
    assert_reasons(world, "on too all");
}

static void test_allow_of_others_is_none(void **state)
{
    World *world = *state;
    g_ptr_array_add(world->key_field->annotations, allow("milder, key, all, every_hook, reason=\"every-hook\""));
    g_ptr_array_add(world->key_field->annotations, allow("rule=every-hook"));
    g_ptr_array_add(world->plain_field->annotations, allow("every-hook"));
    OrmAnnotation *index = orm_annotation_parse("orm:index(every-hook)", NULL);
    g_ptr_array_add(world->key_field->annotations, index);
    assert_reasons(world, "- - -");
}

static void test_always_cannot_be_allowed(void **state)
{
    World *world = *state;
    g_autoptr(OrmAnnotation) annotation = allow("always");
    g_ptr_array_add(world->model.annotations, annotation);
    g_autofree char *text = run(world, "always");
    assert_string_equal(text, "table orders/-/table\n");
}

static void test_suppressed_findings_are_marked(void **state)
{
    World *world = *state;
    g_ptr_array_add(world->plain_field->annotations, allow("every-hook, reason=\"known\""));
    g_autofree char *text = run(world, "every-hook");
    assert_non_null(strstr(text, "\nproblem orders/note/column (known)\nmodel orders/-/table\n"));
}

static void test_severities(void **state)
{
    World *world = *state;
    g_autoptr(OrmRuleSet) set = orm_rule_set_new();
    assert_true(orm_rule_set_level(set, "every-hook", "off"));
    assert_true(orm_rule_set_level(set, "meta", "warning"));
    g_autoptr(GPtrArray) findings = orm_rules_run(&world->graph, set);
    assert_int_equal(findings->len, 2);
    const OrmFinding *first = g_ptr_array_index(findings, 0), *second = g_ptr_array_index(findings, 1);
    assert_int_equal(first->severity, ORM_SEVERITY_INFO);
    assert_string_equal(first->message, "merely 1");
    assert_string_equal(first->help, "help");
    assert_int_equal(first->place.line, 7);
    assert_int_equal(second->severity, ORM_SEVERITY_WARNING);
}

static void test_timings(void **state)
{
    World *world = *state;
    g_autoptr(OrmRuleSet) set = orm_rule_set_new();
    assert_true(orm_rule_set_level(set, "milder", "off"));
    g_autoptr(GArray) timings = g_array_new(FALSE, FALSE, sizeof(OrmRuleTiming));
    g_autoptr(GPtrArray) findings = orm_rules_judge(&(OrmRulesInput){.graph = &world->graph}, set, timings);
    assert_int_equal(timings->len, 2);
    const OrmRuleTiming *first = &g_array_index(timings, OrmRuleTiming, 0);
    const OrmRuleTiming *second = &g_array_index(timings, OrmRuleTiming, 1);
    assert_ptr_equal(first->rule, &every_hook);
    assert_int_equal(first->findings, 9);
    assert_true(first->microseconds >= 0);
    assert_ptr_equal(second->rule, &always);
    assert_int_equal(second->findings, 1);
    assert_int_equal(findings->len, 10);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_walk),
        TEST(test_names_of_objects),
        TEST(test_subjects_of_problems),
        TEST(test_allow_on_a_field),
        TEST(test_allow_on_a_struct),
        TEST(test_allow_on_the_struct_that_holds_the_field),
        TEST(test_allow_gathered_by_link),
        TEST(test_allow_through_on),
        TEST(test_allow_of_others_is_none),
        TEST(test_always_cannot_be_allowed),
        TEST(test_suppressed_findings_are_marked),
        TEST(test_severities),
        TEST(test_timings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
