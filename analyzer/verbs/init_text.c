/* SPDX-License-Identifier: MIT */
/* What `ormlint init` writes and says. */
#include <string.h>

#include "analyzer/verbs/init_survey.h"

/** A list of globs of what lies in the folders: names that no YAML or glob gives a meaning to, others are left out. */
static char *globs_of(const GPtrArray *folders)
{
    static const char *const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
    GString *list = g_string_new("[");
    for (guint i = 0; i < folders->len; i++) {
        const char *folder = g_ptr_array_index(folders, i);
        if (folder[strspn(folder, safe)] == '\0' && strcmp(folder, ".") != 0)
            g_string_append_printf(list, "%s\"%s/**\"", list->len > 1 ? ", " : "", folder);
    }
    g_string_append_c(list, ']');
    return g_string_free(list, FALSE);
}

char *orm_init_reason(const OrmInitVote *vote)
{
    if (vote->files == 1)
        return g_strdup_printf("%s, in %s", vote->sign, vote->first);
    return g_strdup_printf("%s and the like in %u files (the first: %s)", vote->sign, vote->files, vote->first);
}

/** The comment must stay on its line whatever a file is called. */
static void append_comment(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (char *at = valid; *at != '\0'; at++)
        if ((guchar)*at < ' ' || *at == 0x7F)
            *at = '?';
    g_string_append_printf(out, "# %s\n", valid);
}

static void append_dialect(GString *out, const OrmInitSurvey *survey)
{
    append_comment(out, "The database the models are judged for: portable, postgresql, sqlite, mysql or mariadb.");
    for (guint i = 0; i < ORM_INIT_DIALECTS; i++) {
        const OrmInitVote *vote = &survey->votes[i];
        if (vote->files == 0)
            continue;
        g_autofree char *reason = orm_init_reason(vote);
        g_autofree char *line = g_strdup_printf("%s: %s.", vote->dialect, reason);
        append_comment(out, line);
    }
    if (survey->dialect != NULL)
        g_string_append_printf(out, "dialect: %s\n\n", survey->dialect->dialect);
    else
        g_string_append(out, "# dialect: postgresql\n\n");
}

/** What of the SQL files is most likely the whole schema: the only one, a folder of migrations, one that is called so;
 * NULL: none of them. */
static char *likely_schema(const GPtrArray *files)
{
    static const char *const names[] = {"schema.sql", "structure.sql", "tables.sql", "create.sql", "init.sql"};
    if (files->len == 1)
        return g_strdup(files->pdata[0]);
    for (guint i = 0; i < files->len; i++) {
        g_autofree char *folder = g_path_get_dirname(files->pdata[i]);
        g_autofree char *name = g_path_get_basename(folder);
        if (g_str_has_prefix(name, "migrat"))
            return g_steal_pointer(&folder);
    }
    for (guint k = 0; k < G_N_ELEMENTS(names); k++) {
        for (guint i = 0; i < files->len; i++) {
            g_autofree char *name = g_path_get_basename(files->pdata[i]);
            if (strcmp(name, names[k]) == 0)
                return g_strdup(files->pdata[i]);
        }
    }
    return NULL;
}

/* A name that YAML gives a meaning to is left to the user. */
static void append_schema(GString *out, const OrmInitSurvey *survey)
{
    static const char *const safe = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./";
    g_autofree char *schema = likely_schema(survey->schemas);
    gboolean sure = schema != NULL && schema[strspn(schema, safe)] == '\0' && g_ascii_isalnum(*schema);
    append_comment(
        out, "The actual schema that the models are compared with: a .sql file, a folder of migrations, a SQLite");
    append_comment(out, "database, postgresql://..., mysql://..., or a list of them.");
    /* without a dialect the text may not be readable */
    g_string_append_printf(out, "%sschema: %s\n\n", sure && survey->dialect != NULL ? "" : "# ",
                           sure ? schema : "db/schema.sql");
}

static void append_files(GString *out, const OrmInitSurvey *survey)
{
    g_autofree char *models = globs_of(survey->model_folders), *foreign = globs_of(survey->foreign_folders);
    append_comment(out, "Which files are looked at; without it, every C source and header that git does not ignore.");
    g_string_append_printf(out, "# include: %s\n", strcmp(models, "[]") != 0 ? models : "[\"src/**\"]");
    g_string_append_printf(out, strcmp(foreign, "[]") != 0 ? "exclude: %s\n\n" : "# exclude: [\"third_party/**\"]\n\n",
                           foreign);
}

