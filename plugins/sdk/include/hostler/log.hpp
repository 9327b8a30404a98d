#pragma once

#include <hostler/abi.h>
#include <hostler/fields.hpp>
#include <hostler/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler::sdk {

/// Knows texts that must not be seen, and takes them out of others. Thread-safe.
class Redactor {
 public:
  explicit Redactor(std::shared_ptr<const Redactor> wider = nullptr) : wider_{std::move(wider)} {}

  /// Shorter texts than four bytes are left: masking "1" everywhere would say more than it hides.
  void hide(std::string_view secret) {
    if (secret.size() < 4) return;
    const std::lock_guard lock{mutex_};
    if (std::find(secrets_.begin(), secrets_.end(), secret) == secrets_.end()) {
      secrets_.emplace_back(secret);
    }
  }
  template <class T>
  void hideSecretsOf(const T& value) {
    eachSecret(value, [this](const Secret& secret) { hide(secret.reveal()); });
  }

  std::string clean(std::string text) const {
    {
      const std::lock_guard lock{mutex_};
      for (const auto& secret : secrets_) {
        for (auto at = text.find(secret); at != std::string::npos; at = text.find(secret, at + 3)) {
          text.replace(at, secret.size(), "***");
        }
      }
    }
    return wider_ ? wider_->clean(std::move(text)) : text;
  }
  Json clean(Json value) const {
    if (value.is_string()) return clean(value.get<std::string>());
    if (value.is_structured()) {
      for (auto& each : value) each = clean(std::move(each));
    }
    return value;
  }

 private:
  const std::shared_ptr<const Redactor> wider_;
  mutable std::mutex mutex_;
  std::vector<std::string> secrets_;
};

/// Facts of a log line: ids, counts, times. Never names, addresses, tokens or bodies.
using LogFields = std::initializer_list<std::pair<std::string_view, Json>>;

/// Writes through the host: a constant name and facts, with what it knows to be secret taken out.
/// Thread-safe.
class Log {
 public:
  Log(const hostler_host* host, std::shared_ptr<Redactor> redactor, Json about = Json::object())
      : host_{host}, redactor_{std::move(redactor)}, about_(std::move(about)) {}

  void debug(std::string_view event, LogFields fields = {}) const {
    write(HOSTLER_LOG_DEBUG, event, fields);
  }
  void info(std::string_view event, LogFields fields = {}) const {
    write(HOSTLER_LOG_INFO, event, fields);
  }
  void warning(std::string_view event, LogFields fields = {}) const {
    write(HOSTLER_LOG_WARNING, event, fields);
  }
  void error(std::string_view event, LogFields fields = {}) const {
    write(HOSTLER_LOG_ERROR, event, fields);
  }

  Redactor& redactor() const { return *redactor_; }

 private:
  void write(int level, std::string_view event, LogFields fields) const {
    if (host_ == nullptr || host_->log == nullptr) return;
    Json all = about_;
    for (const auto& [name, value] : fields) all[std::string{name}] = redactor_->clean(value);
    const auto text = printJson(all);
    host_->log(host_->self, level, {event.data(), event.size()}, {text.data(), text.size()});
  }

  const hostler_host* host_;
  std::shared_ptr<Redactor> redactor_;
  Json about_;
};

}  // namespace hostler::sdk
