# Builds a plugin with a C compiler and nothing but abi.h, and has it verified.
# cmake -D HOSTLER=…/hostler -D SDK=…/plugins/sdk/include -D SOURCE=… -D WORK=… -D COMPILER=… -P check.cmake
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${said}")
  endif()
endfunction()
file(REMOVE_RECURSE ${WORK})
file(MAKE_DIRECTORY ${WORK})
file(COPY ${SOURCE}/plugin.json DESTINATION ${WORK})
run(${COMPILER} -std=c99 -Wall -Wextra -Wpedantic -Werror -fvisibility=hidden -fPIC -shared -I${SDK} -o ${WORK}/plain.so
    ${SOURCE}/plain.c)
run(${HOSTLER} plugin verify ${WORK}/plain.so)
