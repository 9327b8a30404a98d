#pragma once

#include "core/json/json.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hostler::testing {

/// The program itself as a child, with its output in a file. It is killed with the object.
class ProgramProcess {
 public:
  ProgramProcess(std::vector<std::string> arguments, std::map<std::string, std::string> environment,
                 std::filesystem::path log);
  ~ProgramProcess();
  ProgramProcess(const ProgramProcess&) = delete;
  ProgramProcess& operator=(const ProgramProcess&) = delete;

  /// Waits for the line that tells where it serves, and returns the address:
  /// "http://127.0.0.1:41234". Throws with the log when the process ends first, or after a minute.
  std::string awaitAddress() const;
  /// SIGKILL, as a power cut would.
  void kill();
  /// SIGTERM; returns the exit code once it has ended.
  int stop();
  bool isRunning();
  /// Waits for its end, so long at most; whether it has ended.
  bool endsWithin(std::chrono::milliseconds time) const;
  std::string log() const;
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = -1;
  std::filesystem::path log_;
};

/// How a run of the program ended, and what it printed on both of its outputs.
struct Ended {
  int code = 0;  ///< 128 and the signal, where it was killed
  std::string said;
};
Ended runToItsEnd(const std::vector<std::string>& arguments,
                  const std::map<std::string, std::string>& environment,
                  const std::string& input = {});
/// Runs the program to its end; throws with its output when that is not exit code 0.
std::string runProgram(const std::vector<std::string>& arguments,
                       const std::map<std::string, std::string>& environment,
                       const std::string& input = {});

/// An installation: a folder of data, a database, a sandbox of providers and the engine, all real
/// processes.
///
///   Installation here{"sqlite:…"};
///   here.startEngine();
///   HttpClient client{here.engineUrl()};
class Installation {
 public:
  /// `database`: empty for SQLite in the installation's own folder.
  explicit Installation(std::string database = {},
                        std::map<std::string, std::string> settings = {});
  ~Installation();

  /// Variables that the engine alone is started with, from its next start on.
  void addToEngine(std::map<std::string, std::string> variables);
  void startEngine();
  void killEngine();
  int stopEngine();
  /// Where the gateway sends its events; startEngine names the engine itself.
  void sendGatewayEventsTo(const std::string& url);
  ProgramProcess& engine() { return *engine_; }
  const std::string& engineUrl() const { return engineUrl_; }
  const std::string& sandboxUrl() const { return sandboxUrl_; }
  const std::filesystem::path& folder() const { return folder_; }
  std::string run(const std::vector<std::string>& arguments, const std::string& input = {}) const;
  Ended end(const std::vector<std::string>& arguments, const std::string& input = {}) const;
  std::map<std::string, std::string> environment() const;

  static constexpr const char* kOwner = "owner@demo.example";
  static constexpr const char* kOwnerPassword = "copper meadow 71 vessel";

 private:
  std::filesystem::path folder_;
  std::string database_;
  std::map<std::string, std::string> settings_, forEngine_;
  std::string engineUrl_, sandboxUrl_;
  std::unique_ptr<ProgramProcess> sandbox_, engine_;
};

}  // namespace hostler::testing
