/* SPDX-License-Identifier: MIT */
/* C types of fields, and the enums behind them. */
#include "tests/support/scratch.h"

/* Fields `f` of a struct, with the headers that the types need. */
static OrmFacts *read_field(const char *declaration)
{
    g_autofree char *text = g_strdup_printf("#include <stdbool.h>\n#include <stdint.h>\n#include <time.h>\n"
                                            "typedef int money_t; typedef money_t price_t;\n"
                                            "typedef const char *label_t; typedef char name_t[20];\n"
                                            "struct known { int a; }; typedef struct known known_t;\n"
                                            "enum color { RED, GREEN = 3, BLUE }; typedef enum color color_t;\n"
                                            "typedef enum { LOW = -1, HIGH } level_t;\n"
                                            "struct ORM_TABLE() t { %s };\n",
                                            declaration);
    return scratch_extract_text(text);
}

static const OrmCType *field_type(const OrmFacts *facts)
{
    return get_field(get_struct(facts, "t"), "f")->type;
}

typedef struct {
    const char *declaration;
    OrmCKind kind;
    guint bits;
    const char *spelling;
    const char *canonical;
} Case;

static const Case cases[] = {
    {"int8_t f;", ORM_C_SIGNED, 8, "int8_t", "signed char"},
    {"uint8_t f;", ORM_C_UNSIGNED, 8, "uint8_t", "unsigned char"},
    {"char f;", ORM_C_CHAR, 8, "char", "char"},
    {"signed char f;", ORM_C_SIGNED, 8, "signed char", "signed char"},
    {"bool f;", ORM_C_BOOL, 8, "bool", "bool"},
    {"_Bool f;", ORM_C_BOOL, 8, "bool", "bool"},
    {"int16_t f;", ORM_C_SIGNED, 16, "int16_t", "short"},
    {"uint16_t f;", ORM_C_UNSIGNED, 16, "uint16_t", "unsigned short"},
    {"int f;", ORM_C_SIGNED, 32, "int", "int"},
    {"unsigned f;", ORM_C_UNSIGNED, 32, "unsigned int", "unsigned int"},
    {"long f;", ORM_C_SIGNED, 64, "long", "long"},
    {"int64_t f;", ORM_C_SIGNED, 64, "int64_t", "long"},
    {"uint64_t f;", ORM_C_UNSIGNED, 64, "uint64_t", "unsigned long"},
    {"long long f;", ORM_C_SIGNED, 64, "long long", "long long"},
    {"unsigned long long f;", ORM_C_UNSIGNED, 64, "unsigned long long", "unsigned long long"},
    {"__int128 f;", ORM_C_SIGNED, 128, "__int128", "__int128"},
    {"unsigned __int128 f;", ORM_C_UNSIGNED, 128, "unsigned __int128", "unsigned __int128"},
    {"float f;", ORM_C_FLOAT, 32, "float", "float"},
    {"double f;", ORM_C_FLOAT, 64, "double", "double"},
    {"long double f;", ORM_C_FLOAT, 128, "long double", "long double"},
    {"double _Complex f;", ORM_C_OTHER, 128, "_Complex double", "_Complex double"},
    {"time_t f;", ORM_C_SIGNED, 64, "time_t", "long"},
    {"enum color f;", ORM_C_ENUM, 32, "enum color", "enum color"},
    {"color_t f;", ORM_C_ENUM, 32, "color_t", "enum color"},
    {"level_t f;", ORM_C_ENUM, 32, "level_t", "enum level_t"},
    {"struct known f;", ORM_C_STRUCT, 32, "struct known", "struct known"},
    {"known_t f;", ORM_C_STRUCT, 32, "known_t", "struct known"},
    {"struct tm f;", ORM_C_STRUCT, 448, "struct tm", "struct tm"},
    {"struct { int i; } f;", ORM_C_STRUCT, 32, "struct {...}", "struct t.f"},
    {"union { int i; float x; } f;", ORM_C_UNION, 32, "union {...}", "union t.f"},
    {"enum { A } f;", ORM_C_ENUM, 32, "enum {...}", "enum t.f"},
    {"struct { int i; } *f[2];", ORM_C_ARRAY, 128, "struct {...} *[2]", "struct t.f *[2]"},
    {"char *f;", ORM_C_POINTER, 64, "char *", "char *"},
    {"void *f;", ORM_C_POINTER, 64, "void *", "void *"},
    {"struct known **f;", ORM_C_POINTER, 64, "struct known **", "struct known **"},
    {"struct unknown *f;", ORM_C_POINTER, 64, "struct unknown *", "struct unknown *"},
    {"void (*f)(int);", ORM_C_POINTER, 64, "void (*)(int)", "void (*)(int)"},
    {"int (*f)[3];", ORM_C_POINTER, 64, "int (*)[3]", "int (*)[3]"},
    {"char *(*f)[4];", ORM_C_POINTER, 64, "char *(*)[4]", "char *(*)[4]"},
    {"char f[20];", ORM_C_ARRAY, 160, "char[20]", "char[20]"},
    {"name_t f;", ORM_C_ARRAY, 160, "name_t", "char[20]"},
    {"uint8_t f[16];", ORM_C_ARRAY, 128, "uint8_t[16]", "unsigned char[16]"},
    {"int f[2][3];", ORM_C_ARRAY, 192, "int[2][3]", "int[2][3]"},
    {"_Atomic(int) f;", ORM_C_SIGNED, 32, "_Atomic(int)", "int"},
    {"_Atomic long f;", ORM_C_SIGNED, 64, "_Atomic(long)", "long"},
    {"const volatile int f;", ORM_C_SIGNED, 32, "const volatile int", "int"},
    {"__typeof__(1L) f;", ORM_C_SIGNED, 64, "typeof (1L)", "long"},
    {"int *__attribute__((aligned(16))) f;", ORM_C_POINTER, 64, "int *", "int *"},
    {"int __attribute__((vector_size(16))) f;", ORM_C_OTHER, 128,
     "__attribute__((__vector_size__(4 * sizeof(int)))) int", "__attribute__((__vector_size__(4 * sizeof(int)))) int"},
};

