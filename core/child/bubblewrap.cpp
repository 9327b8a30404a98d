#include "core/child/bubblewrap.h"

#include "core/child/path_rules.h"

#include <algorithm>
#include <unistd.h>

namespace hostler::child {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBubblewrap = "/usr/bin/bwrap";

void bindSystem(std::vector<std::string>& arguments) {
  for (const auto& path : systemPaths()) {
    // /lib and its kin are links into /usr on a merged system, and have to be links in there too.
    if (fs::is_symlink(path) && path.parent_path() == "/") {
      arguments.insert(arguments.end(), {"--symlink", fs::read_symlink(path), path});
    } else {
      arguments.insert(arguments.end(), {"--ro-bind-try", path, path});
    }
  }
}

}  // namespace

int firstFreeNumber(const Command& command) {
  int free = 3;
  for (const auto& handed : command.handed) free = std::max(free, handed.number + 1);
  return free;
}

std::optional<Command> insideBubblewrap(const Command& command, int filter) {
  if (::access(kBubblewrap, X_OK) != 0) return std::nullopt;
  const auto program = fs::canonical(command.program);
  Command wrapped = command;
  wrapped.program = kBubblewrap;
  wrapped.directory = "/";
  auto& arguments = wrapped.arguments;
  arguments = {"--die-with-parent",
               "--unshare-pid",
               "--unshare-ipc",
               "--unshare-uts",
               "--cap-drop",
               "ALL",
               "--proc",
               "/proc",
               "--dev",
               "/dev",
               "--tmpfs",
               "/tmp"};
  if (command.confinement.network == Network::None) arguments.push_back("--unshare-net");
  bindSystem(arguments);
  arguments.insert(arguments.end(), {"--ro-bind", program, program});
  for (const auto& path : command.confinement.readable) {
    arguments.insert(arguments.end(), {"--ro-bind-try", path, path});
  }
  for (const auto& path : command.confinement.writable)
    arguments.insert(arguments.end(), {"--bind-try", path, path});
  arguments.insert(arguments.end(), {"--chdir", command.directory, "--seccomp",
                                     std::to_string(filter), "--", program});
  arguments.insert(arguments.end(), command.arguments.begin(), command.arguments.end());
  return wrapped;
}

}  // namespace hostler::child
