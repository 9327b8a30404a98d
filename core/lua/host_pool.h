#pragma once

#include "core/base/scope.h"
#include "core/lua/host_process.h"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace hostler::lua {

/// No host came free in time.
struct HostsBusy : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The script hosts that there are, lent out one run at a time. They are started when first needed.
/// One tenant never holds the last of several, so that a tenant whose scripts hang delays itself.
/// Thread-safe.
class HostPool {
 public:
  HostPool(ScriptHostSettings settings, child::Nursery& nursery,
           std::vector<std::string> functions);

  /// A place in the pool, given back at its end. For the thread that asked for it.
  class Lease {
   public:
    Lease(HostPool& pool, Id<Tenant> tenant, Monotonic deadline);
    ~Lease();
    Lease(const Lease&) = delete;

    /// The host, a new one where the last has ended. Throws child::StartFailed or HostDied.
    HostProcess& host();

   private:
    HostPool& pool_;
    Id<Tenant> tenant_;
    bool isNested_;
    std::unique_ptr<HostProcess> host_;
  };

  struct Status {
    std::vector<pid_t> hosts;   ///< that run now
    std::uint64_t started = 0;  ///< in all
    std::uint64_t killed = 0;   ///< for overrunning, or lost
  };
  Status status() const;

 private:
  bool hasRoomFor(Id<Tenant> tenant) const;
  std::unique_ptr<HostProcess> take();
  void giveBack(std::unique_ptr<HostProcess> host);

  const ScriptHostSettings settings_;
  child::Nursery& nursery_;
  const std::vector<std::string> functions_;
  mutable std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<HostProcess>> idle_;
  std::map<Id<Tenant>, int> busyByTenant_;
  int busy_ = 0;
  Status status_;
};

}  // namespace hostler::lua
