#pragma once

#include "core/child/child_loop.h"
#include "core/plugin_host/masking.h"
#include "core/plugin_host/wire.h"

#include <hostler/abi.h>

#include <list>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace hostler::plugin {

/// The child's side of log(): takes lines from any thread of the plugin, masks them and sends them
/// with the call that the thread works on. What other threads say waits for the next call to end.
/// Thread-safe.
class HostLog {
 public:
  /// A call that its thread works on, from construction to destruction.
  class During {
   public:
    During(HostLog& log, child::Caller& caller, std::string_view request);
    ~During();
    During(const During&) = delete;
    /// Sends what other threads have said meanwhile.
    void flush();

   private:
    HostLog& log_;
    child::Caller& caller_;
    std::list<std::string_view>::iterator request_;
  };

  /// Which secrets to look for: those of the settings, and in each call the members named like one
  /// of `names`.
  void know(const std::vector<std::string>& secrets, std::set<std::string> names);
  /// What the plugin is lent.
  const hostler_host& border() const { return border_; }

  void write(int level, std::string_view event, Json fields);
  std::string mask(std::string_view text);
  /// The last line of at least the level of a warning, for the reason of a failed create.
  std::string lastComplaint();

 private:
  static void receive(void* self, int level, hostler_text event, hostler_text fields) noexcept;
  Masking maskingNow();

  const hostler_host border_{sizeof(hostler_host), this, &HostLog::receive};
  std::mutex mutex_;
  Masking settings_;
  std::vector<std::string> secrets_;
  std::set<std::string> names_;
  std::list<std::string_view> requests_;  // of the calls in progress, for their secrets
  std::vector<std::string> waiting_;
  std::size_t dropped_ = 0;
  std::string complaint_;
};

}  // namespace hostler::plugin
