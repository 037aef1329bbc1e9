/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/unit_files.h"
#include "analyzer/extract/builtin.h"

#include <string.h>

static void free_file(gpointer data)
{
    OrmUnitFile *file = data;
    g_array_unref(file->events);
    g_array_unref(file->includers);
    g_free(file);
}

static void free_provision(gpointer data)
{
    OrmProvision *provision = data;
    g_clear_pointer(&provision->types, g_array_unref);
    g_clear_pointer(&provision->definers, g_array_unref);
    g_free(provision);
}

gboolean orm_holds_number(const GArray *numbers, guint number)
{
    for (guint i = 0; numbers != NULL && i < numbers->len; i++)
        if (g_array_index(numbers, guint, i) == number)
            return TRUE;
    return FALSE;
}

OrmProvision *orm_unit_files_provision(GHashTable *names, const char *name)
{
    OrmProvision *provision = g_hash_table_lookup(names, name);
    if (provision == NULL) {
        provision = g_new0(OrmProvision, 1);
        provision->member = G_MAXUINT;
        g_hash_table_insert(names, (gpointer)orm_intern(name), provision);
    }
    return provision;
}

static void index_by_name(OrmUnitFiles *unit, const char *path, guint number)
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

static guint hash_id(gconstpointer id)
{
    const unsigned long long *parts = ((const CXFileUniqueID *)id)->data;
    return (guint)((parts[0] * 1000003 + parts[1]) ^ (parts[1] >> 32));
}

static gboolean equal_ids(gconstpointer left, gconstpointer right)
{
    return memcmp(left, right, sizeof(CXFileUniqueID)) == 0;
}

/* libclang has a CXFile for each way in which a file is named: "a.h" and "../src/a.h" are two. */
guint orm_unit_files_number(const OrmUnitFiles *unit, CXFile file)
{
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(unit->by_file, file));
    CXFileUniqueID id;
    if (number > 0 || file == NULL || clang_getFileUniqueID(file, &id) != 0)
        return number;
    number = GPOINTER_TO_UINT(g_hash_table_lookup(unit->by_id, &id));
    if (number > 0)
        g_hash_table_insert(unit->by_file, file, GUINT_TO_POINTER(number));
    return number;
}

static void add_number(OrmUnitFiles *unit, CXFile file, guint number)
{
    CXFileUniqueID id;
    g_hash_table_insert(unit->by_file, file, GUINT_TO_POINTER(number));
    if (clang_getFileUniqueID(file, &id) == 0)
        g_hash_table_insert(unit->by_id, g_memdup2(&id, sizeof id), GUINT_TO_POINTER(number));
}

static OrmUnitFile *add_file(OrmUnitFiles *unit, CXFile included)
{
    OrmUnitFile *file = g_new0(OrmUnitFile, 1);
    file->file = included;
    file->path = orm_sources_contents(unit->sources, included)->absolute;
    file->events = g_array_new(FALSE, FALSE, sizeof(OrmUnitEvent));
    file->includers = g_array_new(FALSE, FALSE, sizeof(guint));
    file->member = G_MAXUINT;
    g_ptr_array_add(unit->files, file);
    add_number(unit, included, unit->files->len);
    index_by_name(unit, file->path, unit->files->len - 1);
    return file;
}

/* `stack` leads from where the file is included to the main file, or to the command line. */
static void note_inclusion(CXFile included, CXSourceLocation *stack, unsigned depth, CXClientData data)
{
    OrmUnitFiles *unit = data;
    CXFile outermost = NULL;
    if (depth == 0) {
        unit->main_file = included;
        return;
    }
    clang_getFileLocation(stack[depth - 1], &outermost, NULL, NULL, NULL);
    guint number = orm_unit_files_number(unit, included);
    OrmUnitFile *file = number > 0 ? orm_unit_file(unit, number - 1) : add_file(unit, included);
    gboolean of_main = outermost != NULL && clang_File_isEqual(outermost, unit->main_file);
    file->is_common = file->is_common || !of_main || strcmp(file->path, ORM_BUILTIN_HEADER) == 0;
}

