#pragma once

#include <hostler/fields.hpp>
#include <hostler/log.hpp>
#include <hostler/outcome.hpp>

#include <chrono>
#include <string>

namespace hostler::sdk {

/// One attempt at one operation.
struct Call {
  std::string key;  ///< idempotency: the same key has the same effect, at most once
  std::chrono::steady_clock::time_point deadline;  ///< an answer after it is of no use
  Log log;  ///< carries the operation's name; takes out the secrets of settings and request

  std::chrono::milliseconds remaining() const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(deadline -
                                                                 std::chrono::steady_clock::now());
  }
};

/// Reads settings that travel with a call (server_settings, product_settings) and hides their
/// secrets from its log. A document that does not fit becomes a Permanent "bad_settings" naming the
/// member.
template <Described T>
T readSettings(const Call& call, const Json& settings, std::string_view name) {
  try {
    auto value = fromJson<T>(settings.is_null() ? Json::object() : settings);
    call.log.redactor().hideSecretsOf(value);
    return value;
  } catch (const FieldMismatch& mismatch) {
    throw ProviderFailure{permanent("bad_settings", std::string{name} + "." + mismatch.what())};
  }
}

/// What a plugin gets once, when it is made: its account's settings and a log.
class Context {
 public:
  Context(Json settings, Log log) : settings_(std::move(settings)), log_{std::move(log)} {}

  /// Reads the plugin's own settings and hides their secrets from every log line. Throws
  /// FieldMismatch.
  template <Described T>
  T settings() const {
    auto value = fromJson<T>(settings_);
    log_.redactor().hideSecretsOf(value);
    return value;
  }
  const Log& log() const { return log_; }

 private:
  Json settings_;
  Log log_;
};

}  // namespace hostler::sdk
