#pragma once

// A server that plays every provider's API in that provider's own wire format, keeps what truly
// exists in memory, and does wrong what it is told to do wrong. api.md section 8 is its contract.

#include "core/front/application.h"
#include "core/json/json.h"
#include "core/time/clock.h"

#include <functional>
#include <memory>
#include <string>

namespace hostler::sandbox {

struct SandboxOptions {
  std::string publicUrl =
      "http://127.0.0.1:9090";  ///< where it is reached; base of the accounts' base_url
  std::string engineUrl = "http://127.0.0.1:8080";  ///< gets the webhooks of the fixed accounts
  const Clock* clock = nullptr;  ///< the machine's when null; must outlive the sandbox
};

/// The accounts that each provider accepts from the start, as GET /_accounts lists them: `provider`
/// and the plugin's settings (or server_settings) by their own names, so that a demo can be seeded
/// from them.
Json fixedAccounts(const SandboxOptions& options);

/// The sandbox behind any server. Thread-safe.
class Sandbox {
 public:
  /// Gets the response once, from any thread, now or later. A response whose status is kNoAnswer
  /// asks for the connection to be ended without a word.
  using Done = std::function<void(front::Response)>;
  static constexpr int kNoAnswer = 0;

  explicit Sandbox(SandboxOptions options = {});
  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

  void handle(front::Request request, Done done);

 private:
  class Engine;
  std::unique_ptr<Engine> engine_;
};

/// The sandbox as what stands behind a Front.
std::unique_ptr<front::Application> makeSandbox(SandboxOptions options = {});

}  // namespace hostler::sandbox
