/* SPDX-License-Identifier: MIT */
/*
 * Goes through the files in the order in which the compiler read them, and beside that, for each member, in the order
 * in which it would read them alone. Wherever a file asks for a name, both must know the same of it.
 */
#include "analyzer/extract/foreign_names.h"
#include "analyzer/extract/borrowers.h"

typedef struct {
    OrmUnitFiles *files;
    gboolean isolated; /* what members do to macros ends with them */
    guint member;      /* counted */
    guint root;        /* the file that the member is */
    guint reason;      /* why the member is foreign; 0: it is not, so far */
} Walk;

static gboolean batch_knows_any(const Walk *walk, const GArray *numbers)
{
    for (guint i = 0; numbers != NULL && i < numbers->len; i++) {
        const OrmUnitFile *file = orm_unit_file(walk->files, g_array_index(numbers, guint, i));
        if (file->is_read || file->is_common)
            return TRUE;
    }
    return FALSE;
}

static gboolean member_knows_any(const Walk *walk, const GArray *numbers)
{
    for (guint i = 0; numbers != NULL && i < numbers->len; i++) {
        const OrmUnitFile *file = orm_unit_file(walk->files, g_array_index(numbers, guint, i));
        if (file->member == walk->member || file->is_common)
            return TRUE;
    }
    return FALSE;
}

static OrmMacroState *alone(const Walk *walk, OrmProvision *provision)
{
    if (provision->member != walk->member) {
        provision->member = walk->member;
        provision->alone = provision->initial;
    }
    return &provision->alone;
}

static void add_to_history(OrmMacroState *state, OrmScanned what, guint64 file)
{
    state->history = state->history * 1000003 + 2 * file + (what == ORM_SCANNED_UNDEF ? 1 : 0);
    state->firm = state->firm || what == ORM_SCANNED_DEFINE;
}

/* The first reason counts. */
static void find_foreign(Walk *walk, guint reason)
{
    if (walk->reason == 0)
        walk->reason = reason;
}

/* The same for members to which a file would be the same, but not what it is to the batch. */
static guint reason_of(guint number, const OrmProvision *provision, const OrmMacroState *member)
{
    guint64 reason = (member->history ^ GPOINTER_TO_SIZE(provision)) * 1000003 + number;
    return (guint)(reason ^ (reason >> 32)) | 2;
}

static void meet_definition(Walk *walk, const OrmUnitEvent *event, guint number, gboolean live)
{
    OrmProvision *provision = event->provision;
    gboolean own = walk->isolated && number == walk->root;
    guint64 file = own ? 1 : number + 2;
    add_to_history(alone(walk, provision), event->what, file);
    if (!live)
        return;
    add_to_history(&provision->batch, event->what, file);
    if (!own && provision->owner == walk->member + 1)
        find_foreign(walk, 1); /* what this file does would end, too */
}

/* Whether the macro is another one for the member. The compiler tells of two definitions that are read for sure. */
static gboolean is_other_macro(const OrmProvision *provision, const OrmMacroState *batch, const OrmMacroState *member)
{
    if (batch->history == member->history)
        return FALSE;
    if (provision->is_undefined || batch->history == 0 || member->history == 0)
        return TRUE;
    return provision->is_project_macro && !(batch->firm && member->firm);
}

static void meet_name(Walk *walk, OrmUnitEvent *event, guint number, gboolean live)
{
    OrmProvision *provision = event->provision;
    if (live) {
        event->state = provision->batch;
        event->is_known = batch_knows_any(walk, provision->types);
    }
    const OrmMacroState *member = alone(walk, provision);
    gboolean typed = event->what != ORM_SCANNED_CONDITION && event->what != ORM_SCANNED_TAG;
    if (is_other_macro(provision, &event->state, member))
        find_foreign(walk, reason_of(number, provision, member));
    else if (typed && member->history == 0 && event->is_known && !member_knows_any(walk, provision->types))
        find_foreign(walk, 1);
}

