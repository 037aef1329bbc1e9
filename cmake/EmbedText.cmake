# Writes C source that holds the bytes of files as string literals. Run as a script at build time:
#   cmake -DINPUT=<file> -DOUTPUT=<file.c> -DHEADER=<header.h> -DSYMBOL=<name> -P EmbedText.cmake
# defines `const char <name>_text[]` (NUL-terminated) and `const gsize <name>_length` (without the NUL).

# Sets ${result} to a C string literal, quotes included, of the bytes of ${file}. Everything is written as \xNN, so that
# neither CMake's lists nor C's escapes and trigraphs can change a byte.
function(orm_embed_literal file result)
  file(READ "${file}" bytes HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" literal "${bytes}")
  string(REGEX REPLACE "(................................................................................)" "\\1\"\n    \""
    literal "${literal}")
  set(${result} "\"${literal}\"" PARENT_SCOPE)
endfunction()

if(DEFINED SYMBOL)
  orm_embed_literal("${INPUT}" literal)
  file(WRITE "${OUTPUT}" "/* SPDX-License-Identifier: MIT */
/* Generated: the bytes of one file of the source tree. */
#include \"${HEADER}\"

const char ${SYMBOL}_text[] =
    ${literal};
const gsize ${SYMBOL}_length = sizeof ${SYMBOL}_text - 1;
")
endif()
