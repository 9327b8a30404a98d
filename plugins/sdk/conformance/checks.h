#pragma once

#include "bench.h"

#include <functional>
#include <string>
#include <vector>

namespace hostler::conformance {

/// One thing that every plugin of a kind must do.
struct Check {
  std::string id;      ///< "lifecycle.suspend_twice"
  std::string reason;  ///< why the engine depends on it
  std::function<void(Bench&)> run;
  bool needsProvider = true;  ///< false: the library alone is enough
};

std::vector<Check> contractChecks();
std::vector<Check> provisionerChecks();
std::vector<Check> gatewayChecks();
std::vector<Check> registrarChecks();
std::vector<Check> dnsChecks();
std::vector<Check> notifierChecks();
std::vector<Check> lookupChecks();
std::vector<Check> captchaChecks();
/// All that apply to a kind ("provisioner/1").
std::vector<Check> checksFor(const std::string& kind);
/// Every verb that a kind knows. Throws std::runtime_error for a kind that there is not.
std::vector<std::string> verbsOf(const std::string& kind);

struct Finding {
  enum class End { Held = 1, Failed, Skipped };

  std::string id, reason;
  std::string message = {};  ///< why it failed, or was skipped; empty when it held
  std::chrono::milliseconds took{0};
  End end = End::Held;
};
struct Report {
  std::vector<Finding> findings;
  /// None failed. What was skipped says nothing either way.
  bool held() const;
  std::size_t count(Finding::End end) const;
  /// One line for each check that did not hold.
  std::string text() const;
  sdk::Json toJson() const;
};

/// Runs checks one after the other; the sandbox, where there is one, is reset before each.
Report run(LoadedPlugin& plugin, SandboxControl& sandbox, const sdk::Json& subject,
           const std::vector<Check>& checks);

}  // namespace hostler::conformance
