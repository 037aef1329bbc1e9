/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/foreign_names.h"
#include "analyzer/extract/builtin.h"
#include "analyzer/extract/name_scan.h"

#include <string.h>

/* A file of the unit. Files are known by their number. */
typedef struct {
    CXFile file;
    const char *path;   /* interned, absolute */
    GArray *includes;   /* of guint, owned: the files it may include, by how they are spelled */
    GHashTable *needs;  /* set of Provision *, owned: what it uses; NULL: not looked at yet */
    gboolean is_member; /* the main file includes it */
    gboolean is_common; /* the command line includes it: all see it */
    guint seen;         /* the number of the last walk that came here */
} UnitFile;

/* The files that provide one name: arrays of guint, owned; NULL: none. */
typedef struct {
    GArray *macros, *types, *undefined;
} Provision;

typedef struct {
    OrmSources *sources;
    GPtrArray *files;    /* of UnitFile *, owned */
    GHashTable *by_file; /* CXFile -> number from 1 */
    GHashTable *by_name; /* base name -> GArray of numbers, owned */
    GHashTable *names;   /* interned name -> Provision *, owned */
    GHashTable *tags;    /* the same of tags; only types */
    CXFile main_file;
    guint number; /* of the file that is looked at */
    guint walk;
} Unit;

static void free_unit_file(gpointer data)
{
    UnitFile *file = data;
    g_array_unref(file->includes);
    g_clear_pointer(&file->needs, g_hash_table_unref);
    g_free(file);
}

static void free_provision(gpointer data)
{
    Provision *provision = data;
    g_clear_pointer(&provision->macros, g_array_unref);
    g_clear_pointer(&provision->types, g_array_unref);
    g_clear_pointer(&provision->undefined, g_array_unref);
    g_free(provision);
}

static UnitFile *file_at(const Unit *unit, guint number)
{
    return unit->files->pdata[number];
}

static void add_number(GArray **numbers, guint number)
{
    if (*numbers == NULL)
        *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    if ((*numbers)->len == 0 || g_array_index(*numbers, guint, (*numbers)->len - 1) != number)
        g_array_append_val(*numbers, number);
}

static Provision *provision_of(GHashTable *names, const char *name)
{
    Provision *provision = g_hash_table_lookup(names, name);
    if (provision == NULL) {
        provision = g_new0(Provision, 1);
        g_hash_table_insert(names, (gpointer)orm_intern(name), provision);
    }
    return provision;
}

static void index_by_name(Unit *unit, const char *path, guint number)
{
    const char *slash = strrchr(path, '/');
    const char *base = orm_intern(slash == NULL ? path : slash + 1);
    GArray *numbers = g_hash_table_lookup(unit->by_name, base);
    if (numbers == NULL) {
        numbers = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(unit->by_name, (gpointer)base, numbers);
    }
    g_array_append_val(numbers, number);
}

/* `stack` leads from where the file is included to the main file, or to the command line. */
static void note_inclusion(CXFile included, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    Unit *unit = data;
    CXFile outermost = NULL;
    if (depth == 0) {
        unit->main_file = included;
        return;
    }
    clang_getFileLocation(stack[depth - 1], &outermost, NULL, NULL, NULL);
    UnitFile *file = NULL;
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(unit->by_file, included));
    if (number > 0) {
        file = file_at(unit, number - 1);
    } else {
        file = g_new0(UnitFile, 1);
        file->file = included;
        file->path = orm_sources_contents(unit->sources, included)->absolute;
        file->includes = g_array_new(FALSE, FALSE, sizeof(guint));
        g_ptr_array_add(unit->files, file);
        g_hash_table_insert(unit->by_file, included, GUINT_TO_POINTER(unit->files->len));
        index_by_name(unit, file->path, unit->files->len - 1);
    }
    gboolean of_main = outermost != NULL && clang_File_isEqual(outermost, unit->main_file);
    file->is_member = file->is_member || (depth == 1 && of_main);
    file->is_common = file->is_common || !of_main || strcmp(file->path, ORM_BUILTIN_HEADER) == 0;
}