static void test_kinds(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OrmFacts) facts = read_field(cases[i].declaration);
        const OrmCType *type = field_type(facts);
        if (type->kind != cases[i].kind || type->bits != cases[i].bits)
            fail_msg("%s: kind %d, %u bits", cases[i].declaration, type->kind, type->bits);
        if (strstr(cases[i].declaration, "typeof") == NULL) /* its spelling is libclang's affair */
            assert_string_equal(type->spelling, cases[i].spelling);
        assert_string_equal(type->canonical, cases[i].canonical);
    }
}

static void test_typedef_names(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = read_field("price_t f;");
    const OrmCType *type = field_type(facts);
    assert_int_equal(type->names->len, 2);
    assert_string_equal(type->names->pdata[0], "price_t");
    assert_string_equal(type->names->pdata[1], "money_t");

    g_autoptr(OrmFacts) array = read_field("price_t f[3];");
    type = field_type(array);
    assert_null(type->names);
    assert_string_equal(type->inner->names->pdata[0], "price_t");

    g_autoptr(OrmFacts) plain = read_field("int f;");
    assert_null(field_type(plain)->names);
}

static void test_qualifiers(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = read_field("label_t const f;");
    const OrmCType *type = field_type(facts);
    assert_true(type->is_const);
    assert_false(type->is_volatile);
    assert_true(type->inner->is_const); /* through the typedef */
    assert_string_equal(type->canonical, "char *");

    g_autoptr(OrmFacts) atomic = read_field("volatile _Atomic(int) f;");
    assert_true(field_type(atomic)->is_atomic);
    assert_true(field_type(atomic)->is_volatile);

    g_autoptr(OrmFacts) pointer = read_field("int *const *f;");
    type = field_type(pointer);
    assert_false(type->is_const);
    assert_true(type->inner->is_const);
    assert_false(type->inner->inner->is_const);
}

static void test_nullability(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts =
        read_field("char *_Nullable f; char *_Nonnull g; char *h; char *_Nonnull *_Nullable i;");
    const OrmStruct *record = get_struct(facts, "t");
    assert_int_equal(get_field(record, "f")->type->nullability, ORM_NULLABILITY_NULLABLE);
    assert_int_equal(get_field(record, "g")->type->nullability, ORM_NULLABILITY_NONNULL);
    assert_int_equal(get_field(record, "h")->type->nullability, ORM_NULLABILITY_UNSTATED);
    assert_int_equal(get_field(record, "i")->type->nullability, ORM_NULLABILITY_NULLABLE);
    assert_int_equal(get_field(record, "i")->type->inner->nullability, ORM_NULLABILITY_NONNULL);
    assert_int_equal(get_field(record, "f")->type->kind, ORM_C_POINTER);
}

