#include "core/plugin_host/plugin_host_child.h"

#include "core/child/child_loop.h"
#include "core/child/system_call_filter.h"
#include "core/plugin_host/hosted_plugin.h"

#include <atomic>
#include <cstdlib>
#include <malloc.h>
#include <signal.h>

namespace hostler::plugin {
namespace {

/// What one process serves: nothing until it is greeted, then one plugin.
class Host {
 public:
  std::string handle(std::string_view request, child::Caller& caller) {
    auto* plugin = serving_.load(std::memory_order_acquire);
    if (plugin == nullptr) return greet(request, caller);
    const auto call = wire::parseCall(request);
    HostLog::During during{log_, caller, call.request};
    auto reply = plugin->invoke(call);
    during.flush();
    return reply;
  }

 private:
  std::string greet(std::string_view text, child::Caller& caller) {
    HostLog::During during{log_, caller, {}};
    const auto greeting = wire::Greeting::parse(text);
    log_.know(secretsAt(greeting.settings, greeting.secretFields), greeting.secretNames);
    try {
      plugin_ = std::make_unique<HostedPlugin>(greeting, log_);
    } catch (const LoadFailed& failure) {
      return wire::greetingReply(wire::Refusal{failure.step, failure.what()});
    }
    during.flush();
    serving_.store(plugin_.get(), std::memory_order_release);
    return wire::greetingReply(std::nullopt);
  }

  HostLog log_;
  std::unique_ptr<HostedPlugin> plugin_;
  std::atomic<HostedPlugin*> serving_ = nullptr;
};

}  // namespace

int runPluginHost(int argumentCount, const char* const* arguments) {
  const int channels = argumentCount == 1 ? std::atoi(arguments[0]) : 0;
  if (channels < 1) return 2;
  // Before any thread and any foreign code.
  child::narrowSelf();
  // A provider that hangs up is an error of a call, not the end of all of them.
  ::signal(SIGPIPE, SIG_IGN);
  // Each arena reserves 64 MB of addresses and keeps what its thread has given back.
  ::mallopt(M_ARENA_MAX, 2);
  Host host;
  child::serveParent(channels, [&host](std::string_view request, child::Caller& caller) {
    return host.handle(request, caller);
  });
  return 0;
}

}  // namespace hostler::plugin
