# ormlint_add_check(TARGET... [NAME name] [ALL] [CONFIG file] [FAIL_ON level] [ARGS argument...])
#
# Adds a target that checks the C sources and headers of one or more targets, as one program and under their compile commands:
# `ormlint extract` reads each source, and all headers, into files of facts, `ormlint link` judges these. A source is read again
# when it, a file that it includes, the compile commands or ormlint itself have changed; the configuration makes only `link` run
# again, unless it maps structs or has a prelude.
#   TARGET...  targets that exist already and have all their sources. Their headers are those among the sources and in header sets,
#              those beside the sources, and those below include directories within the project that do not hold the target
#              itself.
#   NAME       of the new target; `ormlint-` and the first TARGET if absent
#   ALL        part of the default build: findings fail it as errors of the compiler do
#   CONFIG     this configuration instead of the nearest .ormlint.yaml
#   FAIL_ON    error (the tool's default), warning or info
#   ARGS       more arguments of `ormlint link`
# Paths count from the folder of the calling CMakeLists.txt. Works with the Ninja and Makefile generators.
cmake_policy(PUSH)
cmake_policy(VERSION 3.20) # DEPFILE, for both

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
  if(check_CONFIG)
    get_filename_component(configuration ${check_CONFIG} ABSOLUTE)
  else()
    get_target_property(folder ${first} SOURCE_DIR)
    _ormlint_configuration_above(${folder} configuration)
  endif()
  list(JOIN targets ", " shown)
  _ormlint_extract(${CMAKE_CURRENT_BINARY_DIR}/${check_NAME}.facts "${files}" "${configuration}" "${shown}" facts)

  set(command ${ORMLINT_EXECUTABLE} link)
  if(configuration)
    list(APPEND command --config ${configuration})
  endif()
  if(check_FAIL_ON)
    list(APPEND command --fail-on ${check_FAIL_ON})
  endif()
  set(stamp ${CMAKE_CURRENT_BINARY_DIR}/${check_NAME}.stamp)
  _ormlint_list(${CMAKE_CURRENT_BINARY_DIR}/${check_NAME}.facts/facts.txt "${facts}")
  add_custom_command(OUTPUT ${stamp}
    COMMAND ${command} ${check_ARGS} @${CMAKE_CURRENT_BINARY_DIR}/${check_NAME}.facts/facts.txt
    COMMAND ${CMAKE_COMMAND} -E touch ${stamp}
    DEPENDS ${facts} ${CMAKE_CURRENT_BINARY_DIR}/${check_NAME}.facts/facts.txt ${configuration} ${ORMLINT_EXECUTABLE}
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

# Writes the file names in ${names} to ${file}, one in each line, if it does not hold them already.
function(_ormlint_list file names)
  list(JOIN names "\n" lines)
  set(old)
  if(EXISTS ${file})
    file(READ ${file} old)
  endif()
  if(NOT old STREQUAL "${lines}\n")
    file(WRITE ${file} "${lines}\n")
  endif()
endfunction()

# Adds the commands that read ${files} into files of facts below ${folder}, and sets ${result} to these. Each source is read by
# itself; the headers are read together, which takes hardly longer than one of them does.
function(_ormlint_extract folder files configuration shown result)
  # CMake writes the compile commands anew each time it runs: the copy changes only when they do.
  set(commands ${folder}/compile_commands.json)
  file(MAKE_DIRECTORY ${folder})
  set(comment) # Make looks each time
  if(CMAKE_GENERATOR MATCHES Ninja)
    set(comment "Looking for new compile commands of ${shown}")
  endif()
  add_custom_command(OUTPUT ${commands}
    COMMAND ${CMAKE_COMMAND} -E copy_if_different ${CMAKE_BINARY_DIR}/compile_commands.json ${commands}
    DEPENDS ${CMAKE_BINARY_DIR}/compile_commands.json
    COMMENT "${comment}" VERBATIM)
  set(inputs ${commands} ${ORMLINT_EXECUTABLE})
  _ormlint_bears_on_reading("${configuration}" bears)
  if(bears)
    list(APPEND inputs ${configuration})
    set(settings --config ${configuration})
  else()
    set(settings --isolated)
  endif()

  set(all)
  foreach(source IN LISTS files)
    if(source MATCHES "\\.c$")
      file(RELATIVE_PATH name ${PROJECT_SOURCE_DIR} ${source})
      string(REPLACE "../" "_/" output "${folder}/${name}.facts")
      get_filename_component(parent ${output} DIRECTORY)
      file(MAKE_DIRECTORY ${parent})
      add_custom_command(OUTPUT ${output}
        COMMAND ${ORMLINT_EXECUTABLE} extract -o ${output} -MF ${output}.d -p ${commands} ${settings} ${source}
        DEPENDS ${source} ${inputs}
        DEPFILE ${output}.d
        WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
        COMMENT "Reading the data models of ${name}" VERBATIM)
      list(APPEND all ${output})
    endif()
  endforeach()

  set(headers ${files})
  list(FILTER headers INCLUDE REGEX "\\.h$")
  if(headers)
    set(output ${folder}/headers.facts)
    _ormlint_list(${folder}/headers.txt "${headers}")
    add_custom_command(OUTPUT ${output}
      COMMAND ${ORMLINT_EXECUTABLE} extract --shard 1/1 -o ${output} -MF ${output}.d -p ${commands} ${settings}
        @${folder}/headers.txt
      DEPENDS ${headers} ${folder}/headers.txt ${inputs}
      DEPFILE ${output}.d
      WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
      COMMENT "Reading the data models of the headers of ${shown}" VERBATIM)
    list(APPEND all ${output})
  endif()
  set(${result} ${all} PARENT_SCOPE)
endfunction()

# Sets ${result} to whether ${configuration} says something that `ormlint extract` has to know; CMake runs again when that changes.
function(_ormlint_bears_on_reading configuration result)
  set(${result} FALSE PARENT_SCOPE)
  if(configuration AND EXISTS ${configuration})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${configuration})
    file(READ ${configuration} text)
    if(text MATCHES "(^|[\n{,\"' ])(map|prelude|extends)[\"']? *:")
      set(${result} TRUE PARENT_SCOPE)
    endif()
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

cmake_policy(POP)
