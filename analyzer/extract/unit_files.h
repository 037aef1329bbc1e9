/* SPDX-License-Identifier: MIT */
/* The files of a translation unit that includes many, and what each does to names and asks of them, in order. */
#ifndef ORM_EXTRACT_UNIT_FILES_H
#define ORM_EXTRACT_UNIT_FILES_H

#include "analyzer/extract/clang_support.h"
#include "analyzer/extract/name_scan.h"

/** How a macro came to be what it is at some point. */
typedef struct {
    guint64 history; /* the same for the same definitions in the same order; 0: none */
    gboolean firm;   /* one of them stands under no condition */
} OrmMacroState;

/** A name that some file of the unit provides. */
typedef struct {
    GArray *types;             /* of guint: the files that declare it as a type, constant or tag; NULL: none */
    GArray *definers;          /* of guint: the files in which the compiler met a definition of the macro; NULL: none */
    gboolean is_expanded;      /* the compiler met a use of the macro */
    gboolean is_macro;         /* some file defines or undefines it as a macro */
    gboolean is_project_macro; /* one that is not of the system does */
    gboolean is_undefined;     /* one that is not of the system undefines it */
    gboolean is_asked;         /* some file that is not of the system does something with it */
    OrmMacroState initial;     /* by what stands in front of every unit */
    OrmMacroState batch;       /* while the batch is gone through */
    OrmMacroState alone;       /* while one of its members is gone through */
    guint member;              /* the member for which `alone` counts */
    guint owner;               /* the last member, from 1, that does something with it and leaves no trace of that */
    guint stretch;             /* where it was met last, and as what: once is enough */
    OrmScanned met;
} OrmProvision;

/** Something a file does or asks. What is asked remembers how things stood when the batch read the file. */
typedef struct {
    OrmScanned what;
    gboolean is_known;       /* a name: the batch knew it as a type, constant or tag */
    guint file;              /* include */
    OrmProvision *provision; /* any other */
    OrmMacroState state;
} OrmUnitEvent;

/** Files are known by their number. */
typedef struct {
    CXFile file;
    const char *path;   /* interned, absolute */
    GArray *events;     /* of OrmUnitEvent, owned */
    GArray *includers;  /* of guint, owned: the files that include it */
    gboolean is_common; /* the command line includes it: it stands in front of all */
    gboolean is_system;
    gboolean is_guarded; /* a second time there is nothing in it */
    gboolean is_member;
    gboolean asks_where; /* says something else depending on how deep it is included */
    gboolean is_read;    /* the batch has read it */
    gboolean is_open;    /* is gone through */
    guint member;        /* the last member that came here */
} OrmUnitFile;

typedef struct {
    OrmSources *sources; /* borrowed */
    GPtrArray *files;    /* of OrmUnitFile *, owned */
    GHashTable *by_file; /* CXFile -> number from 1, of those that were met */
    GHashTable *by_id;   /* CXFileUniqueID *, owned -> number from 1 */
    GHashTable *by_name; /* base name -> GArray of numbers, owned */
    GHashTable *names;   /* interned name -> OrmProvision *, owned */
    GHashTable *tags;    /* the same of tags; only types */
    GHashTable *objects; /* the same of variables and functions, called types, too */
    CXFile main_file;
    guint number;        /* of the file that is looked at */
    OrmProvision *macro; /* in whose definition the scan is; NULL: in none */
    guint stretch;       /* of a file, in which nothing is defined or included: counted */
} OrmUnitFiles;

/** Looks at all files of the unit. `members` is a set of interned absolute paths. */
void orm_unit_files_init(OrmUnitFiles *unit, OrmSources *sources, GHashTable *members);
void orm_unit_files_clear(OrmUnitFiles *unit);

/* Internal. */

/** The number of the file from 1, under whatever name it was included; 0: it is none of the unit's, or NULL. */
guint orm_unit_files_number(const OrmUnitFiles *unit, CXFile file);

/** FALSE for NULL. */
gboolean orm_holds_number(const GArray *numbers, guint number);

/** What is known of a name, one of `names`, `tags` or `objects`; made if there is nothing. */
OrmProvision *orm_unit_files_provision(GHashTable *names, const char *name);

/** Notes which files declare which names and define which macros, and which include which. */
void orm_unit_files_find_declarations(OrmUnitFiles *unit);

static inline OrmUnitFile *orm_unit_file(const OrmUnitFiles *unit, guint number)
{
    return unit->files->pdata[number];
}

#endif
