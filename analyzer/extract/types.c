/* SPDX-License-Identifier: MIT */
/* C types, level by level. */
#include "analyzer/extract/reader.h"
#include "analyzer/extract/type_text.h"

/* What a walk through typedefs and the like gathers before it comes to the type itself. */
typedef struct {
    GPtrArray *names;
    gboolean is_const, is_volatile, is_atomic;
    OrmNullability nullability;
} OrmTypeWalk;

static void note_qualifiers(OrmTypeWalk *walk, CXType type)
{
    walk->is_const = walk->is_const || clang_isConstQualifiedType(type);
    walk->is_volatile = walk->is_volatile || clang_isVolatileQualifiedType(type);
}

static void note_nullability(OrmTypeWalk *walk, CXType type)
{
    if (walk->nullability != ORM_NULLABILITY_UNSTATED)
        return;
    switch (clang_Type_getNullability(type)) {
    case CXTypeNullability_NonNull:
        walk->nullability = ORM_NULLABILITY_NONNULL;
        break;
    case CXTypeNullability_Nullable:
        walk->nullability = ORM_NULLABILITY_NULLABLE;
        break;
    default:
        break;
    }
}

/*
 * A macro with an attribute behind a declarator that has one of its own (`struct t *_Nonnull x ORM_COLUMN(...)`) hides
 * the attributed type; what libclang says of the modified type still looks through it. Any other type is returned as it
 * is.
 */
static CXType look_through_macro(CXType type)
{
    CXType modified = type.kind == CXType_Unexposed ? clang_Type_getModifiedType(type) : type;
    return modified.kind == CXType_Invalid ? type : modified;
}

static void note_name(OrmTypeWalk *walk, CXType type)
{
    if (walk->names == NULL)
        walk->names = g_ptr_array_new();
    g_ptr_array_add(walk->names, (gpointer)orm_clang_intern(clang_getTypedefName(type)));
}

/* Follows the type to one that is no mere name, decoration or wrapping of another. */
static CXType strip(OrmTypeWalk *walk, CXType type)
{
    for (;;) {
        note_qualifiers(walk, type);
        switch (type.kind) {
        case CXType_Attributed:
            note_nullability(walk, type);
            type = clang_Type_getModifiedType(type);
            break;
        case CXType_Elaborated:
            type = clang_Type_getNamedType(type);
            break;
        case CXType_Typedef:
            note_name(walk, type);
            type = clang_getTypedefDeclUnderlyingType(clang_getTypeDeclaration(type));
            break;
        case CXType_Atomic:
            walk->is_atomic = TRUE;
            type = clang_Type_getValueType(type);
            break;
        case CXType_Unexposed: /* typeof, parentheses, macro attributes: libclang has only the canonical type behind */
        case CXType_Auto: {
            CXType modified = look_through_macro(type);
            if (!clang_equalTypes(modified, type)) {
                note_nullability(walk, type);
                type = modified;
                break;
            }
            CXType canonical = clang_getCanonicalType(type);
            if (clang_equalTypes(canonical, type) || canonical.kind == CXType_Unexposed)
                return type;
            type = canonical;
            break;
        }
        default:
            return type;
        }
    }
}

static OrmCKind kind_of(enum CXTypeKind kind)
{
    switch (kind) {
    case CXType_Void:
        return ORM_C_VOID;
    case CXType_Bool:
        return ORM_C_BOOL;
    case CXType_Char_U:
    case CXType_Char_S:
        return ORM_C_CHAR;
    case CXType_SChar:
    case CXType_Short:
    case CXType_Int:
    case CXType_Long:
    case CXType_LongLong:
    case CXType_Int128:
    case CXType_WChar:
        return ORM_C_SIGNED;
    case CXType_UChar:
    case CXType_UShort:
    case CXType_UInt:
    case CXType_ULong:
    case CXType_ULongLong:
    case CXType_UInt128:
    case CXType_Char16:
    case CXType_Char32:
        return ORM_C_UNSIGNED;
    case CXType_Half:
    case CXType_Float16:
    case CXType_BFloat16:
    case CXType_Float:
    case CXType_Double:
    case CXType_LongDouble:
    case CXType_Float128:
    case CXType_Ibm128:
        return ORM_C_FLOAT;
    case CXType_Enum:
        return ORM_C_ENUM;
    case CXType_Pointer:
        return ORM_C_POINTER;
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray:
    case CXType_DependentSizedArray:
        return ORM_C_ARRAY;
    case CXType_FunctionProto:
    case CXType_FunctionNoProto:
        return ORM_C_FUNCTION;
    default:
        return ORM_C_OTHER;
    }
}