static gboolean ends_with_path(const char *path, const char *spelled)
{
    gsize length = strlen(path), end = strlen(spelled);
    return length >= end && strcmp(path + length - end, spelled) == 0 &&
           (length == end || path[length - end - 1] == '/' || spelled[0] == '/');
}

/* Every file of the unit that may be meant: the one that is need not be known. */
static void note_include(OrmUnitFiles *unit, OrmScanned what, const char *spelled)
{
    for (const char *up; (up = strstr(spelled, "../")) != NULL;)
        spelled = up + strlen("../");
    while (g_str_has_prefix(spelled, "./"))
        spelled += strlen("./");
    const char *slash = strrchr(spelled, '/');
    const GArray *numbers = g_hash_table_lookup(unit->by_name, slash == NULL ? spelled : slash + 1);
    for (guint i = 0; numbers != NULL && i < numbers->len; i++) {
        OrmUnitEvent event = {.what = what, .file = g_array_index(numbers, guint, i)};
        if (ends_with_path(orm_unit_file(unit, event.file)->path, spelled))
            g_array_append_val(orm_unit_file(unit, unit->number)->events, event);
    }
}

static gboolean is_definition(OrmScanned what)
{
    return what == ORM_SCANNED_DEFINE || what == ORM_SCANNED_MAYBE || what == ORM_SCANNED_UNDEF;
}

static void note_directive(OrmScanned what, const char *name, gpointer data)
{
    OrmUnitFiles *unit = data;
    OrmUnitFile *file = orm_unit_file(unit, unit->number);
    OrmUnitEvent event = {.what = what};
    unit->stretch++;
    if (what == ORM_SCANNED_GUARD) {
        file->is_guarded = TRUE;
    } else if (what == ORM_SCANNED_INCLUDE) {
        note_include(unit, what, name);
    } else {
        event.provision = orm_unit_files_provision(unit->names, name);
        event.provision->is_macro = event.provision->is_macro || is_definition(what);
        unit->macro = is_definition(what) ? event.provision : unit->macro;
        if (is_definition(what) && !file->is_system) {
            event.provision->is_project_macro = TRUE;
            event.provision->is_asked = TRUE;
            event.provision->is_undefined = event.provision->is_undefined || what == ORM_SCANNED_UNDEF;
        }
        if (is_definition(what) && file->is_common)
            event.provision->initial = (OrmMacroState){.history = 1, .firm = TRUE};
        g_array_append_val(file->events, event);
    }
}

/* For a file that is not of the system: what it does, as before, and every name it asks for that some file provides. */
static void note_name(OrmScanned what, const char *name, gpointer data)
{
    OrmUnitFiles *unit = data;
    OrmUnitFile *file = orm_unit_file(unit, unit->number);
    if (what == ORM_SCANNED_END)
        unit->macro = NULL;
    if (what == ORM_SCANNED_END || (unit->macro != NULL && what >= ORM_SCANNED_USE && !unit->macro->is_expanded))
        return; /* what a macro is made of matters only where it is used */
    if (what < ORM_SCANNED_USE && what != ORM_SCANNED_CONDITION) {
        note_directive(what, name, data);
        return;
    }
    OrmUnitEvent event = {.what = what};
    GHashTable *names = what == ORM_SCANNED_VALUE      ? unit->tags
                        : what == ORM_SCANNED_MEASURED ? unit->objects
                                                       : unit->names;
    event.provision = g_hash_table_lookup(names, name);
    if (name[0] == '_' && (strcmp(name, "__INCLUDE_LEVEL__") == 0 || strcmp(name, "__BASE_FILE__") == 0))
        file->asks_where = TRUE;
    if (event.provision == NULL || (what == ORM_SCANNED_TAG && !event.provision->is_macro))
        return;
    event.provision->is_asked = TRUE;
    if (event.provision->stretch == unit->stretch && event.provision->met == what)
        return;
    event.provision->stretch = unit->stretch;
    event.provision->met = what;
    g_array_append_val(file->events, event);
}

