/* SPDX-License-Identifier: MIT */
#include "analyzer/extract/extract.h"
#include "analyzer/extract/allow_comments.h"
#include "analyzer/extract/clang_support.h"
#include "analyzer/extract/dependencies.h"
#include "analyzer/extract/unit_reading.h"

#include <stdlib.h>

static void extraction_init(OrmExtraction *extraction, const OrmExtractOptions *options)
{
    static const OrmExtractOptions none = {.prelude = NULL};
    g_autofree char *current = g_get_current_dir();
    char *real = realpath(current, NULL);
    const OrmExtractOptions *known = options == NULL ? &none : options;
    *extraction = (OrmExtraction){
        .index = clang_createIndex(0, 0),
        .options = known,
        .naming = {orm_intern(real == NULL ? current : real), known->as_named, known->prefix_maps,
                   g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL), orm_paths_new(), orm_file_texts_new()},
        .dependencies = g_hash_table_new_full(NULL, NULL, NULL, g_free),
    };
    free(real);
}

static void extraction_clear(OrmExtraction *extraction)
{
    clang_disposeIndex(extraction->index);
    g_hash_table_unref(extraction->dependencies);
    g_hash_table_unref(extraction->naming.origins);
    g_hash_table_unref(extraction->naming.reported);
    orm_paths_free(extraction->naming.paths);
    orm_file_texts_free(extraction->naming.texts);
}

static void extract_unit(OrmExtraction *extraction, const OrmUnit *unit, OrmFacts *facts)
{
    OrmFacts *read = orm_read_unit(extraction, unit);
    orm_allow_comments_read(read, extraction->naming.origins, extraction->naming.texts);
    orm_facts_merge(facts, read);
}

OrmFacts *orm_extract(GPtrArray *units, const OrmExtractOptions *options)
{
    OrmFacts *facts = orm_facts_new();
    OrmExtraction extraction;
    extraction_init(&extraction, options);
    for (guint i = 0; i < units->len; i++)
        extract_unit(&extraction, units->pdata[i], facts);
    extraction_clear(&extraction);
    return facts;
}

OrmAnswer *orm_extract_unit(OrmUnit *unit, const OrmExtractOptions *options)
{
    OrmAnswer *answer = orm_answer_new();
    g_autoptr(OrmFacts) facts = orm_facts_new();
    OrmExtraction extraction;
    extraction_init(&extraction, options);
    extract_unit(&extraction, unit, facts);
    orm_facts_normalize(facts);
    answer->facts = orm_facts_encode(facts);
    answer->libclang = orm_intern(orm_libclang_version());
    answer->incomplete = extraction.incomplete;
    orm_take_dependencies(&extraction, answer->dependencies);
    extraction_clear(&extraction);
    return answer;
}