static gint64 array_length(CXType type)
{
    if (type.kind == CXType_IncompleteArray)
        return ORM_LENGTH_FLEXIBLE;
    if (type.kind != CXType_ConstantArray)
        return ORM_LENGTH_VARIABLE;
    gint64 length = clang_getArraySize(type);
    return length == 0 ? ORM_LENGTH_FLEXIBLE : length; /* `T x[0]` is the older way to write `T x[]` */
}

static guint bits_of(CXType type, OrmCKind kind)
{
    if (kind == ORM_C_VOID || kind == ORM_C_FUNCTION)
        return 0; /* GNU C says 1 byte */
    gint64 bytes = clang_Type_getSizeOf(type);
    return bytes < 0 ? 0 : (guint)bytes * 8;
}

/* Struct, union or enum: its name, and whether the unit defines it. */
static void read_declared(OrmReader *reader, OrmCType *result, CXType type)
{
    CXCursor declaration = clang_getTypeDeclaration(type);
    if (type.kind == CXType_Record)
        result->kind = clang_getCursorKind(declaration) == CXCursor_UnionDecl ? ORM_C_UNION : ORM_C_STRUCT;
    OrmDefinition *definition = orm_reader_definition(reader, declaration);
    result->incomplete = definition == NULL;
    result->tag =
        definition != NULL ? orm_definition_name(definition) : orm_clang_intern(clang_getCursorSpelling(declaration));
    if (result->kind == ORM_C_ENUM)
        orm_reader_want(reader, definition);
}

/* Whether a struct that is only pointed at is defined depends on what else the unit includes. */
static void forget_definition(OrmCType *type)
{
    while (type->kind == ORM_C_ARRAY)
        type = type->inner;
    if (type->kind != ORM_C_STRUCT && type->kind != ORM_C_UNION && type->kind != ORM_C_ENUM)
        return;
    type->incomplete = TRUE;
    type->bits = 0;
}

static OrmCType *read_new_type(OrmReader *reader, CXType type)
{
    OrmTypeWalk walk = {0};
    CXType stripped = strip(&walk, type);
    OrmCType *result = orm_c_type_new(kind_of(stripped.kind));
    result->spelling = orm_type_spelling(look_through_macro(type));
    result->names = walk.names;
    result->is_const = walk.is_const;
    result->is_volatile = walk.is_volatile;
    result->is_atomic = walk.is_atomic;
    result->nullability = walk.nullability;
    result->bits = bits_of(stripped, result->kind);
    if (stripped.kind == CXType_Record || stripped.kind == CXType_Enum)
        read_declared(reader, result, stripped);
    if (result->kind == ORM_C_ARRAY) {
        result->length = array_length(stripped);
        result->inner = orm_read_type(reader, clang_getArrayElementType(stripped));
    } else if (result->kind == ORM_C_POINTER) {
        result->inner = orm_read_type(reader, clang_getPointeeType(stripped));
        forget_definition(result->inner);
    }
    result->canonical = orm_type_canonical(result, stripped);
    return result;
}

/* Thousands of fields share a few types, and libclang takes long to spell one. `data[0]` is the type with its sugar and
 * qualifiers: the same for the same type. */
OrmCType *orm_read_type(OrmReader *reader, CXType type)
{
    OrmCType *known = g_hash_table_lookup(reader->types, type.data[0]);
    if (known == NULL) {
        known = read_new_type(reader, type);
        g_hash_table_insert(reader->types, type.data[0], known);
    }
    return orm_c_type_copy(known);
}