/* What the compiler passed over does not count, and of the system only what others do something with. */
static gboolean matters(const OrmUnitFiles *unit, const OrmUnitFile *file, const OrmUnitEvent *event)
{
    if (event->provision == NULL)
        return orm_holds_number(orm_unit_file(unit, event->file)->includers, unit->number);
    if (event->what == ORM_SCANNED_MAYBE && !orm_holds_number(event->provision->definers, unit->number))
        return FALSE;
    gboolean condition = event->what == ORM_SCANNED_CONDITION;
    return !file->is_system || (condition ? event->provision->is_project_macro : event->provision->is_asked);
}

static void keep_what_matters(OrmUnitFiles *unit)
{
    OrmUnitFile *file = orm_unit_file(unit, unit->number);
    guint kept = 0;
    for (guint i = 0; i < file->events->len; i++) {
        OrmUnitEvent event = g_array_index(file->events, OrmUnitEvent, i);
        if (matters(unit, file, &event))
            g_array_index(file->events, OrmUnitEvent, kept++) = event;
    }
    g_array_set_size(file->events, kept);
}

/* Members are the project's; of many files libclang takes long to say. */
static gboolean is_system(const OrmUnitFiles *unit, const OrmUnitFile *file)
{
    return file->is_common ||
           (!file->is_member &&
            clang_Location_isInSystemHeader(clang_getLocationForOffset(unit->sources->unit, file->file, 0)) != 0);
}

static void scan(OrmUnitFiles *unit, void (*scan_text)(const char *, gsize, OrmScanFunction, gpointer),
                 OrmScanFunction function)
{
    OrmUnitFile *file = orm_unit_file(unit, unit->number);
    const OrmContents *contents = &orm_sources_contents(unit->sources, file->file)->contents;
    g_array_set_size(file->events, 0);
    unit->macro = NULL;
    unit->stretch++;
    if (contents->text != NULL)
        scan_text(contents->text, contents->length, function, unit);
}

void orm_unit_files_init(OrmUnitFiles *unit, OrmSources *sources, GHashTable *members)
{
    *unit = (OrmUnitFiles){.sources = sources};
    unit->files = g_ptr_array_new_with_free_func(free_file);
    unit->by_file = g_hash_table_new(NULL, NULL);
    unit->by_id = g_hash_table_new_full(hash_id, equal_ids, g_free, NULL);
    unit->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
    unit->names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_provision);
    unit->tags = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_provision);
    unit->objects = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_provision);
    clang_getInclusions(sources->unit, note_inclusion, unit);
    for (unit->number = 0; unit->number < unit->files->len; unit->number++) {
        OrmUnitFile *file = orm_unit_file(unit, unit->number);
        file->is_member = g_hash_table_contains(members, file->path);
        file->is_system = is_system(unit, file);
        scan(unit, orm_scan_directives_of, note_directive);
    }
    orm_unit_files_find_declarations(unit);
    for (unit->number = 0; unit->number < unit->files->len; unit->number++)
        if (!orm_unit_file(unit, unit->number)->is_system)
            scan(unit, orm_scan_names_of, note_name);
    for (unit->number = 0; unit->number < unit->files->len; unit->number++)
        keep_what_matters(unit);
}

void orm_unit_files_clear(OrmUnitFiles *unit)
{
    g_ptr_array_unref(unit->files);
    g_hash_table_unref(unit->by_file);
    g_hash_table_unref(unit->by_id);
    g_hash_table_unref(unit->by_name);
    g_hash_table_unref(unit->names);
    g_hash_table_unref(unit->tags);
    g_hash_table_unref(unit->objects);
}
