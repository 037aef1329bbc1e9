/* SPDX-License-Identifier: MIT */
/* What `ormlint init` finds out by looking at a project. */
#ifndef ORM_VERBS_INIT_SURVEY_H
#define ORM_VERBS_INIT_SURVEY_H

#include <glib.h>

/** What speaks for a database. */
typedef struct {
    const char *dialect;
    guint files; /* that speak for it */
    char *first; /* the first of them, by name; NULL: none */
    char *sign;  /* what was seen there: "libpq-fe.h" */
} OrmInitVote;

/** Structs that are called alike, as rows of tables often are. */
typedef struct {
    const char *pattern; /* "*_row" */
    guint files;         /* that define such a struct */
} OrmInitNaming;

#define ORM_INIT_DIALECTS 3

typedef struct {
    OrmInitVote votes[ORM_INIT_DIALECTS];
    const OrmInitVote *dialect; /* the one with most files; NULL: none, or no clear one */
    GPtrArray *schemas;         /* of char *: .sql files, sorted */
    GPtrArray *databases;       /* of char *: compile_commands.json, as reported */
    GPtrArray *models;          /* of char *: files with annotations */
    GPtrArray *model_folders;   /* of char *: their folders, sorted, each once */
    GArray *namings;            /* of OrmInitNaming, the most frequent first */
    GPtrArray *foreign_folders; /* of char *: folders with code of others: third_party, vendor, ... */
    const char *include_folder; /* where the project has its headers: "include", "src" or "." */
} OrmInitSurvey;

/** Looks at the working directory; what cannot be read is passed over. The caller owns the result. */
OrmInitSurvey *orm_init_survey_new(void);
void orm_init_survey_free(OrmInitSurvey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OrmInitSurvey, orm_init_survey_free)

/** A commented configuration by what was found. Free with g_free. */
char *orm_init_configuration(const OrmInitSurvey *survey);

/** What was found, for people, line by line. Free with g_free. */
char *orm_init_report(const OrmInitSurvey *survey);

/** "libpq-fe.h, in 3 files (the first: src/db.c)". Free with g_free. */
char *orm_init_reason(const OrmInitVote *vote);

#endif
