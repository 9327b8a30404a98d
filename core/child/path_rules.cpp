#include "core/child/path_rules.h"

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace hostler::child {
namespace {

namespace fs = std::filesystem;

// Debian 12's kernel headers end at version 2 of the interface; the kernel may know more.
constexpr std::uint64_t kTruncate = 1ull << 14;       // version 3
constexpr std::uint64_t kDeviceControl = 1ull << 15;  // version 5
constexpr std::uint64_t kNetworkBindConnect = 3;      // version 4
constexpr std::uint64_t kScopeSocketsSignals = 3;     // version 6
struct Attributes {
  std::uint64_t fileSystem, network, scoped;
};

constexpr std::uint64_t kReadFile = LANDLOCK_ACCESS_FS_READ_FILE;
constexpr std::uint64_t kReadTree = kReadFile | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kExecute = LANDLOCK_ACCESS_FS_EXECUTE;
constexpr std::uint64_t kWriteFile = LANDLOCK_ACCESS_FS_WRITE_FILE;
constexpr std::uint64_t kFileRights =
    kReadFile | kExecute | kWriteFile | kTruncate | kDeviceControl;
// Everything of version 1: thirteen rights.
constexpr std::uint64_t kFirstVersion = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

long version() {
  return ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
}

Attributes attributes(long version, Network network) {
  Attributes made{kFirstVersion, 0, 0};
  if (version >= 2) made.fileSystem |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) made.fileSystem |= kTruncate;
  if (version >= 4 && network == Network::None) made.network = kNetworkBindConnect;
  if (version >= 5) made.fileSystem |= kDeviceControl;
  if (version >= 6) made.scoped = kScopeSocketsSignals;
  return made;
}

std::size_t sizeOf(long version) {
  if (version >= 6) return sizeof(Attributes);
  return version >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

class Rules {
 public:
  explicit Rules(Network network) {
    const auto known = version();
    if (known < 1) return;
    const auto wanted = attributes(known, network);
    handled_ = wanted.fileSystem;
    set_ = Descriptor{
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &wanted, sizeOf(known), 0))};
    if (!set_) throw std::system_error{errno, std::generic_category(), "landlock_create_ruleset"};
  }

  /// What is not there needs no rule.
  void allow(const fs::path& path, std::uint64_t rights) {
    const Descriptor place{::open(path.c_str(), O_PATH | O_CLOEXEC)};
    if (!set_ || !place) return;
    if (!fs::is_directory(path)) rights &= kFileRights;
    const landlock_path_beneath_attr rule{rights & handled_, place.number()};
    if (::syscall(SYS_landlock_add_rule, set_.number(), LANDLOCK_RULE_PATH_BENEATH, &rule, 0) !=
        0) {
      throw std::system_error{errno, std::generic_category(), "landlock_add_rule " + path.string()};
    }
  }

  Descriptor take() { return std::move(set_); }

 private:
  std::uint64_t handled_ = 0;
  Descriptor set_;
};

}  // namespace

std::uint64_t rightsOverSelf() {
  return kReadTree;
}

std::vector<fs::path> systemPaths() {
  std::vector<fs::path> paths{"/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin"};
  // Of /etc/ssl the public part only.
  for (const auto* name :
       {"ld.so.cache", "ld.so.preload", "nsswitch.conf", "resolv.conf", "hosts", "host.conf",
        "gai.conf", "services", "protocols", "ssl/certs", "ssl/openssl.cnf", "ca-certificates",
        "localtime", "timezone", "fonts", "mime.types", "passwd", "group", "alternatives"}) {
    paths.push_back(fs::path{"/etc"} / name);
  }
  // Where /etc/resolv.conf is a link, its target is replaced as a whole, so the folder is what
  // stays.
  std::error_code ignored;
  const auto resolver = fs::canonical("/etc/resolv.conf", ignored);
  if (!ignored && resolver.parent_path() != "/etc") paths.push_back(resolver.parent_path());
  return paths;
}

Descriptor makePathRules(const Command& command) {
  Rules rules{command.confinement.network};
  const auto execute = command.confinement.mayStartProcesses ? kExecute : 0;
  for (const auto& path : systemPaths()) rules.allow(path, kReadTree | execute);
  // The program's interpreter is opened for execution as well.
  for (const auto* path : {"/lib", "/lib64", "/usr/lib", "/usr/lib64"})
    rules.allow(path, kReadTree | kExecute);
  rules.allow(command.program, kReadFile | kExecute);
  for (const auto* path : {"/proc/cpuinfo", "/proc/meminfo", "/proc/stat",
                           "/proc/sys/vm/overcommit_memory", "/sys/devices/system/cpu"}) {
    rules.allow(path, kReadTree);
  }
  for (const auto* device : {"/dev/null", "/dev/zero", "/dev/full"})
    rules.allow(device, kReadFile | kWriteFile);
  for (const auto* device : {"/dev/random", "/dev/urandom"}) rules.allow(device, kReadFile);
  for (const auto& path : command.confinement.readable) rules.allow(path, kReadTree);
  for (const auto& path : command.confinement.writable)
    rules.allow(path, ~std::uint64_t{0} & ~kExecute);
  return rules.take();
}

}  // namespace hostler::child
