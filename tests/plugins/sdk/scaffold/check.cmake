# Begins a plugin of one kind as its author would, builds it against the installed SDK alone, has it verified, and tried
# out where a sandbox plays its provider.
# cmake -D BUILD=… -D KIND=… -D WORK=… -D LAUNCHER=… -D SANDBOX=… -P check.cmake
set(hostler ${BUILD}/hostler)
function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${said}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()
# What must end with this code, and say this.
function(must_say code words)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE ended OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT ended EQUAL code OR NOT said MATCHES "${words}")
    message(FATAL_ERROR "${ARGN}\nended with ${ended}, should with ${code} and ${words}:\n${said}")
  endif()
  set(said "${said}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --component sdk --prefix ${WORK}/prefix)
foreach(name class std time)
  must_say(2 "code cannot be called ${name}" ${hostler} plugin new ${KIND} ${name} --folder ${WORK})
endforeach()
run(${hostler} plugin new ${KIND} acme-two --folder ${WORK})
foreach(words "--install ${BUILD} --component sdk --prefix PREFIX" "-DCMAKE_PREFIX_PATH=PREFIX" "-DHOSTLER_PROGRAM=${hostler}")
  string(FIND "${said}" "${words}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "`plugin new` does not say ${words}:\n${said}")
  endif()
endforeach()
set(home ${WORK}/acme-two)

# Without the SDK, or the program, it is said what to do.
must_say(1 "cmake --install build --component sdk" ${CMAKE_COMMAND} -S ${home} -B ${home}/without -G Ninja
  -DCMAKE_DISABLE_FIND_PACKAGE_hostler-sdk=ON -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER})
must_say(0 "`verify` is left out" ${CMAKE_COMMAND} -E env PATH=/usr/bin:/bin --unset=HOSTLER_PROGRAM
  ${CMAKE_COMMAND} -S ${home} -B ${home}/unverified -G Ninja -DCMAKE_PREFIX_PATH=${WORK}/prefix)

run(${CMAKE_COMMAND} -S ${home} -B ${home}/build -G Ninja -DCMAKE_PREFIX_PATH=${WORK}/prefix -DHOSTLER_PROGRAM=${hostler}
    -DCMAKE_CXX_COMPILER_LAUNCHER=${LAUNCHER})
run(${CMAKE_COMMAND} --build ${home}/build)
run(${CMAKE_CTEST_COMMAND} --test-dir ${home}/build --no-tests=error --output-on-failure)
if(NOT said MATCHES "verify")
  message(FATAL_ERROR "the test `verify` was not run:\n${said}")
endif()
set(place ${home}/build/plugins/${KIND}/acme-two)
set(try ${hostler} plugin test ${place}/acme-two.so --subject)

# What cannot be tested says so once.
if(KIND STREQUAL "storage")
  must_say(1 "checks: [0-9]+ held, 1 failed, [0-9]+ skipped" ${try} ${home}/conformance.json)
else()
  must_say(1 "does not play the provider acme-two.*nothing was tested" ${try} ${home}/conformance.json)
  file(WRITE ${WORK}/bare.json "{}")
  must_say(1 "conformance.json lacks provider, [a-z_, ]*; nothing was tested" ${try} ${WORK}/bare.json)
endif()
# The skeleton is an example to follow: it holds every check of its kind that applies to it.
if(KIND STREQUAL "provisioner")
  run(${SANDBOX} acme-two ${try} ${home}/conformance.json --sandbox {sandbox})
  if(NOT said MATCHES "checks: [0-9]+ held, 0 failed, [0-9]+ skipped" OR NOT said MATCHES "ok    create.lie_success"
     OR NOT said MATCHES "skip  [0-9]+ checks?: plugin.json does not offer usage")
    message(FATAL_ERROR "the checks were not counted:\n${said}")
  endif()
endif()

# What is not so is seen.
file(READ ${place}/plugin.json manifest)
string(REPLACE "\"test_connection\"," "\"test_connection\", \"fly_to_the_moon\"," manifest "${manifest}")
file(WRITE ${place}/plugin.json "${manifest}")
must_say(1 "fly_to_the_moon" ${hostler} plugin verify ${place}/acme-two.so)