/* `live`: the batch reads here, too. */
static void go_through(Walk *walk, guint number, gboolean live)
{
    OrmUnitFile *file = orm_unit_file(walk->files, number);
    gboolean once = file->is_guarded || file->is_system;
    if (file->is_common || file->is_open || (once && file->member == walk->member))
        return;
    live = live && !(once && file->is_read);
    file->member = walk->member;
    file->is_read = file->is_read || live;
    file->is_open = TRUE;
    if (file->asks_where)
        find_foreign(walk, 1);
    for (guint i = 0; i < file->events->len; i++) {
        OrmUnitEvent *event = &g_array_index(file->events, OrmUnitEvent, i);
        if (event->provision == NULL)
            go_through(walk, event->file, live);
        else if (event->what == ORM_SCANNED_DEFINE || event->what == ORM_SCANNED_MAYBE ||
                 event->what == ORM_SCANNED_UNDEF)
            meet_definition(walk, event, number, live);
        else
            meet_name(walk, event, number, live);
    }
    file->is_open = FALSE;
}

typedef struct {
    OrmProvision *provision;
    OrmMacroState state;
} Saved;

/* The macros that the member defines or undefines, as they are before. */
static GArray *save_macros(const Walk *walk)
{
    GArray *saved = g_array_new(FALSE, FALSE, sizeof(Saved));
    const GArray *events = orm_unit_file(walk->files, walk->root)->events;
    for (guint i = 0; walk->isolated && i < events->len; i++) {
        const OrmUnitEvent *event = &g_array_index(events, OrmUnitEvent, i);
        if (event->what != ORM_SCANNED_DEFINE && event->what != ORM_SCANNED_MAYBE && event->what != ORM_SCANNED_UNDEF)
            continue;
        Saved macro = {event->provision, event->provision->batch};
        event->provision->owner = walk->member + 1;
        g_array_append_val(saved, macro);
    }
    return saved;
}

static guint find_reason(Walk *walk)
{
    g_autoptr(GArray) saved = save_macros(walk);
    walk->reason = 0;
    go_through(walk, walk->root, TRUE);
    for (guint i = 0; i < saved->len; i++)
        g_array_index(saved, Saved, i).provision->batch = g_array_index(saved, Saved, i).state;
    return walk->reason;
}

/* The members by their numbers, in the order in which they were read. */
static GArray *number_members(const OrmUnitFiles *files, const GPtrArray *paths)
{
    GArray *members = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < files->files->len; i++)
        g_hash_table_insert(numbers, (gpointer)orm_unit_file(files, i)->path, GUINT_TO_POINTER(i + 1));
    for (guint i = 0; i < paths->len; i++) {
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(numbers, orm_intern(paths->pdata[i])));
        if (number-- > 0)
            g_array_append_val(members, number);
    }
    return members;
}

static void start_batch(const OrmUnitFiles *files)
{
    GHashTableIter iterator;
    gpointer provision = NULL;
    g_hash_table_iter_init(&iterator, files->names);
    while (g_hash_table_iter_next(&iterator, NULL, &provision))
        ((OrmProvision *)provision)->batch = ((OrmProvision *)provision)->initial;
}

GHashTable *orm_files_with_foreign_names(OrmSources *sources, const GPtrArray *paths, gboolean isolated,
                                         const GArray *borrowings)
{
    GHashTable *foreign = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < paths->len; i++)
        g_hash_table_add(known, (gpointer)orm_intern(paths->pdata[i]));
    OrmUnitFiles files;
    orm_unit_files_init(&files, sources, known);
    g_autoptr(GArray) members = number_members(&files, paths);
    start_batch(&files);
    Walk walk = {.files = &files, .isolated = isolated};
    for (walk.member = 0; walk.member < members->len; walk.member++) {
        walk.root = g_array_index(members, guint, walk.member);
        guint reason = find_reason(&walk);
        if (reason != 0)
            g_hash_table_insert(foreign,
                                (gpointer)orm_sources_file(sources, orm_unit_file(&files, walk.root)->file)->path,
                                GUINT_TO_POINTER(reason));
    }
    for (guint i = 0; i < borrowings->len; i++)
        orm_add_borrowers(&files, members, &g_array_index(borrowings, OrmBorrowing, i), foreign);
    orm_unit_files_clear(&files);
    return foreign;
}