static gboolean ends_with_path(const char *path, const char *spelled)
{
    gsize length = strlen(path), end = strlen(spelled);
    return length >= end && strcmp(path + length - end, spelled) == 0 &&
           (length == end || path[length - end - 1] == '/' || spelled[0] == '/');
}

/* Every file of the unit that may be meant: the one that is need not be known. */
static void note_include(Unit *unit, const char *spelled)
{
    for (const char *up; (up = strstr(spelled, "../")) != NULL;)
        spelled = up + strlen("../");
    while (g_str_has_prefix(spelled, "./"))
        spelled += strlen("./");
    const char *slash = strrchr(spelled, '/');
    const GArray *numbers = g_hash_table_lookup(unit->by_name, slash == NULL ? spelled : slash + 1);
    for (guint i = 0; numbers != NULL && i < numbers->len; i++) {
        guint number = g_array_index(numbers, guint, i);
        if (ends_with_path(file_at(unit, number)->path, spelled))
            g_array_append_val(file_at(unit, unit->number)->includes, number);
    }
}

static void note_directive(OrmScanned what, const char *name, gpointer data)
{
    Unit *unit = data;
    if (what == ORM_SCANNED_INCLUDE)
        note_include(unit, name);
    else if (what == ORM_SCANNED_DEFINE)
        add_number(&provision_of(unit->names, name)->macros, unit->number);
    else
        add_number(&provision_of(unit->names, name)->undefined, unit->number);
}

static void note_declared(Unit *unit, GHashTable *names, CXCursor cursor)
{
    CXFile file = NULL;
    clang_getFileLocation(clang_getCursorLocation(cursor), &file, NULL, NULL, NULL);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(unit->by_file, file));
    if (number == 0)
        return;
    CXString spelling = clang_getCursorSpelling(cursor);
    add_number(&provision_of(names, clang_getCString(spelling))->types, number - 1);
    clang_disposeString(spelling);
}

static enum CXChildVisitResult visit_declaration(CXCursor cursor, CXCursor parent, CXClientData data)
{
    (void)parent;
    Unit *unit = data;
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_TypedefDecl:
    case CXCursor_TypeAliasDecl:
    case CXCursor_EnumConstantDecl:
        note_declared(unit, unit->names, cursor);
        return CXChildVisit_Continue;
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_ClassDecl:
    case CXCursor_EnumDecl:
        if (clang_isCursorDefinition(cursor))
            note_declared(unit, unit->tags, cursor);
        return CXChildVisit_Recurse;
    case CXCursor_LinkageSpec:
    case CXCursor_UnexposedDecl:
    case CXCursor_Namespace:
        return CXChildVisit_Recurse;
    default:
        return CXChildVisit_Continue;
    }
}

static void note_use(OrmScanned what, const char *name, gpointer data)
{
    Unit *unit = data;
    Provision *provision = g_hash_table_lookup(what == ORM_SCANNED_VALUE ? unit->tags : unit->names, name);
    if (provision != NULL && (what != ORM_SCANNED_TAG || provision->macros != NULL || provision->undefined != NULL))
        g_hash_table_add(file_at(unit, unit->number)->needs, provision);
}

/* Members are asked for because they are the project's; of many files libclang takes long to say. */
static gboolean is_system(const Unit *unit, const UnitFile *file)
{
    return !file->is_member &&
           clang_Location_isInSystemHeader(clang_getLocationForOffset(unit->sources->unit, file->file, 0)) != 0;
}

static GHashTable *needs_of(Unit *unit, guint number)
{
    UnitFile *file = file_at(unit, number);
    if (file->needs != NULL)
        return file->needs;
    const OrmContents *contents = &orm_sources_contents(unit->sources, file->file)->contents;
    file->needs = g_hash_table_new(NULL, NULL);
    unit->number = number;
    if (contents->text != NULL && !file->is_common && !is_system(unit, file))
        orm_scan_uses_of(contents->text, contents->length, note_use, unit);
    return file->needs;
}

