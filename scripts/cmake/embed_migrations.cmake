# Writes the migrations of one module into a C++ file.
# cmake -DMODULE=billing -DFOLDER=…/migrations -DOUTPUT=….cpp -P embed_migrations.cmake
file(GLOB files ${FOLDER}/*.sql)
list(SORT files)
string(REGEX REPLACE "_([a-z])" ";\\1" parts ${MODULE})
list(POP_FRONT parts function)
foreach(part ${parts})
  string(SUBSTRING ${part} 0 1 first)
  string(SUBSTRING ${part} 1 -1 rest)
  string(TOUPPER ${first} first)
  string(APPEND function ${first}${rest})
endforeach()

set(rows "")
foreach(file ${files})
  cmake_path(GET file STEM stem)
  if(NOT stem MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
    message(FATAL_ERROR "${file}: a migration is called 0007_what_it_does.sql")
  endif()
  set(name ${CMAKE_MATCH_2})
  string(REGEX REPLACE "^0+" "" number ${CMAKE_MATCH_1})
  file(READ ${file} sql)
  string(APPEND rows "    {\"${MODULE}\", ${number}, \"${name}\", R\"hostler_sql(${sql})hostler_sql\"},\n")
endforeach()
list(LENGTH files count)
file(CONFIGURE OUTPUT ${OUTPUT} @ONLY CONTENT [[
#include "core/db/migration.h"

#include <array>

namespace hostler {

std::span<const db::Migration> @function@Migrations();

std::span<const db::Migration> @function@Migrations() {
  static constexpr std::array<db::Migration, @count@> kSteps{{
@rows@  }};
  return kSteps;
}

}  // namespace hostler
]])
