# The man page and the shells' completions, which the built tool ormlint-document prints from the table of options.
set(_documents ${CMAKE_CURRENT_BINARY_DIR}/documents)
file(MAKE_DIRECTORY ${_documents})
add_executable(ormlint-document analyzer/document.c)
target_link_libraries(ormlint-document PRIVATE ormlint_core)

# orm_document(KIND FILE FOLDER): `ormlint-document KIND` becomes FILE, installed into FOLDER.
function(orm_document kind file folder)
  add_custom_command(OUTPUT ${_documents}/${file}
    COMMAND ormlint-document ${kind} > ${_documents}/${file}
    DEPENDS ormlint-document COMMENT "Writing ${file}" VERBATIM)
  set_property(GLOBAL APPEND PROPERTY ORMLINT_DOCUMENTS ${_documents}/${file})
  install(FILES ${_documents}/${file} DESTINATION ${folder})
endfunction()

orm_document(man ormlint.1 ${CMAKE_INSTALL_MANDIR}/man1)
orm_document(bash ormlint ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
orm_document(zsh _ormlint ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
orm_document(fish ormlint.fish ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
orm_document(schema ormlint.schema.json ${CMAKE_INSTALL_DATADIR}/ormlint)
get_property(_files GLOBAL PROPERTY ORMLINT_DOCUMENTS)
add_custom_target(documents ALL DEPENDS ${_files})