static void append_map(GString *out, const OrmInitSurvey *survey)
{
    guint count = 0;
    append_comment(out,
                   "Models by convention: structs that are rows of tables although nothing in the source says so.");
    append_comment(out, "`ormlint config show` tells what is in force, docs/adopting.md how to go on from here.");
    g_string_append(out, "# map:\n");
    for (guint i = 0; i < survey->namings->len; i++) {
        const OrmInitNaming *naming = &g_array_index(survey->namings, OrmInitNaming, i);
        if (naming->files == 0)
            continue;
        g_string_append_printf(out, "#   - {struct: \"%s\", table: \"*\", primary_key: id} # in %u file%s\n",
                               naming->pattern, naming->files, naming->files == 1 ? "" : "s");
        count++;
    }
    if (count == 0)
        g_string_append(out, "#   - {struct: \"*_row\", table: \"*s\", primary_key: id}\n");
    g_string_append_c(out, '\n');
}

/** Where the schema of this file is installed, for editors; NULL when it is not found. */
static char *find_schema(void)
{
    const char *const *folders = g_get_system_data_dirs();
    for (; *folders != NULL; folders++) {
        g_autofree char *file = g_build_filename(*folders, "ormlint", "ormlint.schema.json", NULL);
        if (g_file_test(file, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&file);
    }
    return NULL;
}

char *orm_init_configuration(const OrmInitSurvey *survey)
{
    GString *out = g_string_new(NULL);
    g_autofree char *schema = find_schema();
    if (schema != NULL)
        g_string_append_printf(out, "# yaml-language-server: $schema=%s\n", schema);
    append_comment(out, "What ormlint is to know of this project. `ormlint config verify` checks this file.");
    g_string_append(out, "root: true\n\n");
    append_dialect(out, survey);
    append_schema(out, survey);
    append_files(out, survey);
    append_map(out, survey);
    append_comment(out, "The SQL types of the project's own C types.");
    g_string_append(out, "# types: {uuid_t: UUID}\n\n");
    append_comment(out, "Levels of rules, families or all: error, warning, info, on, off, default. `ormlint rule all` "
                        "lists them.");
    g_string_append(out, "rules:\n  all: default\n\n");
    append_comment(out, "Other levels for some files or tables.");
    g_string_append(out, "# overrides:\n#   - {files: [\"legacy/**\"], rules: {all: warning}}\n");
    return g_string_free(out, FALSE);
}

static void append_found(GString *out, const char *what, const GPtrArray *names, const char *none)
{
    if (names->len == 0)
        g_string_append_printf(out, "  %s: %s\n", what, none);
    else if (names->len == 1)
        g_string_append_printf(out, "  %s: %s\n", what, (const char *)g_ptr_array_index(names, 0));
    else
        g_string_append_printf(out, "  %s: %u, the first: %s\n", what, names->len,
                               (const char *)g_ptr_array_index(names, 0));
}

char *orm_init_report(const OrmInitSurvey *survey)
{
    GString *out = g_string_new("found:\n");
    g_autofree char *reason = survey->dialect != NULL ? orm_init_reason(survey->dialect) : NULL;
    if (survey->dialect != NULL)
        g_string_append_printf(out, "  dialect: %s: %s\n", survey->dialect->dialect, reason);
    else
        g_string_append(out, "  dialect: no clear sign of one, so `portable`\n");
    append_found(out, "SQL files", survey->schemas, "none");
    append_found(
        out, "compile commands", survey->databases,
        "none here, in build*/ or out/, or above (CMake: -DCMAKE_EXPORT_COMPILE_COMMANDS=ON; make: bear -- make)");
    append_found(out, "files with models", survey->models, "none");
    for (guint i = 0; i < survey->namings->len; i++) {
        const OrmInitNaming *naming = &g_array_index(survey->namings, OrmInitNaming, i);
        if (naming->files > 0)
            g_string_append_printf(out, "  structs called `%s`: in %u file%s\n", naming->pattern, naming->files,
                                   naming->files == 1 ? "" : "s");
    }
    return g_string_free(out, FALSE);
}
