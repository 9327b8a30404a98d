#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <sys/inotify.h>
#include <unistd.h>

namespace hostler::testing {

/// Comes back once the file is there: for programs of tests that are told by one to go on. Knows
/// nothing else of ours, for plugins include it, too.
inline void awaitFile(const std::filesystem::path& file) {
  const int watch = ::inotify_init1(IN_CLOEXEC);
  if (watch < 0 || ::inotify_add_watch(watch, file.parent_path().c_str(),
                                       IN_CREATE | IN_MOVED_TO | IN_CLOSE_WRITE) < 0)
    throw std::runtime_error{"cannot watch the folder of " + file.string()};
  // Watched before it is looked for, so that none is missed in between.
  alignas(inotify_event) char events[4'096];
  while (!std::filesystem::exists(file)) {
    if (::read(watch, events, sizeof events) < 0) throw std::runtime_error{"the watch has ended"};
  }
  ::close(watch);
}

}  // namespace hostler::testing
