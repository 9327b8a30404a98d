#pragma once

// What a test and the library in the engine that it kills share: a page of memory in a file. Plain
// and of a fixed shape, since two programs map it.

#include <atomic>
#include <cstdint>

namespace hostler::testing {

/// The environment variable that tells the library where the page is; without it the library does
/// nothing.
inline constexpr const char* kFuseVariable = "KILL_FUSE";

inline constexpr std::int64_t kDisarmed = -1;

enum class FuseCounts : int { Nothing = 0, Sends, Commits };
enum class FuseKills : int {
  Before = 1,  ///< the call is never made
  After        ///< the call was made and answered, and the answer was not read
};

struct FuseState {
  // Which calls are sends: those on a connection to this port of loopback, and those on files whose
  // path begins so (SQLite's own and its -wal).
  std::uint16_t port = 0;
  char file[256] = {};

  // Since it was armed.
  std::atomic<std::int64_t> sends{0}, commits{0};

  std::atomic<FuseCounts> counts{FuseCounts::Nothing};
  /// The number of the one that kills; 0: none, it only counts.
  std::atomic<std::int64_t> at{kDisarmed};
  std::atomic<FuseKills> kills{FuseKills::Before};

  std::atomic<bool> blown{false};
  char what[160] = {};  ///< the send that it blew at
};

static_assert(std::atomic<std::int64_t>::is_always_lock_free);

}  // namespace hostler::testing
