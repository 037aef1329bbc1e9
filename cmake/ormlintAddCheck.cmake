# ormlint_add_check(TARGET... [NAME name] [ALL] [CONFIG file] [FAIL_ON level] [ARGS argument...])
#
# Adds a target that runs `ormlint check` over the C sources and headers of one or more targets, as one program and under their
# compile commands. It runs again when one of these files, the configuration, a compile command or ormlint itself has changed.
#   TARGET...  targets that exist already and have all their sources. Their headers are those among the sources and in header sets,
#              those beside the sources, and those below include directories within the project that do not hold the target
#              itself.
#   NAME       of the new target; `ormlint-` and the first TARGET if absent
#   ALL        part of the default build: findings fail it as errors of the compiler do
#   CONFIG     this configuration instead of the nearest .ormlint.yaml
#   FAIL_ON    error (the tool's default), warning or info
#   ARGS       more arguments of `ormlint check`
# Paths count from the folder of the calling CMakeLists.txt. Works with the Ninja and Makefile generators.
function(ormlint_add_check)
  cmake_parse_arguments(PARSE_ARGV 0 check "ALL" "NAME;CONFIG;FAIL_ON" "ARGS")
  set(targets ${check_UNPARSED_ARGUMENTS})
  if(NOT targets)
    message(FATAL_ERROR "ormlint_add_check: no target is named")
  endif()
  if(check_KEYWORDS_MISSING_VALUES)
    message(FATAL_ERROR "ormlint_add_check: ${check_KEYWORDS_MISSING_VALUES} needs a value")
  endif()
  if(NOT CMAKE_GENERATOR MATCHES "Ninja|Makefiles")
    message(FATAL_ERROR "ormlint_add_check: the generator ${CMAKE_GENERATOR} writes no compile commands; use Ninja or Makefiles")
  endif()
  find_program(ORMLINT_EXECUTABLE ormlint HINTS ${ORMLINT_PREFIX}/bin DOC "the program ormlint" REQUIRED)

  set(files)
  foreach(target IN LISTS targets)
    if(NOT TARGET ${target})
      message(FATAL_ERROR "ormlint_add_check: `${target}` is no target")
    endif()
    set_property(TARGET ${target} PROPERTY EXPORT_COMPILE_COMMANDS ON)
    _ormlint_files_of(${target} found)
    list(APPEND files ${found})
  endforeach()
  list(REMOVE_DUPLICATES files)
  list(SORT files)
  if(NOT files)
    message(FATAL_ERROR "ormlint_add_check: ${targets} has no C source and no header")
  endif()

  list(GET targets 0 first)
  if(NOT check_NAME)
    set(check_NAME ormlint-${first})
  endif()
  set(command ${ORMLINT_EXECUTABLE} check --compile-commands ${CMAKE_BINARY_DIR}/compile_commands.json)
  if(check_CONFIG)
    get_filename_component(configuration ${check_CONFIG} ABSOLUTE)
    list(APPEND command --config ${configuration})
  else()
    get_target_property(folder ${first} SOURCE_DIR)
    _ormlint_configuration_above(${folder} configuration)
  endif()
  if(check_FAIL_ON)
    list(APPEND command --fail-on ${check_FAIL_ON})
  endif()

  set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${check_NAME}.stamp)
  list(JOIN targets ", " shown)
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${command} ${check_ARGS} ${files}
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${files} ${configuration} ${ORMLINT_EXECUTABLE} ${CMAKE_BINARY_DIR}/compile_commands.json
    WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    COMMENT "Checking the data models of ${shown}" VERBATIM)
  if(check_ALL)
    set(check_ALL ALL)
  else()
    set(check_ALL)
  endif()
  add_custom_target(${check_NAME} ${check_ALL} DEPENDS ${stamp})
  # Sources that the build writes are there once their targets are built.
  if("${files}" MATCHES "(^|;)${CMAKE_BINARY_DIR}/")
    add_dependencies(${check_NAME} ${targets})
  endif()
endfunction()

# Sets ${result} to the C sources and headers of ${target}, as absolute paths.
function(_ormlint_files_of target result)
  get_target_property(source_folder ${target} SOURCE_DIR)
  get_target_property(listed ${target} SOURCES)
  foreach(set_of_headers IN ITEMS HEADER_SETS INTERFACE_HEADER_SETS)
    get_target_property(names ${target} ${set_of_headers})
    foreach(name IN LISTS names)
      if(name)
        get_target_property(headers ${target} HEADER_SET_${name})
        list(APPEND listed ${headers})
      endif()
    endforeach()
  endforeach()

  set(files)
  set(folders)
  foreach(file IN LISTS listed)
    # What generator expressions stand for is not known yet.
    if(file MATCHES "^[^$]*\\.[ch]$")
      get_filename_component(file ${file} ABSOLUTE BASE_DIR ${source_folder})
      get_filename_component(folder ${file} DIRECTORY)
      list(APPEND files ${file})
      list(APPEND folders ${folder})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES folders)
  foreach(folder IN LISTS folders)
    file(GLOB headers CONFIGURE_DEPENDS ${folder}/*.h)
    list(APPEND files ${headers})
  endforeach()

  _ormlint_header_folders_of(${target} ${source_folder} folders)
  foreach(folder IN LISTS folders)
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS ${folder}/*.h)
    list(APPEND files ${headers})
  endforeach()
  list(REMOVE_DUPLICATES files)
  set(${result} ${files} PARENT_SCOPE)
endfunction()

# Sets ${result} to the include directories of ${target} that lie in the project and hold nothing but headers of it, as far as can
# be told: not those that hold the target's own folder, and not those of the build.
function(_ormlint_header_folders_of target source_folder result)
  set(found)
  foreach(property IN ITEMS INCLUDE_DIRECTORIES INTERFACE_INCLUDE_DIRECTORIES)
    get_target_property(folders ${target} ${property})
    foreach(folder IN LISTS folders)
      string(REGEX REPLACE "^\\$<BUILD_INTERFACE:(.*)>$" "\\1" folder "${folder}")
      string(FIND "${folder}/" "${PROJECT_SOURCE_DIR}/" within)
      string(FIND "${source_folder}/" "${folder}/" holds)
      string(FIND "${folder}/" "${CMAKE_BINARY_DIR}/" built)
      if(within EQUAL 0 AND NOT holds EQUAL 0 AND NOT built EQUAL 0 AND NOT folder MATCHES "\\$<")
        list(APPEND found ${folder})
      endif()
    endforeach()
  endforeach()
  list(REMOVE_DUPLICATES found)
  set(${result} ${found} PARENT_SCOPE)
endfunction()

# Sets ${result} to the .ormlint.yaml in ${folder} or the nearest folder above; empty when there is none.
function(_ormlint_configuration_above folder result)
  set(${result} "" PARENT_SCOPE)
  set(previous)
  while(NOT folder STREQUAL previous)
    if(EXISTS ${folder}/.ormlint.yaml)
      set(${result} ${folder}/.ormlint.yaml PARENT_SCOPE)
      return()
    endif()
    set(previous ${folder})
    get_filename_component(folder ${folder} DIRECTORY)
  endwhile()
endfunction()
