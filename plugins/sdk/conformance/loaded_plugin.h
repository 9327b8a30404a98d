#pragma once

#include <hostler/abi.h>
#include <hostler/json.hpp>
#include <hostler/outcome.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace hostler::conformance {

/// What one invocation came to.
struct Invocation {
  sdk::Outcome outcome = sdk::Outcome::Unknown;
  sdk::Json body;
  std::chrono::milliseconds took{0};
  bool answered = false;  ///< the sink was called, exactly once
};

/// A plugin's library, opened as the engine opens it: across the C border, with nothing shared but
/// bytes.
class LoadedPlugin {
 public:
  /// `library` is a file with its plugin.json beside it. Throws std::runtime_error saying what is
  /// wrong.
  explicit LoadedPlugin(std::string library);
  ~LoadedPlugin();
  LoadedPlugin(const LoadedPlugin&) = delete;
  LoadedPlugin& operator=(const LoadedPlugin&) = delete;

  const std::string& file() const { return file_; }
  const sdk::Json& manifest() const { return manifest_; }
  const hostler_plugin& descriptor() const { return *descriptor_; }

  /// One instance, with settings of its own. Null when the plugin cannot use them.
  class Instance;
  std::unique_ptr<Instance> create(const sdk::Json& settings);

  /// Every log line so far, as "event {fields}".
  std::vector<std::string> logLines() const;

 private:
  static void log(void* self, int level, hostler_text event, hostler_text fields);

  struct Close {
    void operator()(void* handle) const;
  };
  const std::string file_;
  sdk::Json manifest_;
  std::unique_ptr<void, Close> handle_;
  const hostler_plugin* descriptor_ = nullptr;
  hostler_host host_{};
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

class LoadedPlugin::Instance {
 public:
  Instance(const hostler_plugin& descriptor, void* self) : descriptor_{descriptor}, self_{self} {}
  ~Instance() { descriptor_.destroy(self_); }
  Instance(const Instance&) = delete;
  Instance& operator=(const Instance&) = delete;

  /// `operation` in full: "gateway/1.refund". From any thread.
  Invocation invoke(const std::string& operation, const std::string& requestJson,
                    const std::string& key, std::chrono::milliseconds time) const;

 private:
  const hostler_plugin& descriptor_;
  void* self_;
};

}  // namespace hostler::conformance
