# hostler_plugin(registrar acme ENTRY acme_registrar.cpp [SOURCES client.cpp mapping.cpp] [LINKS …])
#
# Builds plugins/<kind>/<name>/<name>.so with plugin.json beside it, from the plugin.json of this folder: kind,
# name and version are read from it, so that the library cannot disagree. ENTRY is the file that holds
# HOSTLER_PLUGIN(…); SOURCES become the static library plugin_<kind>_<name>, which tests may link.
function(hostler_plugin kind name)
  cmake_parse_arguments(ARG "" "ENTRY" "SOURCES;LINKS" ${ARGN})
  set(manifest_file ${CMAKE_CURRENT_SOURCE_DIR}/plugin.json)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${manifest_file})
  file(READ ${manifest_file} manifest)
  foreach(member kind name version)
    string(JSON plugin_${member} GET "${manifest}" ${member})
  endforeach()
  if(NOT plugin_name STREQUAL name OR NOT plugin_kind MATCHES "^${kind}/[0-9]+$")
    message(FATAL_ERROR "${manifest_file} is of ${plugin_kind} ${plugin_name}, not of ${kind} ${name}")
  endif()

  set(parts plugin_${kind}_${name})
  set(built ${parts})
  if(ARG_SOURCES)
    add_library(${parts} STATIC ${ARG_SOURCES})
    target_include_directories(${parts} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${parts} PUBLIC hostler::sdk ${ARG_LINKS})
  else()  # all of it is in the entry
    set(built "")
    add_library(${parts} INTERFACE)
    target_include_directories(${parts} INTERFACE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${parts} INTERFACE hostler::sdk ${ARG_LINKS})
  endif()

  set(module ${parts}_module)
  add_library(${module} MODULE ${ARG_ENTRY})
  target_compile_definitions(${module} PRIVATE HOSTLER_PLUGIN_KIND="${plugin_kind}"
    HOSTLER_PLUGIN_NAME="${plugin_name}" HOSTLER_PLUGIN_VERSION="${plugin_version}")
  target_link_libraries(${module} PRIVATE ${parts})
  # -z defs: an undefined symbol fails here and not in the host. The map leaves one symbol to be seen.
  target_link_options(${module} PRIVATE -Wl,-z,defs -Wl,--version-script,${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plugin.map)
  set(place ${CMAKE_BINARY_DIR}/plugins/${kind}/${name})
  set_target_properties(${module} PROPERTIES PREFIX "" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY ${place}
    SKIP_BUILD_RPATH ON LINK_DEPENDS ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/plugin.map)
  foreach(target ${built} ${module})
    target_compile_features(${target} PRIVATE cxx_std_20)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wconversion -Werror -Wno-sign-conversion
      $<$<CXX_COMPILER_ID:GNU>:-fno-gnu-unique>)
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_VISIBILITY_PRESET hidden
      VISIBILITY_INLINES_HIDDEN ON)
  endforeach()
  configure_file(${manifest_file} ${place}/plugin.json COPYONLY)
endfunction()
