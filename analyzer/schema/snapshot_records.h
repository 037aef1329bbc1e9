/* SPDX-License-Identifier: MIT */
/* The members of a snapshot: one list of them for each record, by which it is written and read, so that the two cannot
 * differ. Between the files of the snapshot. */
#ifndef ORM_SCHEMA_SNAPSHOT_RECORDS_H
#define ORM_SCHEMA_SNAPSHOT_RECORDS_H

#include "analyzer/schema/readers.h"

/** Goes up with every change of what is written or of what it means. */
enum { ORM_SNAPSHOT_VERSION = 1 };

typedef enum {
    ORM_MEMBER_TEXT,   /* const char *; left out: NULL */
    ORM_MEMBER_SCHEMA, /* the same; the default one is NULL, however it is written */
    ORM_MEMBER_FLAG,   /* gboolean; left out: `usual` */
    ORM_MEMBER_TRUTH,  /* OrmTruth; left out: `usual` */
    ORM_MEMBER_WORD,   /* an enum, by `words`; left out: `usual` */
    ORM_MEMBER_NUMBER, /* gint64; left out: 0 */
    ORM_MEMBER_COUNT,  /* guint; left out: 0 */
    ORM_MEMBER_LENGTH, /* gint; left out: ORM_SQL_UNSTATED */
    ORM_MEMBER_PLACE,  /* OrmPlace, as text, null when unknown; left out: the catalog's own */
    ORM_MEMBER_DETAIL, /* OrmPlace of a part, as text; left out: unknown */
    ORM_MEMBER_NAMES,  /* GPtrArray * of const char *; left out: empty */
    ORM_MEMBER_LABELS, /* the same; left out: NULL */
    ORM_MEMBER_LIST,   /* GPtrArray * of records; left out: empty, or NULL */
    ORM_MEMBER_ROWS    /* GArray * of records; left out: empty */
} OrmMemberKind;

typedef struct OrmRecord OrmRecord;

typedef struct {
    const char *name;
    OrmMemberKind kind;
    gsize offset;
    gboolean required; /* a TEXT or WORD that must be there */
    int usual;
    const char *const *words; /* by value, the last one NULL */
    const OrmRecord *record;  /* of LIST and ROWS */
} OrmMember;

/** What a new record is made of. */
typedef struct {
    OrmCatalog *catalog;
    gpointer owner; /* the record that holds the list */
    GPtrArray *list;
    const char *schema, *name; /* as the record states them; NULL */
    gboolean has_labels;
} OrmNewRecord;

struct OrmRecord {
    gsize size;
    const OrmMember *members; /* the last one has no name */
    /** Makes an empty record in its list and returns it. NULL: those that are no records of a LIST. */
    gpointer (*add)(const OrmNewRecord *made);
    /** What is wrong with a record that was read, or NULL. May itself be NULL. */
    const char *(*fault)(gconstpointer record);
};

extern const OrmRecord orm_snapshot_catalog, orm_snapshot_table, orm_snapshot_check;

/** Adds a record without lists of its own, which no function of the catalog makes. */
gpointer orm_snapshot_add_plain(const OrmNewRecord *made, gsize size);

/* A member of a record, by the field's own name. */
#define MEMBER(type, member, kind_, ...)                                                             \
    {                                                                                                \
        .name = #member, .kind = ORM_MEMBER_##kind_, .offset = offsetof(type, member), ##__VA_ARGS__ \
    }
/* After the last one. */
#define END_OF_MEMBERS \
    {                  \
        .name = NULL   \
    }

/** "file:line:column-line:column". Free with g_free. */
char *orm_snapshot_place_text(const OrmPlace *place);
gboolean orm_snapshot_place_parse(const char *text, OrmPlace *place);

#endif
