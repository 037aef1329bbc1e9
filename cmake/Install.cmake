# What `cmake --install` puts where: the tool, the public header, and what finds the header (pkg-config and CMake packages).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

add_library(ormlint_orm INTERFACE)
add_library(ormlint::orm ALIAS ormlint_orm)
set_target_properties(ormlint_orm PROPERTIES EXPORT_NAME orm)
target_include_directories(ormlint_orm INTERFACE
  $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)

install(TARGETS ormlint RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS ormlint-worker RUNTIME DESTINATION ${ORMLINT_WORKER_DIR})
install(FILES include/ormlint/orm.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/ormlint)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR}/docs)

set(ORMLINT_PACKAGE_DIR ${CMAKE_INSTALL_DATADIR}/cmake/ormlint)
install(TARGETS ormlint_orm EXPORT ormlintTargets)
install(EXPORT ormlintTargets NAMESPACE ormlint:: DESTINATION ${ORMLINT_PACKAGE_DIR})
configure_package_config_file(cmake/ormlintConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/ormlintConfig.cmake
  INSTALL_DESTINATION ${ORMLINT_PACKAGE_DIR} NO_SET_AND_CHECK_MACRO)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/ormlintConfigVersion.cmake
  COMPATIBILITY SameMinorVersion ARCH_INDEPENDENT)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ormlintConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/ormlintConfigVersion.cmake
  cmake/ormlintAddCheck.cmake
  DESTINATION ${ORMLINT_PACKAGE_DIR})
install(DIRECTORY integrations/bazel DESTINATION ${CMAKE_INSTALL_DATADIR}/ormlint)

# The prefix follows from the file's own place, so that an installed tree can be moved.
file(RELATIVE_PATH ORMLINT_PC_PREFIX /${CMAKE_INSTALL_DATADIR}/pkgconfig /)
configure_file(cmake/ormlint.pc.in ${CMAKE_CURRENT_BINARY_DIR}/ormlint.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/ormlint.pc DESTINATION ${CMAKE_INSTALL_DATADIR}/pkgconfig)

