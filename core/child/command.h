#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace hostler::child {

/// What a child may use up. Zero sets no limit; core files are always off.
struct Limits {
  std::uint64_t memoryBytes = 0;  ///< written memory (RLIMIT_DATA): heap, stacks, private mappings
  /// All mappings (RLIMIT_AS). Reserved address space counts, so it must be far above memoryBytes.
  std::uint64_t addressSpaceBytes = 0;
  std::uint64_t cpuSeconds = 0;
  std::uint64_t fileBytes = 0;  ///< the largest file that it may write
  std::uint64_t stackBytes =
      0;  ///< of the main thread, and of each thread unless it says otherwise
  std::uint64_t openFiles = 64;
  /// Of the user, not of the child: only for a child that has a user of its own.
  std::uint64_t userProcesses = 0;
};

enum class Network {
  Any = 1,  ///< internet and Unix sockets; no raw, packet or kernel sockets
  None      ///< socket() is refused outright; what was handed over still works
};

/// How its view of the file system is narrowed. Each falls back to the one before where the machine
/// lacks it; Process::walls() says which one came about.
enum class Walls {
  Open = 1,   ///< sees what the engine's user sees
  Rules,      ///< Landlock: the listed paths only; signals and abstract sockets stay inside as well
  Namespaces  ///< bubblewrap: a root, /tmp and process table of its own; without network also an
              ///< empty one
};

/// What a child may see and do. The system-call filter is on whatever is chosen here: no ptrace,
/// mounts, modules, kexec, bpf, keys, other users, namespaces, clocks (SystemCallFilter).
struct Confinement {
  Network network = Network::None;
  Walls walls = Walls::Rules;
  bool mayStartProcesses = false;
  /// Beside the program, the system's libraries, fonts, certificates and resolver files. Behind
  /// walls only.
  std::vector<std::filesystem::path> readable = {};
  std::vector<std::filesystem::path> writable = {};
};

/// A descriptor lent to the child, which finds it under `number`. 0, 1 and 2 may be given too.
struct Handed {
  int descriptor;
  int number;
};

enum class Output {
  Discard = 1,  ///< to /dev/null
  Tail          ///< its last 16 KB of standard output and error are kept: Process::tail()
};

/// Another user for the child. Only an engine that runs as root can give one away.
struct User {
  uid_t user;
  gid_t group;
};

/// A program to start, with everything that it gets: nothing is inherited that is not named here.
struct Command {
  std::filesystem::path program;       ///< absolute
  std::vector<std::string> arguments;  ///< without the program's name
  std::vector<std::pair<std::string, std::string>> environment;
  std::filesystem::path directory = "/";
  std::vector<Handed> handed;
  Output output = Output::Tail;
  Limits limits;
  Confinement confinement;
  std::optional<User> user;
};

/// The program that is running, even where its file has been replaced since: an engine in the
/// middle of an upgrade starts children of its own version. With Walls::Namespaces it is the file
/// under its present path.
inline const std::filesystem::path kThisProgram = "/proc/self/exe";

/// A child could not be started; `what()` names the step and the system's reason.
struct StartFailed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace hostler::child
