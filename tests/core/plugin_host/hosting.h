#pragma once

#include "core/plugin_host/plugin_registry.h"

#include <atomic>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace hostler::plugin {

/// Memory cannot be limited under sanitizers, which reserve terabytes of it.
inline constexpr bool kSanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif

inline std::filesystem::path testPrograms() {
  return std::filesystem::canonical("/proc/self/exe").parent_path();
}
inline std::filesystem::path installedPlugins() {
  return testPrograms() / "installed_plugins";
}

/// Far enough that only a defect reaches it.
inline Monotonic soon() {
  return std::chrono::steady_clock::now() + std::chrono::seconds{30};
}
inline Monotonic in(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

inline Trust sandboxTrust() {
  return {.production = false, .allowUnsigned = true};
}

inline HostSettings hostSettings() {
  HostSettings settings;
  settings.program = testPrograms() / "plugin_host_program";
  settings.arguments = {};
  settings.concurrency = 4;
  settings.concurrencyPerTarget = 3;
  if (kSanitized) settings.memoryBytes = 0;
  // Breakers have tests of their own; elsewhere they would only be in the way.
  settings.crashes.failures = settings.provider.failures = 1000;
  settings.backoff = {std::chrono::milliseconds{0}, std::chrono::milliseconds{0}};
  return settings;
}

/// A monotonic clock that stands still until it is moved.
class StillClock : public Clock {
 public:
  Instant now() const override { return {}; }
  Monotonic monotonic() const override { return Monotonic{std::chrono::hours{1}} + moved_.load(); }
  void advance(std::chrono::milliseconds by) { moved_ = moved_.load() + by; }

 private:
  std::atomic<std::chrono::milliseconds> moved_{std::chrono::milliseconds{0}};
};

class Lines final : public PluginLog {
 public:
  void said(const std::string& instance, const PluginLine& line) override {
    const std::lock_guard lock{mutex_};
    lines_.push_back(line);
    instances_.push_back(instance);
  }
  std::vector<PluginLine> all() const {
    const std::lock_guard lock{mutex_};
    return lines_;
  }
  std::vector<PluginLine> named(const std::string& event) const {
    auto lines = all();
    std::erase_if(lines, [&](const PluginLine& line) { return line.event != event; });
    return lines;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<PluginLine> lines_;
  std::vector<std::string> instances_;
};

/// An engine's worth of parts around the plugins of the tests.
class Hosting {
 public:
  explicit Hosting(HostSettings hostSettings = plugin::hostSettings(), Trust trust = sandboxTrust(),
                   std::filesystem::path root = installedPlugins())
      : settings{std::move(hostSettings)}, folder{std::move(root), std::move(trust)} {}

  InstanceSpec spec(const std::string& plugin, Json configuration = Json::object(),
                    std::string instance = "") {
    if (instance.empty()) instance = plugin;
    return {std::move(instance), folder.find(plugin), [configuration] { return configuration; }};
  }
  PluginHost host(const std::string& plugin, Json configuration = Json::object()) {
    return PluginHost{spec(plugin, std::move(configuration)),
                      {settings, folder, nursery, clock, lines}};
  }

  HostSettings settings;
  PluginFolder folder;
  child::Nursery nursery;
  SystemClock clock;
  Lines lines;
};

inline ProviderCall calling(const std::string& verb, Json request = Json::object(),
                            Monotonic deadline = soon()) {
  return {.operation = "registrar/1." + verb,
          .request = std::move(request),
          .idempotencyKey = "key-1",
          .deadline = deadline};
}

}  // namespace hostler::plugin