static void test_lengths(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = read_field("char f[20]; int g[2][3]; char h[];");
    const OrmStruct *record = get_struct(facts, "t");
    assert_int_equal(get_field(record, "f")->type->length, 20);
    assert_int_equal(get_field(record, "g")->type->length, 2);
    assert_int_equal(get_field(record, "g")->type->inner->length, 3);
    assert_int_equal(get_field(record, "h")->type->length, ORM_LENGTH_FLEXIBLE);
    assert_int_equal(get_field(record, "h")->type->bits, 0);

    g_autoptr(OrmFacts) zero = read_field("int f[0];");
    assert_int_equal(field_type(zero)->length, ORM_LENGTH_FLEXIBLE);
}

static void test_bit_fields(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = read_field("unsigned f : 3; int : 2; int g : 1; int h;");
    const OrmStruct *record = get_struct(facts, "t");
    assert_int_equal(record->fields->len, 3); /* padding is no field */
    assert_int_equal(get_field(record, "f")->bit_field, 3);
    assert_int_equal(get_field(record, "f")->type->bits, 32);
    assert_int_equal(get_field(record, "g")->bit_field, 1);
    assert_int_equal(get_field(record, "h")->bit_field, -1);
}

static void test_incomplete(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = read_field("struct later *f; struct never *g; struct known *h;");
    const OrmStruct *record = get_struct(facts, "t");
    assert_true(get_field(record, "g")->type->inner->incomplete);
    assert_string_equal(get_field(record, "g")->type->inner->tag, "never");
    assert_int_equal(get_field(record, "g")->type->inner->bits, 0);
    assert_true(get_field(record, "h")->type->inner->incomplete); /* whether it is defined, a pointer does not say */
    assert_string_equal(get_field(record, "h")->type->inner->tag, "known");
}

static void test_defined_below(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = scratch_extract_text("struct below;\nstruct ORM_TABLE() t { struct below *f; };\n"
                                                     "struct below { int a; };\ntypedef struct below below_t;\n");
    assert_true(field_type(facts)->inner->incomplete);
    assert_int_equal(field_type(facts)->inner->bits, 0);
    assert_string_equal(field_type(facts)->inner->tag, "below");
}

static void test_enums(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = read_field("color_t *f[2]; level_t g; enum { X = 1 << 4, Y } h;");
    assert_int_equal(facts->enums->len, 3);
    const OrmEnum *color = get_enum(facts, "color");
    assert_int_equal(color->typedefs->len, 1);
    assert_string_equal(color->typedefs->pdata[0], "color_t");
    assert_place(color->place, "t.h:7:6-7:11");
    assert_int_equal(color->constants->len, 3);
    const OrmEnumConstant *constants = (const OrmEnumConstant *)color->constants->data;
    assert_string_equal(constants[0].name, "RED");
    assert_false(constants[0].explicit_value);
    assert_string_equal(constants[1].name, "GREEN");
    assert_int_equal(constants[1].value, 3);
    assert_true(constants[1].explicit_value);
    assert_int_equal(constants[2].value, 4);
    assert_false(constants[2].explicit_value);
    assert_place(constants[1].place, "t.h:7:19-7:24");

    const OrmEnum *level = get_enum(facts, "level_t");
    assert_int_equal(g_array_index(level->constants, OrmEnumConstant, 0).value, -1);
    assert_place(level->place, "t.h:8:33-8:40");
    assert_int_equal(g_array_index(get_enum(facts, "t.h")->constants, OrmEnumConstant, 0).value, 16);
}

static void test_unused_enum(void **state)
{
    (void)state;
    g_autoptr(OrmFacts) facts = read_field("int f;");
    assert_int_equal(facts->enums->len, 0);
}

int main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, scratch_open, scratch_close)
    const struct CMUnitTest tests[] = {
        TEST(test_kinds),   TEST(test_typedef_names), TEST(test_qualifiers), TEST(test_nullability),
        TEST(test_lengths), TEST(test_bit_fields),    TEST(test_incomplete), TEST(test_defined_below),
        TEST(test_enums),   TEST(test_unused_enum),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
