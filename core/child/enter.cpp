#include "core/child/enter.h"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Until exec this runs in the parent's memory beside its other threads: system calls only, no
// allocation, no lock, and no sanitizer's bookkeeping, which the stack that is thrown away at exec
// would confuse.
#define HOSTLER_BARE [[gnu::no_sanitize("address", "thread", "undefined")]]

namespace hostler::child {
namespace {

HOSTLER_BARE bool done(Entry& entry, const char* step, long result) {
  if (result >= 0) return true;
  entry.failedStep = step;
  entry.error = errno;
  return false;
}

HOSTLER_BARE bool resetSignals(Entry& entry) {
  // An all-zero action is the default one, on every architecture. SIGKILL and SIGSTOP refuse, which
  // is well.
  const std::uint64_t defaults[8] = {};
  for (int number = 1; number <= 64; ++number) {
    ::syscall(SYS_rt_sigaction, number, defaults, nullptr, sizeof(std::uint64_t));
  }
  const std::uint64_t none = 0;
  return done(entry, "unblock signals",
              ::syscall(SYS_rt_sigprocmask, SIG_SETMASK, &none, nullptr, sizeof none));
}

HOSTLER_BARE bool moveDescriptors(Entry& entry) {
  // First out of the way, so that no move runs over a descriptor that is still to be moved.
  for (auto& move : entry.moves) {
    move.parked =
        static_cast<int>(::syscall(SYS_fcntl, move.from, F_DUPFD_CLOEXEC, entry.parkFrom));
    if (!done(entry, "duplicate a descriptor", move.parked)) return false;
  }
  for (const auto& move : entry.moves) {
    if (!done(entry, "place a descriptor", ::syscall(SYS_dup3, move.parked, move.to, 0)))
      return false;
  }
  for (const auto& gap : entry.gaps) {
    if (!done(entry, "close inherited descriptors",
              ::syscall(SYS_close_range, gap.first, gap.last, 0)))
      return false;
  }
  return true;
}

// Before descriptors move, for one of them is the rules'.
HOSTLER_BARE bool stayBehindRules(Entry& entry) {
  if (entry.pathRules < 0) return true;
  const long self = ::syscall(SYS_openat, AT_FDCWD, "/proc/self", O_PATH | O_CLOEXEC, 0);
  if (self >= 0) {
    const landlock_path_beneath_attr rule{entry.rightsOverSelf, static_cast<int>(self)};
    const long added =
        ::syscall(SYS_landlock_add_rule, entry.pathRules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    if (!done(entry, "add a path rule", added)) return false;
  }
  return done(entry, "stay behind path rules",
              ::syscall(SYS_landlock_restrict_self, entry.pathRules, 0));
}

// The kernel then marks the memory as not to be dumped, which until exec is the parent's too: as it
// should be.
HOSTLER_BARE bool changeUser(Entry& entry) {
  if (!entry.changesUser) return true;
  return done(entry, "drop groups", ::syscall(SYS_setgroups, 0, nullptr)) &&
         done(entry, "change group",
              ::syscall(SYS_setresgid, entry.group, entry.group, entry.group)) &&
         done(entry, "change user", ::syscall(SYS_setresuid, entry.user, entry.user, entry.user));
}

// Root without capabilities is a user who owns some files. The bounding set and the secure bits,
// which only root can set, keep exec from giving them back; anyone else has none to regain once the
// ambient ones are gone.
HOSTLER_BARE bool dropCapabilities(Entry& entry) {
  if (!entry.dropsCapabilities) return true;
  ::syscall(SYS_prctl, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  for (int capability = 0; capability < 64; ++capability)
    ::syscall(SYS_prctl, PR_CAPBSET_DROP, capability, 0, 0, 0);
  ::syscall(SYS_prctl, PR_SET_SECUREBITS, SECURE_ALL_BITS | SECURE_ALL_LOCKS, 0, 0, 0);
  const __user_cap_header_struct head{_LINUX_CAPABILITY_VERSION_3, 0};
  const __user_cap_data_struct none[2] = {};
  return done(entry, "drop capabilities", ::syscall(SYS_capset, &head, none));
}

// After the change of user, which resets it. A parent that has gone meanwhile would never be missed
// otherwise.
HOSTLER_BARE bool dieWithParent(Entry& entry) {
  if (!done(entry, "tie its life to the parent's",
            ::syscall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0))) {
    return false;
  }
  if (::syscall(SYS_getppid) != entry.parent) ::syscall(SYS_exit_group, 127);
  return true;
}

HOSTLER_BARE bool limit(Entry& entry) {
  for (const auto& limit : entry.limits) {
    if (!done(entry, "set a limit",
              ::syscall(SYS_prlimit64, 0, limit.resource, &limit.value, nullptr)))
      return false;
  }
  return true;
}

// Short of memory the kernel shall choose the child. Where /proc is not there it is not told, and
// no harm done.
HOSTLER_BARE void volunteer() {
  const long file =
      ::syscall(SYS_openat, AT_FDCWD, "/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC, 0);
  if (file < 0) return;
  ::syscall(SYS_write, file, "800", 3);
  ::syscall(SYS_close, file);
}

HOSTLER_BARE bool prepare(Entry& entry) {
  if (!done(entry, "start a session", ::syscall(SYS_setsid))) return false;
  volunteer();
  ::syscall(SYS_umask, 077);
  if (!changeUser(entry) || !dropCapabilities(entry) || !dieWithParent(entry)) return false;
  if (!done(entry, "change directory", ::syscall(SYS_chdir, entry.directory))) return false;
  if (!done(entry, "forgo privileges", ::syscall(SYS_prctl, PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)))
    return false;
  if (!stayBehindRules(entry) || !moveDescriptors(entry) || !limit(entry) || !resetSignals(entry))
    return false;
  if (entry.filter.len == 0) return true;
  return done(entry, "load the system-call filter",
              ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &entry.filter));
}

}  // namespace

HOSTLER_BARE int enter(void* argument) {
  auto& entry = *static_cast<Entry*>(argument);
  if (prepare(entry)) {
    done(entry, "execute the program",
         ::syscall(SYS_execve, entry.program, entry.arguments, entry.environment));
  }
  ::syscall(SYS_exit_group, 127);
  return 127;
}

}  // namespace hostler::child
