# What `cpack -G DEB` and `cpack -G TGZ` make of an installed tree: a Debian package and a tarball.
set(CPACK_PACKAGE_VENDOR "the ormlint authors")
set(ORMLINT_PACKAGE_CONTACT "the ormlint authors <maintainers@ormlint.example>" CACHE STRING
  "who answers for the packages: NAME <ADDRESS>")
set(CPACK_PACKAGE_CONTACT ${ORMLINT_PACKAGE_CONTACT})
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "linter for the data models of C programs")
set(CPACK_PACKAGE_DESCRIPTION "ormlint reads C structs whose mapping to tables is annotated in SQLAlchemy's
vocabulary, links them into one relational metadata graph, and reports what
is wrong with keys, foreign keys and relationships before a database does.

This package holds the program, the header ormlint/orm.h with the annotations,
what pkg-config and CMake need to find it, and the pages of all rules.")
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PACKAGE_CHECKSUM SHA256)
string(TOLOWER ${CMAKE_SYSTEM_NAME} _system)
set(CPACK_PACKAGE_FILE_NAME ${PROJECT_NAME}-${PROJECT_VERSION}-${_system}-${CMAKE_SYSTEM_PROCESSOR})

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION ${CPACK_PACKAGE_DESCRIPTION})
# The libraries follow from the program; the headers that libclang reads (stddef.h) do not.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS libclang-common-${LibClang_VERSION}-dev)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "git, libc6-dev")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "pkg-config, cmake")
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

# The changelog of the package states when its sources were last changed, so that equal sources make equal packages.
set(_time $ENV{SOURCE_DATE_EPOCH})
if(NOT _time)
  execute_process(COMMAND git -C ${CMAKE_CURRENT_SOURCE_DIR} log -1 --format=%ct
    OUTPUT_VARIABLE _time OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE _no_git)
endif()
if(NOT _time)
  string(TIMESTAMP _time "%s" UTC)
endif()
set(ENV{SOURCE_DATE_EPOCH} ${_time})
string(TIMESTAMP _date "%a, %d %b %Y %H:%M:%S +0000" UTC)
configure_file(cmake/debian_changelog.in ${CMAKE_CURRENT_BINARY_DIR}/debian_changelog @ONLY)
configure_file(cmake/DebianLayout.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/DebianLayout.cmake @ONLY)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_BINARY_DIR}/DebianLayout.cmake)

include(CPack)
