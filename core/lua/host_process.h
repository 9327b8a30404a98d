#pragma once

#include "core/child/channel.h"
#include "core/child/nursery.h"
#include "core/lua/limits.h"

#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::lua {

/// Of one message, either way. What goes to a host is checked before; a host has no reason to say
/// as much.
inline constexpr std::size_t kLargestMessage = 16u << 20;

/// How script hosts are started and kept.
struct ScriptHostSettings {
  std::filesystem::path program = child::kThisProgram;
  std::vector<std::string> arguments{"script-host"};
  int hosts = 2;                           ///< that run at once; the rest wait
  int runsOfAHost = 2'000;                 ///< then another takes its place
  std::uint64_t memoryBytes = 256u << 20;  ///< of a host, as the kernel counts it
  std::chrono::milliseconds startLimit{10'000};
  child::Walls walls = child::Walls::Rules;
};

/// The host did not answer in time, and was killed.
struct HostOverran : std::runtime_error {
  using std::runtime_error::runtime_error;
};
/// The host ended by itself, or said something else than agreed and was killed.
struct HostDied : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What a host may say while it works, and how long it may take.
class Conversation {
 public:
  virtual ~Conversation() = default;
  virtual void noted(std::string_view note) = 0;
  virtual std::string asked(std::string_view question) = 0;
  /// Looked at again after each of those.
  virtual Monotonic deadline() const = 0;
};

/// One child that runs scripts, for one thread at a time. The kernel has taken from it the network,
/// the file system, other processes and memory beyond its share, so a script that breaks out of the
/// VM is still nowhere.
class HostProcess {
 public:
  /// Starts it and tells it which functions the engine serves. Throws child::StartFailed or
  /// HostDied.
  HostProcess(const ScriptHostSettings& settings, child::Nursery& nursery,
              const std::vector<std::string>& functions);
  /// An idle one is asked to go, a busy or broken one is killed.
  ~HostProcess();
  HostProcess(const HostProcess&) = delete;

  /// Sends one job and returns the reply. Throws HostOverran or HostDied, and is of no use then;
  /// what the conversation throws ends the job in the same way.
  std::string run(std::initializer_list<std::string_view> parts, Conversation& conversation);

  bool isUsable() const { return isUsable_; }
  int runs() const { return runs_; }
  pid_t pid() const { return process_.pid(); }
  std::size_t residentBytes() const { return process_.residentBytes(); }

 private:
  struct Started {
    child::Channel channel;
    child::Process process;
  };
  explicit HostProcess(Started&& started)
      : channel_{std::move(started.channel)}, process_{std::move(started.process)} {}
  static Started start(const ScriptHostSettings& settings, child::Nursery& nursery);
  std::string converse(std::initializer_list<std::string_view> parts, Conversation& conversation);
  std::string ending() const;

  child::Channel channel_;
  child::Process process_;
  bool isUsable_ = true;
  int runs_ = 0;
};

}  // namespace hostler::lua
