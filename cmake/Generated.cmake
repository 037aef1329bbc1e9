# Sources made at build time from other files of the tree: the public header, the rules' examples and the parts of the
# HTML report, built into the tool.
# Sets ORMLINT_GENERATED_SOURCES. The headers are included as "generated/NAME.h".
set(ORMLINT_GENERATED ${CMAKE_CURRENT_BINARY_DIR}/generated)
configure_file(cmake/orm_h.h.in ${ORMLINT_GENERATED}/orm_h.h COPYONLY)
configure_file(cmake/rule_examples.h.in ${ORMLINT_GENERATED}/rule_examples.h COPYONLY)
configure_file(cmake/html_page.h.in ${ORMLINT_GENERATED}/html_page.h COPYONLY)

set(_orm_h ${CMAKE_CURRENT_SOURCE_DIR}/include/ormlint/orm.h)
add_custom_command(OUTPUT ${ORMLINT_GENERATED}/orm_h.c
  COMMAND ${CMAKE_COMMAND} -DINPUT=${_orm_h} -DOUTPUT=${ORMLINT_GENERATED}/orm_h.c
    -DHEADER=generated/orm_h.h -DSYMBOL=orm_h -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/EmbedText.cmake
  DEPENDS ${_orm_h} cmake/EmbedText.cmake
  COMMENT "Building include/ormlint/orm.h into the tool" VERBATIM)

file(GLOB _examples CONFIGURE_DEPENDS
  fixtures/*/example/*.h fixtures/*/example/*.c fixtures/*/ok_example/*.h fixtures/*/ok_example/*.c
  fixtures/*/example/schema.sql fixtures/*/example/migrations/*.sql
  fixtures/*/ok_example/schema.sql fixtures/*/ok_example/migrations/*.sql)
# A file that is gone is older than nothing: its name in the command makes the command another one.
string(MD5 _examples_digest "${_examples}")
add_custom_command(OUTPUT ${ORMLINT_GENERATED}/rule_examples.c
  COMMAND ${CMAKE_COMMAND} -DFIXTURES=${CMAKE_CURRENT_SOURCE_DIR}/fixtures
    -DOUTPUT=${ORMLINT_GENERATED}/rule_examples.c -DFILES=${_examples_digest} -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/EmbedExamples.cmake
  DEPENDS ${_examples} cmake/EmbedText.cmake cmake/EmbedExamples.cmake
  COMMENT "Building the rules' examples into the tool" VERBATIM)

foreach(_part style=page.css script=page.js)
  string(REGEX REPLACE "=.*" "" _name ${_part})
  string(REGEX REPLACE ".*=" "" _file ${_part})
  set(_page ${CMAKE_CURRENT_SOURCE_DIR}/reporters/html/${_file})
  add_custom_command(OUTPUT ${ORMLINT_GENERATED}/html_${_name}.c
    COMMAND ${CMAKE_COMMAND} -DINPUT=${_page} -DOUTPUT=${ORMLINT_GENERATED}/html_${_name}.c
      -DHEADER=generated/html_page.h -DSYMBOL=html_${_name} -P ${CMAKE_CURRENT_SOURCE_DIR}/cmake/EmbedText.cmake
    DEPENDS ${_page} cmake/EmbedText.cmake
    COMMENT "Building reporters/html/${_file} into the tool" VERBATIM)
endforeach()

set(ORMLINT_GENERATED_SOURCES ${ORMLINT_GENERATED}/orm_h.c ${ORMLINT_GENERATED}/rule_examples.c
  ${ORMLINT_GENERATED}/html_style.c ${ORMLINT_GENERATED}/html_script.c)
