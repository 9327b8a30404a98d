#pragma once

#include "core/child/supervised.h"
#include "core/plugin_host/breaker.h"
#include "core/plugin_host/plugin_folder.h"
#include "core/plugin_host/plugin_log.h"
#include "core/plugin_host/program_file.h"
#include "core/plugin_host/provider_call.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hostler::plugin {

/// How plugin hosts are run; one for all of an engine.
struct HostSettings {
  /// The program whose main() calls runPluginHost(), and what comes before the number of channels.
  std::filesystem::path program = child::kThisProgram;
  std::vector<std::string> arguments = {"plugin-host"};
  /// A small program that calls nothing but runPluginHost(), with the number of channels as its
  /// only argument: it starts sooner and holds less memory. Used while it is the file that it was,
  /// and of this build.
  std::optional<ProgramFile> smallProgram = std::nullopt;

  int concurrency = 8;  ///< calls at once to one instance
  /// Of those, to one target: a server that hangs leaves the rest to the others.
  int concurrencyPerTarget = 6;
  /// How long a call waits for its turn before it is sent back.
  std::chrono::milliseconds patience{2'000};
  /// A call with less time than this is not begun: it could only end in doubt, and cost the child
  /// its life.
  std::chrono::milliseconds leastTime{100};
  std::chrono::milliseconds startLimit{10'000};
  std::uint64_t memoryBytes = 256ull << 20;  ///< zero: no limit
  std::uint64_t openFiles = 256;
  std::size_t largestReply = 16ull << 20;
  std::size_t mostLogLines = 500;  ///< of one call
  child::Walls walls = child::Walls::Rules;
  child::Backoff::Settings backoff;
  Breaker::Settings crashes{3, std::chrono::milliseconds{5'000},
                            std::chrono::milliseconds{300'000}};
  Breaker::Settings provider;
};

/// One configured instance of one plugin.
struct InstanceSpec {
  std::string name;  ///< "razorpay_2"
  InstalledPlugin plugin;
  /// Its settings in clear, asked for at each start, so that they are not kept.
  std::function<Json()> settings;
};

struct HostStatus {
  std::string instance, plugin, version;
  child::ChildStatus child;
  Breaker::State breaker = Breaker::State::Closed;  ///< of crashes
  std::vector<std::string> openTargets;             ///< whose provider is not called for now
  int running = 0;
  std::map<Outcome, std::uint64_t> answers;  ///< since it was enabled
};

/// A plugin in a process of its own, and everything that keeps it from being anybody else's
/// trouble: limits on memory, files, time and calls at once, breakers, restarts. Thread-safe; calls
/// use the caller's own thread.
class PluginHost {
 public:
  /// What it stands on; all must outlive it and its calls.
  struct Engine {
    const HostSettings& settings;
    const PluginFolder& folder;
    child::Nursery& nursery;
    const Clock& clock;
    PluginLog& log;
  };

  PluginHost(InstanceSpec spec, const Engine& engine);
  ~PluginHost();

  /// Carries out one attempt and says what came of it; never throws for what a plugin does.
  /// Whatever may have happened is Unknown: a crash, a hang, a reply that cannot be read. Whatever
  /// certainly did not is Retryable: a breaker that is open, a child that does not start, no turn.
  ProviderAnswer call(const ProviderCall& call);

  /// Starts it if it does not run; why it could not, if so. Otherwise the first call starts it.
  std::optional<std::string> start(Monotonic deadline);
  /// Upgrades or reconfigures: starts the next one, and when it is up lets the old finish what it
  /// has begun. If the next does not come up the old goes on, and the reason is returned.
  std::optional<std::string> replace(InstanceSpec next, Monotonic deadline);
  /// Takes no more calls and lets those in progress finish. Not undone.
  void stop();

  InstanceSpec spec() const;
  HostStatus status() const;

 private:
  class State;
  std::unique_ptr<State> state_;
};

}  // namespace hostler::plugin
