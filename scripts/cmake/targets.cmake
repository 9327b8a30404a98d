# How a folder becomes a target. Each folder names what it may link; scripts/check-includes holds the same
# borders over the #include lines.

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} ${CCACHE})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_C_COMPILER_LAUNCHER})
endif()

add_library(hostler_warnings INTERFACE)
target_compile_options(hostler_warnings INTERFACE -Wall -Wextra -Wconversion -Werror -Wno-sign-conversion
  # Which GCC 12 sees where std::string is inlined, and nobody else does (its bugs 105329 and 105651).
  -Wno-restrict -Wno-array-bounds -Wno-stringop-overread -Wno-stringop-overflow)

set(HOSTLER_SANITIZE "" CACHE STRING "Sanitizers, as for -fsanitize=")
if(HOSTLER_SANITIZE)
  add_compile_options(-fsanitize=${HOSTLER_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${HOSTLER_SANITIZE})
  # The checks that it puts in hide from GCC what was initialised.
  target_compile_options(hostler_warnings INTERFACE -Wno-maybe-uninitialized)
endif()

# Threads and PkgConfig targets disagree on -pthread, which all that share a precompiled header must agree on.
add_compile_options(-pthread)
# So they must on -fPIE: CMake itself would give libraries -fPIC and programs -fPIE.
add_compile_options($<$<NOT:$<OR:$<STREQUAL:$<TARGET_PROPERTY:TYPE>,MODULE_LIBRARY>,$<BOOL:$<TARGET_PROPERTY:POSITION_INDEPENDENT_CODE>>>>:-fPIE>)

# A precompiled header of standard headers and JSON, built once and shared by every folder that is compiled alike;
# HOSTLER_PCH names the one for the folders below.
file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp "")
function(hostler_precompiled_header name)
  add_library(${name} STATIC ${CMAKE_BINARY_DIR}/pch.cpp)
  target_link_libraries(${name} PRIVATE hostler_warnings Threads::Threads nlohmann_json::nlohmann_json)
  target_compile_options(${name} PUBLIC -fpch-preprocess)
  target_precompile_headers(${name} PRIVATE
    <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdint> <cstring> <functional> <map> <memory>
    <mutex> <optional> <set> <span> <stdexcept> <string> <string_view> <thread> <tuple> <unordered_map> <utility>
    <variant> <vector> <nlohmann/json.hpp>)
endfunction()
hostler_precompiled_header(hostler_pch)
set(HOSTLER_PCH hostler_pch)

# hostler_library(core_money SOURCES money.cpp … LINKS core_base PRIVATE Poco::Net)
function(hostler_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_LINKS} Threads::Threads nlohmann_json::nlohmann_json
                                PRIVATE ${ARG_PRIVATE} hostler_warnings)
  target_precompile_headers(${name} REUSE_FROM ${HOSTLER_PCH})
  target_compile_options(${name} PRIVATE -fpch-preprocess)
endfunction()

# hostler_migrations(module_billing billing): embeds migrations/*.sql beside this CMakeLists.txt into the target, as
# std::span<const db::Migration> billingMigrations() in namespace hostler, which the module's header
# declares. A file is called 0007_unique_invoice_number.sql. Made anew when a file is added, changed or removed.
set(HOSTLER_EMBED_MIGRATIONS ${CMAKE_CURRENT_LIST_DIR}/embed_migrations.cmake)
function(hostler_migrations target module)
  set(folder ${CMAKE_CURRENT_SOURCE_DIR}/migrations)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*.sql)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${module}_migrations.cpp)
  # The list of names is a dependency of its own, so that a removed file counts as a change.
  file(CONFIGURE OUTPUT ${output}.files CONTENT "${files}\n")
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DMODULE=${module} -DFOLDER=${folder} -DOUTPUT=${output} -P ${HOSTLER_EMBED_MIGRATIONS}
    DEPENDS ${files} ${output}.files ${HOSTLER_EMBED_MIGRATIONS}
    COMMENT "Embedding the migrations of ${module}" VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()

# hostler_texts(shipped_rules.cpp ROOT …/scripts FILES rules/renew.lua HEADER modules/x/shipped_rules.h NAMESPACE hostler TYPE ShippedRule
# FUNCTION shippedRules): a source that holds these files, for a target of this folder. The header declares TYPE
# {path, text} and std::span<const TYPE> FUNCTION().
set(HOSTLER_EMBED_TEXTS ${CMAKE_CURRENT_LIST_DIR}/embed_texts.cmake)
function(hostler_texts name)
  cmake_parse_arguments(ARG "" "ROOT;HEADER;NAMESPACE;TYPE;FUNCTION" "FILES" ${ARGN})
  set(output ${CMAKE_CURRENT_BINARY_DIR}/${name})
  # The list of names is a dependency of its own, so that a removed file counts as a change.
  list(JOIN ARG_FILES "\n" lines)
  file(CONFIGURE OUTPUT ${output}.files CONTENT "${lines}\n")
  list(TRANSFORM ARG_FILES PREPEND ${ARG_ROOT}/)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D ROOT=${ARG_ROOT} -D LIST=${output}.files -D HEADER=${ARG_HEADER}
            -D NAMESPACE=${ARG_NAMESPACE} -D TYPE=${ARG_TYPE} -D FUNCTION=${ARG_FUNCTION} -D OUTPUT=${output}
            -P ${HOSTLER_EMBED_TEXTS}
    DEPENDS ${ARG_FILES} ${output}.files ${HOSTLER_EMBED_TEXTS}
    COMMENT "Embedding ${name}" VERBATIM)
endfunction()

# hostler_tests(core_money LINKS core_money SUITES money decimal): money_test.cpp and decimal_test.cpp, one program,
# and one ctest test for each file, named core/money/money after its place in the tree.
function(hostler_tests name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SUITES;SOURCES;LINKS;LABELS" ${ARGN})
  set(sources ${ARG_SOURCES})
  foreach(suite ${ARG_SUITES})
    list(APPEND sources ${suite}_test.cpp)
  endforeach()
  set(program test_${name})
  add_executable(${program} ${sources})
  target_include_directories(${program} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${program} PRIVATE test_runner ${ARG_LINKS} hostler_warnings)
  target_precompile_headers(${program} REUSE_FROM ${HOSTLER_PCH})
  target_compile_options(${program} PRIVATE -fpch-preprocess)
  set_target_properties(${program} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${CMAKE_SOURCE_DIR}/tests OUTPUT_VARIABLE place)
  foreach(suite ${ARG_SUITES})
    add_test(NAME ${place}/${suite} COMMAND ${program} ${place}/${suite})
    set_tests_properties(${place}/${suite} PROPERTIES
      ENVIRONMENT "HOSTLER_PROGRAM=${CMAKE_BINARY_DIR}/hostler;HOSTLER_SOURCE=${CMAKE_SOURCE_DIR}")
    if(ARG_TIMEOUT)
      set_tests_properties(${place}/${suite} PROPERTIES TIMEOUT ${ARG_TIMEOUT})
    endif()
    if(ARG_LABELS)
      set_tests_properties(${place}/${suite} PROPERTIES LABELS "${ARG_LABELS}")
    endif()
  endforeach()
endfunction()
