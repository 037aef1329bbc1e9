/* SPDX-License-Identifier: MIT */
#include "analyzer/project/options.h"

#include <string.h>

typedef enum { EXACT, JOINED, SEPARATE, EITHER } Shape; /* -x, -xV, -x V, -xV or -x V */

typedef struct {
    const char *name;
    Shape shape;
    OrmOptionKind kind;
} Known;

/* The longest name that fits counts. What is not here is dropped. */
static const Known known_options[] = {
    {"-I", EITHER, ORM_OPTION_FOLDER},
    {"-iquote", EITHER, ORM_OPTION_FOLDER},
    {"-isystem", EITHER, ORM_OPTION_FOLDER},
    {"-idirafter", EITHER, ORM_OPTION_FOLDER},
    {"-D", EITHER, ORM_OPTION_MACRO},
    {"-U", EITHER, ORM_OPTION_MACRO},
    {"-include", SEPARATE, ORM_OPTION_FORCED},
    {"--include=", JOINED, ORM_OPTION_FORCED},
    {"-imacros", SEPARATE, ORM_OPTION_FORCED},
    {"-x", EITHER, ORM_OPTION_LANGUAGE},
    {"--language=", JOINED, ORM_OPTION_LANGUAGE},

    {"-std=", JOINED, ORM_OPTION_KEEP},
    {"--std=", JOINED, ORM_OPTION_KEEP},
    {"-ansi", EXACT, ORM_OPTION_KEEP},
    {"-trigraphs", EXACT, ORM_OPTION_KEEP},
    {"-undef", EXACT, ORM_OPTION_KEEP},
    {"-pthread", EXACT, ORM_OPTION_KEEP},
    {"-nostdinc", EXACT, ORM_OPTION_KEEP},
    {"-nostdlibinc", EXACT, ORM_OPTION_KEEP},
    {"-nobuiltininc", EXACT, ORM_OPTION_KEEP},
    {"-isysroot", EITHER, ORM_OPTION_KEEP},
    {"--sysroot", SEPARATE, ORM_OPTION_KEEP},
    {"--sysroot=", JOINED, ORM_OPTION_KEEP},
    {"-target", SEPARATE, ORM_OPTION_KEEP},
    {"--target=", JOINED, ORM_OPTION_KEEP},
    {"--gcc-toolchain=", JOINED, ORM_OPTION_KEEP},
    {"-iprefix", SEPARATE, ORM_OPTION_KEEP},
    {"-iwithprefix", SEPARATE, ORM_OPTION_KEEP},
    {"-iwithprefixbefore", SEPARATE, ORM_OPTION_KEEP},

    {"-fshort-enums", EXACT, ORM_OPTION_KEEP},
    {"-fno-short-enums", EXACT, ORM_OPTION_KEEP},
    {"-fsigned-char", EXACT, ORM_OPTION_KEEP},
    {"-fno-signed-char", EXACT, ORM_OPTION_KEEP},
    {"-funsigned-char", EXACT, ORM_OPTION_KEEP},
    {"-fno-unsigned-char", EXACT, ORM_OPTION_KEEP},
    {"-fshort-wchar", EXACT, ORM_OPTION_KEEP},
    {"-fno-short-wchar", EXACT, ORM_OPTION_KEEP},
    {"-fpack-struct", EXACT, ORM_OPTION_KEEP},
    {"-fpack-struct=", JOINED, ORM_OPTION_KEEP},
    {"-fms-extensions", EXACT, ORM_OPTION_KEEP},
    {"-fno-ms-extensions", EXACT, ORM_OPTION_KEEP},
    {"-fgnu89-inline", EXACT, ORM_OPTION_KEEP},
    {"-fgnu-keywords", EXACT, ORM_OPTION_KEEP},
    {"-fno-asm", EXACT, ORM_OPTION_KEEP},
    {"-fblocks", EXACT, ORM_OPTION_KEEP},
    {"-fdeclspec", EXACT, ORM_OPTION_KEEP},
    {"-ffreestanding", EXACT, ORM_OPTION_KEEP},
    {"-fhosted", EXACT, ORM_OPTION_KEEP},
    {"-fno-builtin", EXACT, ORM_OPTION_KEEP},
    {"-fdollars-in-identifiers", EXACT, ORM_OPTION_KEEP},

    {"-m16", EXACT, ORM_OPTION_KEEP},
    {"-m32", EXACT, ORM_OPTION_KEEP},
    {"-m64", EXACT, ORM_OPTION_KEEP},
    {"-mx32", EXACT, ORM_OPTION_KEEP},
    {"-mabi=", JOINED, ORM_OPTION_KEEP},
    {"-mms-bitfields", EXACT, ORM_OPTION_KEEP},
    {"-malign-double", EXACT, ORM_OPTION_KEEP},
    {"-mlong-double-64", EXACT, ORM_OPTION_KEEP},
    {"-mlong-double-80", EXACT, ORM_OPTION_KEEP},
    {"-mlong-double-128", EXACT, ORM_OPTION_KEEP},
    {"-msse", JOINED, ORM_OPTION_KEEP},
    {"-msse", EXACT, ORM_OPTION_KEEP},
    {"-mavx", JOINED, ORM_OPTION_KEEP},
    {"-mavx", EXACT, ORM_OPTION_KEEP},

    /* Dropped, but their value must go with them. */
    {"-o", SEPARATE, ORM_OPTION_DROP},
    {"-MF", SEPARATE, ORM_OPTION_DROP},
    {"-MT", SEPARATE, ORM_OPTION_DROP},
    {"-MQ", SEPARATE, ORM_OPTION_DROP},
    {"-MJ", SEPARATE, ORM_OPTION_DROP},
    {"-L", SEPARATE, ORM_OPTION_DROP},
    {"-l", SEPARATE, ORM_OPTION_DROP},
    {"-B", SEPARATE, ORM_OPTION_DROP},
    {"-T", SEPARATE, ORM_OPTION_DROP},
    {"-u", SEPARATE, ORM_OPTION_DROP},
    {"-z", SEPARATE, ORM_OPTION_DROP},
    {"-A", SEPARATE, ORM_OPTION_DROP},
    {"-arch", SEPARATE, ORM_OPTION_DROP},
    {"-aux-info", SEPARATE, ORM_OPTION_DROP},
    {"-dumpbase", SEPARATE, ORM_OPTION_DROP},
    {"-dumpbase-ext", SEPARATE, ORM_OPTION_DROP},
    {"-dumpdir", SEPARATE, ORM_OPTION_DROP},
    {"--param", SEPARATE, ORM_OPTION_DROP},
    {"-Xlinker", SEPARATE, ORM_OPTION_DROP},
    {"-Xassembler", SEPARATE, ORM_OPTION_DROP},
    {"-Xpreprocessor", SEPARATE, ORM_OPTION_DROP},
    {"-Xclang", SEPARATE, ORM_OPTION_DROP},
    {"-mllvm", SEPARATE, ORM_OPTION_DROP},
    {"-wrapper", SEPARATE, ORM_OPTION_DROP},
    {"-resource-dir", SEPARATE, ORM_OPTION_DROP},
    {"--serialize-diagnostics", SEPARATE, ORM_OPTION_DROP},
    {"-include-pch", SEPARATE, ORM_OPTION_DROP},
    {"-index-store-path", SEPARATE, ORM_OPTION_DROP},
};

static gboolean fits(const Known *known, const char *word)
{
    gsize length = strlen(known->name);
    if (strncmp(word, known->name, length) != 0)
        return FALSE;
    gboolean joined = word[length] != '\0';
    return known->shape == EITHER || joined == (known->shape == JOINED);
}

OrmOption orm_option_parse(const char *word)
{
    const Known *best = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(known_options); i++)
        if (fits(&known_options[i], word) && (!best || strlen(known_options[i].name) > strlen(best->name)))
            best = &known_options[i];
    if (!best)
        return (OrmOption){.kind = ORM_OPTION_DROP, .name = word};
    const char *rest = word + strlen(best->name);
    return (OrmOption){
        .kind = best->kind,
        .name = best->name,
        .value = *rest ? rest : NULL,
        .takes_next = !*rest && best->shape != EXACT && best->shape != JOINED,
    };
}
