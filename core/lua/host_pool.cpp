#include "core/lua/host_pool.h"

#include <algorithm>
#include <utility>

namespace hostler::lua {
namespace {

// A hook may call the engine, which may ask further hooks: on the same thread, while the first host
// waits. If these had to wait for a place too, a full pool would stand still. So they get a host
// beyond the pool's size, so deep.
constexpr int kDeepest = 4;
thread_local int leasesOfThisThread = 0;

}  // namespace

HostPool::HostPool(ScriptHostSettings settings, child::Nursery& nursery,
                   std::vector<std::string> functions)
    : settings_{std::move(settings)}, nursery_{nursery}, functions_{std::move(functions)} {}

HostPool::Lease::Lease(HostPool& pool, Id<Tenant> tenant, Monotonic deadline)
    : pool_{pool}, tenant_{tenant}, isNested_{leasesOfThisThread > 0} {
  if (leasesOfThisThread >= kDeepest) throw HostsBusy{"hooks call one another too deep"};
  std::unique_lock lock{pool_.mutex_};
  if (!isNested_) {
    if (!pool_.freed_.wait_until(lock, deadline, [&] { return pool_.hasRoomFor(tenant_); })) {
      throw HostsBusy{"all script hosts are busy"};
    }
    ++pool_.busy_;
    ++pool_.busyByTenant_[tenant_];
  }
  ++leasesOfThisThread;
}

HostPool::Lease::~Lease() {
  --leasesOfThisThread;
  if (host_ != nullptr) pool_.giveBack(std::move(host_));
  if (isNested_) return;
  {
    const std::scoped_lock lock{pool_.mutex_};
    --pool_.busy_;
    if (--pool_.busyByTenant_[tenant_] == 0) pool_.busyByTenant_.erase(tenant_);
  }
  pool_.freed_.notify_all();
}

HostProcess& HostPool::Lease::host() {
  if (host_ != nullptr && !host_->isUsable()) pool_.giveBack(std::move(host_));
  if (host_ == nullptr) host_ = pool_.take();
  return *host_;
}

HostPool::Status HostPool::status() const {
  const std::scoped_lock lock{mutex_};
  return status_;
}

bool HostPool::hasRoomFor(Id<Tenant> tenant) const {
  const auto held = busyByTenant_.find(tenant);
  const int most = std::max(1, settings_.hosts - 1);
  return busy_ < settings_.hosts && (held == busyByTenant_.end() || held->second < most);
}

std::unique_ptr<HostProcess> HostPool::take() {
  {
    const std::scoped_lock lock{mutex_};
    if (!idle_.empty()) {
      auto host = std::move(idle_.back());
      idle_.pop_back();
      return host;
    }
    ++status_.started;
  }
  auto host = std::make_unique<HostProcess>(settings_, nursery_, functions_);
  const std::scoped_lock lock{mutex_};
  status_.hosts.push_back(host->pid());
  return host;
}

void HostPool::giveBack(std::unique_ptr<HostProcess> host) {
  const std::scoped_lock lock{mutex_};
  const bool isKept = host->isUsable() && host->runs() < settings_.runsOfAHost &&
                      idle_.size() < static_cast<std::size_t>(settings_.hosts);
  if (isKept) {
    idle_.push_back(std::move(host));
    return;
  }
  if (!host->isUsable()) ++status_.killed;
  std::erase(status_.hosts, host->pid());
}

}  // namespace hostler::lua
