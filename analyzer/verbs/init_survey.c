/* SPDX-License-Identifier: MIT */
#include "analyzer/verbs/init_survey.h"

#include <string.h>

#include "analyzer/project/compile_commands.h"
#include "analyzer/project/definitions.h"
#include "analyzer/project/git.h"
#include "analyzer/project/plan.h"
#include "analyzer/project/scan.h"

#define DEEPEST 16              /* folders; without git to list files */
#define LARGEST_SQL (256 << 10) /* bytes of a dump that are looked at */

/* A word that only one database knows. Words of build files and SQL are compared without case. */
typedef struct {
    const char *word;
    guint dialect; /* index of OrmInitSurvey.votes */
} Sign;

enum { POSTGRESQL, SQLITE, MYSQL };

static const char *const dialects[ORM_INIT_DIALECTS] = {"postgresql", "sqlite", "mysql"};

static const Sign headers[] = {
    {"libpq-fe.h", POSTGRESQL},
    {"postgresql/libpq-fe.h", POSTGRESQL},
    {"sqlite3.h", SQLITE},
    {"mysql.h", MYSQL},
    {"mysql/mysql.h", MYSQL},
    {"mariadb/mysql.h", MYSQL},
    {"ecpglib.h", POSTGRESQL},
    {"mysql/jdbc.h", MYSQL},
    {NULL, 0},
};

static const Sign libraries[] = {
    {"-lpq", POSTGRESQL},
    {"libpq", POSTGRESQL},
    {"postgresql::", POSTGRESQL},
    {"-lsqlite3", SQLITE},
    {"sqlite::", SQLITE},
    {"sqlite3", SQLITE},
    {"-lmysqlclient", MYSQL},
    {"-lmariadb", MYSQL},
    {"libmariadb", MYSQL},
    {"mysqlclient", MYSQL},
    {NULL, 0},
};

static const Sign statements[] = {
    {"auto_increment", MYSQL},   {"engine=innodb", MYSQL},    {"autoincrement", SQLITE}, {"without rowid", SQLITE},
    {"pragma ", SQLITE},         {"timestamptz", POSTGRESQL}, {"bigserial", POSTGRESQL}, {" serial", POSTGRESQL},
    {"as identity", POSTGRESQL}, {"jsonb", POSTGRESQL},       {"plpgsql", POSTGRESQL},   {NULL, 0},
};

/* What rows are often called. */
static const char *const row_names[] = {"*_row", "*_record", "*_rec",   "*_entity", "*_model",
                                        "*Row",  "*Record",  "*Entity", "*Model",   "FormData_*"};

static const char *const foreign_names[] = {"third_party", "thirdparty",  "vendor",     "external", "extern",
                                            "deps",        "subprojects", "submodules", NULL};

static void vote(OrmInitSurvey *survey, const Sign *sign, const char *file)
{
    OrmInitVote *one = &survey->votes[sign->dialect];
    if (one->files++ > 0)
        return;
    one->first = g_strdup(file);
    one->sign = g_strdup(sign->word);
}

static void look_at_includes(OrmInitSurvey *survey, const char *file, const char *text, gsize length)
{
    g_autoptr(OrmDirectives) directives = orm_directives_new();
    orm_scan_directives(text, length, directives);
    for (guint i = 0; i < directives->includes->len; i++) {
        const OrmInclude *include = g_ptr_array_index(directives->includes, i);
        for (const Sign *sign = headers; sign->word != NULL; sign++) {
            if (strcmp(include->name, sign->word) == 0) {
                vote(survey, sign, file);
                return;
            }
        }
    }
}

static void look_for_words(OrmInitSurvey *survey, const Sign *signs, const char *file, const char *text, gsize length)
{
    g_autofree char *start = g_strndup(text, MIN(length, LARGEST_SQL));
    g_autofree char *lower = g_ascii_strdown(start, -1);
    for (; signs->word != NULL; signs++) {
        if (strstr(lower, signs->word) != NULL) {
            vote(survey, signs, file);
            return;
        }
    }
}

