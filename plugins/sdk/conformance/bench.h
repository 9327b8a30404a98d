#pragma once

#include "loaded_plugin.h"
#include "sandbox_control.h"

#include <hostler/json.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

namespace hostler::conformance {

/// A check that did not hold; `what()` says what was seen.
struct CheckFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};
void require(bool holds, const std::string& otherwise);

/// A check that has nothing to check, and why. No error: what is meant for errors leaves it alone.
struct CheckSkipped {
  std::string reason;
};

/// What a check works with: the plugin, its instance, the sandbox, and conformance.json (the
/// subject), which says how this plugin's provider is addressed there. Watches every answer and log
/// line for secrets.
class Bench {
 public:
  using Request = sdk::Json;

  /// `subject`: see README.md; "{sandbox}" in it becomes the sandbox's address.
  Bench(LoadedPlugin& plugin, SandboxControl& sandbox, sdk::Json subject);

  LoadedPlugin& plugin() { return plugin_; }
  LoadedPlugin::Instance& instance() { return *instance_; }
  SandboxControl& sandbox() { return sandbox_; }
  const sdk::Json& subject() const { return subject_; }
  std::string provider() const { return subject_.at("provider"); }
  /// The provider's own name for what a verb does there; empty when the subject names none.
  std::string operation(const std::string& verb) const;
  /// All of them, where a verb does several things; one empty name where the subject names none.
  std::vector<std::string> operations(const std::string& verb) const;
  bool offers(const std::string& verb) const;
  /// Ends the check as skipped where plugin.json does not offer a verb.
  void needs(const std::string& verb) const;
  std::string kind() const { return plugin_.manifest().at("kind"); }

  Invocation invoke(const std::string& verb, const Request& request, const std::string& key = "key",
                    std::chrono::milliseconds time = std::chrono::seconds{20});
  /// As invoke, where anything but success (or pending) fails the check.
  sdk::Json succeed(const std::string& verb, const Request& request,
                    const std::string& key = "key");

  /// Sends a verb again under its key until it is done, as the engine does: pending and busy come
  /// again. What it answered then.
  sdk::Json settle(const std::string& verb, const Request& request, const std::string& key = "key");

  /// The list in the sandbox's book that the subject names for this verb.
  sdk::Json booked(const std::string& verb);
  std::string freshName(const std::string& stem);

  /// A text that no log line and no error may show from now on.
  void mustNotShow(const std::string& secret);
  void searchForSecrets(const std::string& where, const std::string& text) const;
  void searchLogs() const;

 private:
  LoadedPlugin& plugin_;
  SandboxControl& sandbox_;
  sdk::Json subject_;
  std::set<std::string> secrets_;
  int names_ = 0;
  std::unique_ptr<LoadedPlugin::Instance> instance_;
};

std::string nameOf(sdk::Outcome outcome);

}  // namespace hostler::conformance
