#pragma once

#include "core/child/child_loop.h"
#include "core/plugin_host/host_log.h"
#include "core/plugin_host/plugin_library.h"
#include "core/plugin_host/wire.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::plugin {

/// One configured plugin inside its own process: from `create` to `destroy`.
class HostedPlugin {
 public:
  /// Goes the whole way from the file to a created plugin. Throws LoadFailed.
  HostedPlugin(const wire::Greeting& greeting, HostLog& log);
  ~HostedPlugin();
  HostedPlugin(const HostedPlugin&) = delete;

  /// Answers one call with what wire::parseReply reads. From several threads at once.
  std::string invoke(const wire::Call& call);

 private:
  HostLog& log_;
  const std::size_t largestReply_;
  PluginLibrary library_;
  void* self_ = nullptr;
};

}  // namespace hostler::plugin
