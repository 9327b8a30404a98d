#pragma once

#include <cstdint>
#include <linux/filter.h>
#include <sys/resource.h>
#include <sys/types.h>
#include <vector>

namespace hostler::child {

/// What the child does between clone and exec, spelled out beforehand. It shares the parent's
/// memory until then, so this is also where it leaves word of what failed.
struct Entry {
  struct Move {
    int from, to, parked;
  };
  struct Gap {
    unsigned first, last;
  };
  struct Limit {
    int resource;
    rlimit64 value;
  };

  const char* program;
  char* const* arguments;
  char* const* environment;
  const char* directory;
  std::vector<Move> moves;
  int parkFrom;           ///< above every number that a descriptor is moved to
  std::vector<Gap> gaps;  ///< every number that is not moved to
  std::vector<Limit> limits;
  sock_fprog filter;             ///< empty when another program loads it
  int pathRules;                 ///< or -1
  std::uint64_t rightsOverSelf;  ///< below /proc/self, to be added to them
  bool dropsCapabilities;  ///< not when another program needs them to build its walls, and drops
                           ///< them then
  bool changesUser;
  uid_t user;
  gid_t group;
  pid_t parent;

  const char* failedStep = nullptr;
  int error = 0;
};

/// The child's first function, for clone. Never returns other than by the child's end.
int enter(void* entry);

}  // namespace hostler::child