/* Marks what the file includes, and appends it to `reached`. */
static void walk(Unit *unit, guint number, GArray *reached)
{
    UnitFile *file = file_at(unit, number);
    if (file->seen == unit->walk)
        return;
    file->seen = unit->walk;
    g_array_append_val(reached, number);
    for (guint i = 0; i < file->includes->len; i++)
        walk(unit, g_array_index(file->includes, guint, i), reached);
}

static gboolean sees(const Unit *unit, guint number)
{
    const UnitFile *file = file_at(unit, number);
    return file->seen == unit->walk || file->is_common;
}

static gboolean sees_any(const Unit *unit, const GArray *numbers)
{
    for (guint i = 0; numbers != NULL && i < numbers->len; i++)
        if (sees(unit, g_array_index(numbers, guint, i)))
            return TRUE;
    return FALSE;
}

static gboolean sees_all(const Unit *unit, const GArray *numbers)
{
    for (guint i = 0; numbers != NULL && i < numbers->len; i++)
        if (!sees(unit, g_array_index(numbers, guint, i)))
            return FALSE;
    return TRUE;
}

static gboolean holds(const GArray *numbers, guint number)
{
    for (guint i = 0; numbers != NULL && i < numbers->len; i++)
        if (g_array_index(numbers, guint, i) == number)
            return TRUE;
    return FALSE;
}

/* For the member of that number, whose includes were walked. */
static gboolean is_foreign(const Unit *unit, const Provision *provision, guint member)
{
    if (!sees_all(unit, provision->undefined) && !holds(provision->macros, member))
        return TRUE;
    if (sees_any(unit, provision->macros))
        return FALSE; /* the compiler tells of another definition */
    if (provision->macros != NULL)
        return TRUE;
    return provision->types != NULL && !sees_any(unit, provision->types);
}

static gboolean has_foreign_names(Unit *unit, guint number)
{
    g_autoptr(GArray) reached = g_array_new(FALSE, FALSE, sizeof(guint));
    unit->walk++;
    walk(unit, number, reached);
    for (guint i = 0; i < reached->len; i++) {
        GHashTableIter iterator;
        gpointer provision = NULL;
        g_hash_table_iter_init(&iterator, needs_of(unit, g_array_index(reached, guint, i)));
        while (g_hash_table_iter_next(&iterator, &provision, NULL))
            if (is_foreign(unit, provision, number))
                return TRUE;
    }
    return FALSE;
}

static void init(Unit *unit, OrmSources *sources)
{
    *unit = (Unit){.sources = sources};
    unit->files = g_ptr_array_new_with_free_func(free_unit_file);
    unit->by_file = g_hash_table_new(NULL, NULL);
    unit->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    unit->names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_provision);
    unit->tags = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_provision);
}

static void clear(Unit *unit)
{
    g_ptr_array_unref(unit->files);
    g_hash_table_unref(unit->by_file);
    g_hash_table_unref(unit->by_name);
    g_hash_table_unref(unit->names);
    g_hash_table_unref(unit->tags);
}

GHashTable *orm_files_with_foreign_names(OrmSources *sources)
{
    GHashTable *foreign = g_hash_table_new(NULL, NULL);
    Unit unit;
    init(&unit, sources);
    clang_getInclusions(sources->unit, note_inclusion, &unit);
    for (unit.number = 0; unit.number < unit.files->len; unit.number++) {
        const OrmContents *contents = &orm_sources_contents(sources, file_at(&unit, unit.number)->file)->contents;
        if (contents->text != NULL)
            orm_scan_directives_of(contents->text, contents->length, note_directive, &unit);
    }
    clang_visitChildren(clang_getTranslationUnitCursor(sources->unit), visit_declaration, &unit);
    for (guint i = 0; i < unit.files->len; i++) {
        const UnitFile *file = file_at(&unit, i);
        if (file->is_member && has_foreign_names(&unit, i))
            g_hash_table_add(foreign, (gpointer)orm_sources_file(sources, file->file)->path);
    }
    clear(&unit);
    return foreign;
}