static void look_at_names(OrmInitSurvey *survey, const char *text, gsize length)
{
    for (guint i = 0; i < survey->namings->len; i++) {
        OrmInitNaming *naming = &g_array_index(survey->namings, OrmInitNaming, i);
        OrmStructPattern pattern = {.name = (char *)naming->pattern};
        g_autoptr(GPtrArray) patterns = g_ptr_array_new();
        g_ptr_array_add(patterns, &pattern);
        naming->files += orm_defines_struct(text, length, patterns) ? 1 : 0;
    }
}

static gboolean is_build_file(const char *file)
{
    static const char *const names[] = {"Makefile",       "makefile",    "GNUmakefile",
                                        "CMakeLists.txt", "meson.build", "configure.ac",
                                        "Makefile.am",    "BUILD",       NULL};
    g_autofree char *name = g_path_get_basename(file);
    return g_strv_contains(names, name);
}

typedef enum { LOOK_AT_C, LOOK_AT_BUILD, LOOK_AT_SQL } Look;

/** Looks at the files of one kind: what a program includes says more than what its build file says, and so on. */
static void look_at(OrmInitSurvey *survey, const GPtrArray *files, Look look)
{
    for (guint i = 0; i < files->len; i++) {
        const char *file = g_ptr_array_index(files, i);
        gboolean c = g_str_has_suffix(file, ".c") || g_str_has_suffix(file, ".h");
        gboolean sql = g_str_has_suffix(file, ".sql");
        if (look == LOOK_AT_C ? !c : look == LOOK_AT_SQL ? !sql : !is_build_file(file))
            continue;
        g_autoptr(GMappedFile) map =
            g_file_test(file, G_FILE_TEST_IS_REGULAR) ? g_mapped_file_new(file, FALSE, NULL) : NULL;
        gsize length = map != NULL ? g_mapped_file_get_length(map) : 0;
        if (length == 0)
            continue;
        const char *text = g_mapped_file_get_contents(map);
        if (look == LOOK_AT_C)
            look_at_names(survey, text, length);
        if (look == LOOK_AT_C)
            look_at_includes(survey, file, text, length);
        else
            look_for_words(survey, look == LOOK_AT_SQL ? statements : libraries, file, text, length);
    }
}

/** The dialect with most votes, if there is one. */
static void count_votes(OrmInitSurvey *survey)
{
    gboolean tie = FALSE;
    for (guint i = 0; i < ORM_INIT_DIALECTS; i++) {
        const OrmInitVote *one = &survey->votes[i];
        if (one->files > 0 && survey->dialect != NULL && one->files == survey->dialect->files)
            tie = TRUE;
        if (one->files > (survey->dialect != NULL ? survey->dialect->files : 0)) {
            survey->dialect = one;
            tie = FALSE;
        }
    }
    if (tie)
        survey->dialect = NULL;
}

static gboolean has_votes(const OrmInitSurvey *survey)
{
    for (guint i = 0; i < ORM_INIT_DIALECTS; i++)
        if (survey->votes[i].files > 0)
            return TRUE;
    return FALSE;
}

