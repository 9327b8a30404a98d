#pragma once

#include "plugins/sandbox/played_with.h"
#include "tests/plugins/support/loopback_server.h"

#include <string>

namespace hostler::testing {

/// The provider sandbox on a free port of loopback, without the engine's own front.
class SandboxServer {
 public:
  /// `others` are played beside the providers that the sandbox knows.
  explicit SandboxServer(sandbox::SandboxOptions options = {}, sandbox::Providers others = {});
  ~SandboxServer();

  std::string url() const { return server_.url(""); }
  /// The sandbox itself: one request, answered without a socket. Fails where the answer comes
  /// later.
  front::Response ask(front::Method method, const std::string& target, const std::string& body = {},
                      front::Headers headers = {});

 private:
  sandbox::Handle sandbox_;
  LoopbackServer server_;
};

}  // namespace hostler::testing
