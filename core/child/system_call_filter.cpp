#include "core/child/system_call_filter.h"

#include "core/child/descriptor.h"

#include <seccomp.h>

#include <cerrno>
#include <memory>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace hostler::child {
namespace {

// Names, since libseccomp skips those that an architecture does not have.
constexpr const char* kRefused[] = {
    // other processes' memory and descriptors
    "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_getfd",
    "userfaultfd",
    // the file tree
    "mount", "umount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen",
    "fsconfig", "fsmount", "fspick", "mount_setattr", "mknod", "mknodat", "open_by_handle_at",
    "name_to_handle_at", "quotactl", "quotactl_fd", "swapon", "swapoff", "fanotify_init",
    // the kernel
    "kexec_load", "kexec_file_load", "bpf", "perf_event_open", "init_module", "finit_module",
    "delete_module", "create_module", "get_kernel_syms", "query_module", "lookup_dcookie", "reboot",
    "syslog", "acct", "nfsservctl", "iopl", "ioperm", "modify_ldt", "vm86", "vm86old", "uselib",
    "vhangup", "_sysctl",
    // keys, users, namespaces
    "keyctl", "add_key", "request_key", "setuid", "setgid", "setreuid", "setregid", "setresuid",
    "setresgid", "setgroups", "setfsuid", "setfsgid", "capset", "unshare", "setns", "sethostname",
    "setdomainname", "setsid", "setpgid",
    // clocks
    "settimeofday", "clock_settime", "clock_adjtime", "adjtimex", "stime",
    // a second way to nearly every call, past this filter
    "io_uring_setup", "io_uring_enter", "io_uring_register"};

constexpr std::uint64_t kNamespaceFlags = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS |
                                          CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |
                                          CLONE_NEWNET;

void check(int result, const char* step) {
  if (result < 0) throw std::system_error{-result, std::generic_category(), step};
}

class Builder {
 public:
  Builder() : context_{::seccomp_init(SCMP_ACT_ALLOW), &::seccomp_release} {
    if (!context_) throw std::system_error{ENOMEM, std::generic_category(), "seccomp_init"};
  }

  void refuse(const char* name, int error = EPERM) {
    if (const int number = ::seccomp_syscall_resolve_name(name); number != __NR_SCMP_ERROR)
      add(number, error, {});
  }
  void refuseWhere(const char* name, int error, scmp_arg_cmp condition) {
    if (const int number = ::seccomp_syscall_resolve_name(name); number != __NR_SCMP_ERROR) {
      add(number, error, {condition});
    }
  }

  /// libseccomp 2.5 writes to a descriptor only.
  std::vector<sock_filter> instructions() const {
    const Descriptor file{::memfd_create("filter", MFD_CLOEXEC)};
    check(file ? 0 : -errno, "memfd_create");
    check(::seccomp_export_bpf(context_.get(), file.number()), "seccomp_export_bpf");
    const auto size = ::lseek(file.number(), 0, SEEK_END);
    std::vector<sock_filter> made(static_cast<std::size_t>(size) / sizeof(sock_filter));
    if (::pread(file.number(), made.data(), static_cast<std::size_t>(size), 0) != size)
      check(-EIO, "pread");
    return made;
  }
  void load() const { check(::seccomp_load(context_.get()), "seccomp_load"); }

 private:
  void add(int number, int error, std::vector<scmp_arg_cmp> conditions) {
    check(::seccomp_rule_add_array(context_.get(),
                                   SCMP_ACT_ERRNO(static_cast<std::uint32_t>(error)), number,
                                   static_cast<unsigned>(conditions.size()), conditions.data()),
          "seccomp_rule_add");
  }

  std::unique_ptr<void, void (*)(scmp_filter_ctx)> context_;
};

void refuseSockets(Builder& filter, Network network) {
  if (network == Network::None) {
    filter.refuse("socket", EACCES);
    return;
  }
  for (int family = 0; family <= AF_NETLINK; ++family) {
    const bool ordinary =
        family == AF_UNIX || family == AF_INET || family == AF_INET6 || family == AF_NETLINK;
    if (!ordinary)
      filter.refuseWhere("socket", EACCES, SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(family)));
  }
  filter.refuseWhere("socket", EACCES, SCMP_A0(SCMP_CMP_GT, AF_NETLINK));
}

void refuseProcesses(Builder& filter, bool mayStartProcesses) {
  // clone3 hides its flags behind a pointer; without it the C library uses clone, whose flags can
  // be read.
  filter.refuse("clone3", ENOSYS);
  if (mayStartProcesses) {
    for (std::uint64_t flag = 1; flag <= kNamespaceFlags; flag <<= 1) {
      if ((flag & kNamespaceFlags) != 0) {
        filter.refuseWhere("clone", EPERM, SCMP_A0(SCMP_CMP_MASKED_EQ, flag, flag));
      }
    }
    return;
  }
  filter.refuse("fork");
  filter.refuse("vfork");
  filter.refuseWhere("clone", EPERM, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
}

}  // namespace

SystemCallFilter::SystemCallFilter(const Confinement& confinement) {
  Builder filter;
  for (const auto* name : kRefused) filter.refuse(name);
  // Typing into a terminal that is shared with whoever started the engine.
  filter.refuseWhere("ioctl", EPERM, SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffffu, TIOCSTI));
  filter.refuseWhere("ioctl", EPERM, SCMP_A1(SCMP_CMP_MASKED_EQ, 0xffffffffu, TIOCLINUX));
  // It dies with the engine, whatever it would prefer.
  filter.refuseWhere("prctl", EPERM, SCMP_A0(SCMP_CMP_EQ, PR_SET_PDEATHSIG));
  refuseProcesses(filter, confinement.mayStartProcesses);
  refuseSockets(filter, confinement.network);
  instructions_ = filter.instructions();
}

void narrowSelf() {
  // Memory and /proc entries of this process are then nobody's but its own, and it leaves no core
  // file.
  if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) check(-errno, "PR_SET_DUMPABLE");
  const auto self = static_cast<scmp_datum_t>(::getpid());
  Builder filter;
  filter.refuse("execve");
  filter.refuse("execveat");
  for (const auto* name : {"kill", "tgkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo"}) {
    filter.refuseWhere(name, EPERM, SCMP_A0(SCMP_CMP_NE, self));
  }
  filter.refuse("tkill");
  filter.refuse("pidfd_open");
  filter.refuse("pidfd_send_signal");
  // Limits may be read but not set, since the engine's own could be lowered from here.
  filter.refuse("setrlimit");
  filter.refuseWhere("prlimit64", EPERM, SCMP_A2(SCMP_CMP_NE, 0));
  filter.load();
}

}  // namespace hostler::child
