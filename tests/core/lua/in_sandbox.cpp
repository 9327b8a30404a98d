#include "tests/core/lua/in_sandbox.h"

#include "core/lua/engine_refused.h"
#include "tests/support/suite.h"

namespace hostler::lua::testing {

HookOutcome InSandbox::hook(const std::string& source, const Json& event) {
  const auto started = std::chrono::steady_clock::now();
  auto outcome = runHook({"test.lua", source}, 0, event, limits, facts, surroundings());
  took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               started);
  return outcome;
}

HookOutcome InSandbox::lines(const std::string& body, const Json& event) {
  return hook("on('before.test', function(event)\n" + body + "\nend)", event);
}

Json InSandbox::value(const std::string& body, const Json& event) {
  const auto outcome =
      hook("local function body(event)\n" + body +
               "\nend\non('before.test', function(event) return amend{ value = body(event) } end)",
           event);
  if (outcome.failure) CPPUNIT_FAIL(outcome.failure->message + "\n" + outcome.failure->traceback);
  return outcome.verdict.amendment.value("value", Json{});
}

std::string InSandbox::error(const std::string& body) {
  const auto outcome = lines(body);
  return outcome.failure ? outcome.failure->message : "";
}

FailureKind InSandbox::end(const std::string& body) {
  const auto outcome = lines(body);
  if (!outcome.failure) CPPUNIT_FAIL("it came to a good end: " + body);
  return outcome.failure->kind;
}

Json InSandbox::call(std::string_view function, const Json& arguments) {
  const auto found = answers.find(std::string{function});
  if (found == answers.end()) throw EngineRefused{"nobody answers"};
  return found->second(arguments);
}

void InSandbox::log(LogLevel level, std::string_view text, const Json& fields) {
  const char* words[]{"", "info", "warning", "error"};
  said.push_back(std::string{words[static_cast<int>(level)]} + ": " + std::string{text} +
                 (fields.empty() ? "" : " " + dump(fields)));
}

}  // namespace hostler::lua::testing