static void list_by_hand(const char *folder, guint depth, GPtrArray *files)
{
    g_autoptr(GDir) directory = depth < DEEPEST ? g_dir_open(folder, 0, NULL) : NULL;
    for (const char *name; directory != NULL && (name = g_dir_read_name(directory)) != NULL;) {
        g_autofree char *path = strcmp(folder, ".") == 0 ? g_strdup(name) : g_build_filename(folder, name, NULL);
        if (*name == '.' || g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            continue;
        if (g_file_test(path, G_FILE_TEST_IS_DIR))
            list_by_hand(path, depth + 1, files);
        else
            g_ptr_array_add(files, g_steal_pointer(&path));
    }
}

static int compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/** Every file below the working directory that is not ignored, sorted. Of char *, owned. */
static GPtrArray *list_files(void)
{
    g_autofree char *here = g_get_current_dir();
    GPtrArray *files = orm_git_has_repository(here) ? orm_git_list(here, NULL) : NULL;
    if (files == NULL) {
        files = g_ptr_array_new_with_free_func(g_free);
        list_by_hand(".", 0, files);
    }
    g_ptr_array_sort(files, compare_names);
    return files;
}

static void add_once(GPtrArray *names, const char *name)
{
    if (!g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
        g_ptr_array_add(names, g_strdup(name));
}

static void find_models(OrmInitSurvey *survey)
{
    g_autofree char *here = g_get_current_dir();
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    OrmPlanOptions options = {.paths = none, .compile_commands = none, .root = here};
    g_autoptr(OrmPlan) plan = orm_plan_new(&options);
    for (guint i = 0; i < plan->files->len; i++) {
        const OrmPlanFile *file = g_ptr_array_index(plan->files, i);
        if (!file->models)
            continue;
        g_autofree char *folder = g_path_get_dirname(file->file);
        g_ptr_array_add(survey->models, g_strdup(file->file));
        add_once(survey->model_folders, folder);
    }
}

static void find_commands(OrmInitSurvey *survey)
{
    g_autoptr(OrmPaths) paths = orm_paths_new();
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    g_autoptr(GPtrArray) notices = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(folders, paths->working_directory);
    g_autoptr(GPtrArray) found = orm_compile_commands_find(none, folders, paths, notices);
    for (guint i = 0; i < found->len; i++)
        g_ptr_array_add(survey->databases, orm_paths_report(paths, g_ptr_array_index(found, i)));
}

static void find_folders(OrmInitSurvey *survey, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        g_auto(GStrv) parts = g_strsplit(g_ptr_array_index(files, i), "/", 2);
        if (parts[1] != NULL && g_strv_contains(foreign_names, parts[0]))
            add_once(survey->foreign_folders, parts[0]);
        if (g_str_has_suffix(g_ptr_array_index(files, i), ".sql"))
            g_ptr_array_add(survey->schemas, g_strdup(g_ptr_array_index(files, i)));
    }
    survey->include_folder = g_file_test("include", G_FILE_TEST_IS_DIR) ? "include"
                             : g_file_test("src", G_FILE_TEST_IS_DIR)   ? "src"
                                                                        : ".";
}

static int by_frequency(gconstpointer left, gconstpointer right)
{
    const OrmInitNaming *a = left, *b = right;
    return (b->files > a->files) - (b->files < a->files);
}

OrmInitSurvey *orm_init_survey_new(void)
{
    OrmInitSurvey *survey = g_new0(OrmInitSurvey, 1);
    GPtrArray **const lists[] = {&survey->schemas, &survey->databases, &survey->models, &survey->model_folders,
                                 &survey->foreign_folders};
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        *lists[i] = g_ptr_array_new_with_free_func(g_free);
    survey->namings = g_array_new(FALSE, FALSE, sizeof(OrmInitNaming));
    for (guint i = 0; i < ORM_INIT_DIALECTS; i++)
        survey->votes[i].dialect = dialects[i];
    for (guint i = 0; i < G_N_ELEMENTS(row_names); i++) {
        OrmInitNaming naming = {.pattern = row_names[i]};
        g_array_append_val(survey->namings, naming);
    }
    g_autoptr(GPtrArray) files = list_files();
    for (Look look = LOOK_AT_C; look <= LOOK_AT_SQL && !has_votes(survey); look++)
        look_at(survey, files, look);
    count_votes(survey);
    g_array_sort(survey->namings, by_frequency);
    find_folders(survey, files);
    find_models(survey);
    find_commands(survey);
    return survey;
}

void orm_init_survey_free(OrmInitSurvey *survey)
{
    if (survey == NULL)
        return;
    for (guint i = 0; i < ORM_INIT_DIALECTS; i++) {
        g_free(survey->votes[i].first);
        g_free(survey->votes[i].sign);
    }
    g_ptr_array_unref(survey->schemas);
    g_ptr_array_unref(survey->databases);
    g_ptr_array_unref(survey->models);
    g_ptr_array_unref(survey->model_folders);
    g_ptr_array_unref(survey->foreign_folders);
    g_array_unref(survey->namings);
    g_free(survey);
}
