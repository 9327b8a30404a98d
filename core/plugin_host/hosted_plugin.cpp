#include "core/plugin_host/hosted_plugin.h"

#include <algorithm>
#include <chrono>
#include <exception>

namespace hostler::plugin {
namespace {

using std::chrono::nanoseconds;

hostler_text textOf(std::string_view text) {
  return {text.data(), text.size()};
}

/// The border tells a time of the wall clock, this machine's and never the engine's own: a plugin
/// counts from it at once. It is told a little less than there is, so that an orderly answer still
/// arrives in time.
std::int64_t deadlineForPlugin(std::int64_t deadlineNanos) {
  const auto left =
      nanoseconds{deadlineNanos} - std::chrono::steady_clock::now().time_since_epoch();
  const auto margin =
      std::clamp<nanoseconds>(left / 10, nanoseconds{0}, std::chrono::milliseconds{500});
  const auto until = std::chrono::system_clock::now().time_since_epoch() + left - margin;
  return std::chrono::duration_cast<std::chrono::milliseconds>(until).count();
}

/// Takes what the plugin gives, once.
struct Sinking {
  std::string& reply;
  std::size_t largest;
  wire::Sink state = wire::Sink::NotCalled;

  static void take(void* self, hostler_text json) noexcept {
    auto& sinking = *static_cast<Sinking*>(self);
    if (sinking.state != wire::Sink::NotCalled) return;
    const bool fits = json.size <= sinking.largest && (json.data != nullptr || json.size == 0);
    sinking.state = fits ? wire::Sink::Called : wire::Sink::TooLarge;
    if (fits) sinking.reply.append(json.data, static_cast<std::size_t>(json.size));
  }
};

}  // namespace

HostedPlugin::HostedPlugin(const wire::Greeting& greeting, HostLog& log)
    : log_{log}, largestReply_{greeting.largestReply}, library_{greeting.binary} {
  library_.mustBe(greeting.kind, greeting.name, greeting.version);
  const auto settings = dump(greeting.settings);
  try {
    self_ = library_.descriptor().create(&log.border(), textOf(settings));
  } catch (const std::exception& error) {
    throw LoadFailed{"create", log_.mask("it threw: " + std::string{error.what()})};
  } catch (...) {
    throw LoadFailed{"create", "it threw something"};
  }
  if (self_ != nullptr) return;
  const auto complaint = log_.lastComplaint();
  throw LoadFailed{"create",
                   "it cannot use its settings" + (complaint.empty() ? "" : ": " + complaint)};
}

HostedPlugin::~HostedPlugin() {
  if (self_ != nullptr) library_.descriptor().destroy(self_);
}

std::string HostedPlugin::invoke(const wire::Call& call) {
  std::string reply(wire::kReplyHead, '\0');
  Sinking sinking{reply, largestReply_};
  const hostler_call border{sizeof(hostler_call),
                            textOf(call.operation),
                            textOf(call.request),
                            textOf(call.key),
                            deadlineForPlugin(call.deadlineNanos),
                            &sinking,
                            &Sinking::take};
  int outcome = HOSTLER_UNKNOWN;
  try {
    outcome = library_.descriptor().invoke(self_, &border);
  } catch (const std::exception& error) {
    sinking.state = wire::Sink::Threw;
    reply.replace(wire::kReplyHead, std::string::npos, error.what());
  } catch (...) {
    sinking.state = wire::Sink::Threw;
  }
  const bool isError = outcome >= HOSTLER_RETRYABLE || sinking.state == wire::Sink::Threw;
  if (isError)
    reply.replace(wire::kReplyHead, std::string::npos,
                  log_.mask(std::string_view{reply}.substr(wire::kReplyHead)));
  reply[0] =
      static_cast<char>(outcome >= HOSTLER_SUCCEEDED && outcome <= HOSTLER_UNKNOWN ? outcome : 0);
  reply[1] = static_cast<char>(sinking.state);
  return reply;
}

}  // namespace hostler::plugin
