#pragma once

// Turns a class into a plugin: HOSTLER_PLUGIN(AcmeRegistrar) in one source file exports the one C
// symbol. The CMake function hostler_plugin() defines kind, name and version from plugin.json.

#include <hostler/abi.h>
#include <hostler/call.hpp>
#include <hostler/verbs.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::sdk::detail {

inline std::string_view viewOf(hostler_text text) {
  return {text.data, static_cast<std::size_t>(text.size)};
}
constexpr hostler_text textOf(std::string_view text) {
  return {text.data(), text.size()};
}

/// One plugin between `create` and `destroy`.
template <class Plugin>
class Instance {
 public:
  using Kind = typename Plugin::Kind;

  Instance(const hostler_host* host, Json settings)
      : host_{host},
        redactor_{std::make_shared<Redactor>()},
        plugin_{Context{std::move(settings), Log{host, redactor_}}} {}

  Answer invoke(const hostler_call& call) {
    const auto operation = viewOf(call.operation);
    const auto redactor = std::make_shared<Redactor>(redactor_);
    const Call attempt{std::string{viewOf(call.idempotency_key)},
                       steadyDeadline(call.deadline_unix_ms),
                       Log{host_, redactor, {{"operation", operation}}}};
    const auto* verb = verbs().find(operation);
    if (verb == nullptr || !verb->offered) return answerOf(unsupported(), *redactor);
    try {
      return verb->run(plugin_, attempt, parseJson(viewOf(call.request_json)));
    } catch (const JsonError& error) {
      return answerOf(permanent("bad_request", error.what()), *redactor);
    } catch (const ProviderFailure& failure) {
      return answerOf(failure.error, *redactor);
    } catch (const std::exception& error) {
      attempt.log.error("plugin.threw", {{"what", error.what()}});
    } catch (...) {
      attempt.log.error("plugin.threw", {});
    }
    // Whether it threw before or after the provider acted cannot be told from here.
    return answerOf(unknown("plugin_fault", "the plugin failed in the middle of the operation"),
                    *redactor);
  }

  static const VerbTable<Plugin, Kind>& verbs() {
    static const VerbTable<Plugin, Kind> table;
    return table;
  }

 private:
  // The border carries a wall-clock time; from here on only the monotonic clock counts.
  static std::chrono::steady_clock::time_point steadyDeadline(std::int64_t unixMs) {
    const std::chrono::system_clock::time_point wall{std::chrono::milliseconds{unixMs}};
    const auto left =
        std::clamp<std::chrono::nanoseconds>(wall - std::chrono::system_clock::now(),
                                             std::chrono::nanoseconds{0}, std::chrono::hours{24});
    return std::chrono::steady_clock::now() + left;
  }

  const hostler_host* host_;
  std::shared_ptr<Redactor> redactor_;
  Plugin plugin_;
};

template <class Plugin>
void* create(const hostler_host* host, hostler_text settings) noexcept {
  try {
    const auto text = viewOf(settings);
    return std::make_unique<Instance<Plugin>>(host, text.empty() ? Json::object() : parseJson(text))
        .release();
  } catch (const std::exception& error) {
    // Only what names a member is repeated: other texts might quote a setting.
    const auto* mismatch = dynamic_cast<const FieldMismatch*>(&error);
    Log{host, std::make_shared<Redactor>()}.error(
        "plugin.not_created",
        {{"why", mismatch != nullptr ? mismatch->what() : "settings cannot be used"}});
  } catch (...) {
  }
  return nullptr;
}

template <class Plugin>
hostler_outcome invoke(void* self, const hostler_call* call) noexcept {
  try {
    const auto answer = static_cast<Instance<Plugin>*>(self)->invoke(*call);
    const auto text = printJson(answer.body);
    call->sink(call->sink_self, textOf(text));
    return static_cast<hostler_outcome>(answer.outcome);
  } catch (...) {
    return HOSTLER_UNKNOWN;
  }
}

template <class Plugin>
void destroy(void* self) noexcept {
  const std::unique_ptr<Instance<Plugin>> dies{static_cast<Instance<Plugin>*>(self)};
}

template <class Plugin>
constexpr hostler_plugin describe(std::string_view kind, std::string_view name,
                                  std::string_view version) {
  return {sizeof(hostler_plugin), HOSTLER_ABI_MAJOR, HOSTLER_ABI_MINOR,
          textOf(kind),           textOf(name),      textOf(version),
          &create<Plugin>,        &invoke<Plugin>,   &destroy<Plugin>};
}

}  // namespace hostler::sdk::detail

/// `Class` derives from one kind and is constructed from `const Context&`.
#define HOSTLER_PLUGIN(Class)                                                                \
  static_assert(std::string_view{HOSTLER_PLUGIN_KIND} == Class::Kind::kKind,                 \
                "plugin.json names another kind than the class has");                        \
  extern "C" __attribute__((visibility("default"))) const hostler_plugin* hostler_plugin_v1( \
      void) {                                                                                \
    static constexpr hostler_plugin kDescriptor = ::hostler::sdk::detail::describe<Class>(   \
        HOSTLER_PLUGIN_KIND, HOSTLER_PLUGIN_NAME, HOSTLER_PLUGIN_VERSION);                   \
    return &kDescriptor;                                                                     \
  }                                                                                          \
  static_assert(true, "")
