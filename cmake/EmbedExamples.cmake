# Writes the table of the rules' examples (generated/rule_examples.h) from the fixtures. Run as a script at build time:
#   cmake -DFIXTURES=<dir> -DOUTPUT=<file.c> -P EmbedExamples.cmake
include(${CMAKE_CURRENT_LIST_DIR}/EmbedText.cmake)

# The source of a case that a page shows: its first header, else its first source file. NULL when the case has none.
function(orm_example_literal folder result)
  file(GLOB headers "${folder}/*.h")
  file(GLOB sources "${folder}/*.c")
  list(SORT headers)
  list(SORT sources)
  set(files ${headers} ${sources})
  set(${result} "NULL" PARENT_SCOPE)
  if(files)
    list(GET files 0 file)
    orm_embed_literal("${file}" literal)
    set(${result} "${literal}" PARENT_SCOPE)
  endif()
endfunction()

# The actual schema that a case is checked against: schema.sql, or its migrations one after the other, each behind a
# comment with its name. NULL when the case has none.
function(orm_example_schema folder result)
  file(GLOB files "${folder}/schema.sql" "${folder}/migrations/*.sql")
  list(SORT files)
  set(${result} "NULL" PARENT_SCOPE)
  set(literals "")
  foreach(file IN LISTS files)
    orm_embed_literal("${file}" literal)
    file(RELATIVE_PATH name "${folder}" "${file}")
    string(APPEND literals " \"-- ${name}\\n\" ${literal}")
  endforeach()
  if(files)
    set(${result} "${literals}" PARENT_SCOPE)
  endif()
endfunction()

file(GLOB folders RELATIVE "${FIXTURES}" "${FIXTURES}/*")
list(SORT folders)
set(rows "")
foreach(rule IN LISTS folders)
  if(rule STREQUAL "projects" OR NOT IS_DIRECTORY "${FIXTURES}/${rule}")
    continue()
  endif()
  orm_example_literal("${FIXTURES}/${rule}/example" faulty)
  orm_example_literal("${FIXTURES}/${rule}/ok_example" correct)
  orm_example_schema("${FIXTURES}/${rule}/example" faulty_schema)
  orm_example_schema("${FIXTURES}/${rule}/ok_example" correct_schema)
  string(APPEND rows "    {\"${rule}\",\n    ${faulty},\n    ${faulty_schema},\n    ${correct},\n    ${correct_schema}},\n")
endforeach()

file(WRITE "${OUTPUT}" "/* SPDX-License-Identifier: MIT */
/* Generated from the cases `example` and `ok_example` of each rule's fixtures. */
#include \"generated/rule_examples.h\"

#include <stddef.h>

const OrmRuleExample orm_rule_examples[] = {
${rows}    {NULL, NULL, NULL, NULL, NULL},
};
")
