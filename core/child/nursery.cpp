#include "core/child/nursery.h"

#include "core/child/watched.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <mutex>
#include <poll.h>
#include <pthread.h>
#include <thread>
#include <vector>

namespace hostler::child {

/// The thread and what it looks after.
class Nursery::Watch {
 public:
  Watch() : wake_{std::make_shared<Wake>()}, thread_{[this] { run(); }} {}
  ~Watch() {
    {
      const std::lock_guard lock{mutex_};
      ending_ = true;
    }
    wake_->ring();
    thread_.join();
  }

  Process start(Launch& launch) {
    Order order{&launch};
    std::unique_lock lock{mutex_};
    orders_.push_back(&order);
    wake_->ring();
    filled_.wait(lock, [&order] { return order.child || order.failure; });
    if (order.failure) std::rethrow_exception(order.failure);
    return Process{std::move(order.child)};
  }

  std::mutex namespacesMutex;
  std::map<std::optional<uid_t>, bool> namespaces;  // by who builds them

 private:
  using Child = std::shared_ptr<Process::Watched>;
  struct Order {
    Launch* launch;
    Child child = nullptr;
    std::exception_ptr failure = nullptr;
  };

  void run();
  bool takeOrders();
  void look();
  std::chrono::milliseconds nextDuty(Monotonic now) const;
  void killOverdue(Monotonic now) const;
  void readOutputs(const std::vector<pollfd>& polled, Monotonic now);
  void endAll();

  std::shared_ptr<Wake> wake_;
  std::vector<Child> children_;  // the thread's own
  std::mutex mutex_;
  std::condition_variable filled_;
  std::vector<Order*> orders_;
  bool ending_ = false;
  std::thread thread_;
};

void Nursery::Watch::run() {
  ::pthread_setname_np(::pthread_self(), "nursery");
  while (takeOrders()) look();
  endAll();
}

bool Nursery::Watch::takeOrders() {
  std::vector<Order*> orders;
  {
    const std::lock_guard lock{mutex_};
    if (ending_) return false;
    orders.swap(orders_);
  }
  for (auto* order : orders) {
    Child child;
    std::exception_ptr failure;
    try {
      child = std::make_shared<Process::Watched>(order->launch->go(), wake_);
      children_.push_back(child);
    } catch (...) {  // it is the caller's to know, on the caller's thread
      failure = std::current_exception();
    }
    const std::lock_guard lock{mutex_};
    order->child = std::move(child);
    order->failure = std::move(failure);
  }
  if (!orders.empty()) filled_.notify_all();
  return true;
}

std::chrono::milliseconds Nursery::Watch::nextDuty(Monotonic now) const {
  auto next = now + std::chrono::hours{1};
  for (const auto& child : children_) {
    if (child->output && child->quietUntil > now) next = std::min(next, child->quietUntil);
    const std::lock_guard lock{child->mutex};
    if (child->killAt) next = std::min(next, *child->killAt);
  }
  return std::chrono::ceil<std::chrono::milliseconds>(std::max(next, now) - now);
}

void Nursery::Watch::killOverdue(Monotonic now) const {
  for (const auto& child : children_) {
    std::optional<Exit::Ordered> why;
    {
      const std::lock_guard lock{child->mutex};
      if (child->killAt && *child->killAt <= now) {
        child->killAt.reset();
        why = child->orderedAtDeadline;
      }
    }
    if (why) child->kill(*why);
  }
}

void Nursery::Watch::readOutputs(const std::vector<pollfd>& polled, Monotonic now) {
  for (std::size_t i = 0; i < children_.size(); ++i) {
    if (polled[2 * i].revents != 0) children_[i]->drain(now);
    if (polled[2 * i + 1].revents != 0) children_[i]->reap();
  }
  std::erase_if(children_, [](const Child& child) {
    const std::lock_guard lock{child->mutex};
    return child->exit.has_value();
  });
}

void Nursery::Watch::look() {
  const auto now = std::chrono::steady_clock::now();
  std::vector<pollfd> polled;
  for (const auto& child : children_) {
    const bool listen = child->output && child->quietUntil <= now;
    polled.push_back({listen ? child->output.number() : -1, POLLIN, 0});
    polled.push_back({child->ended.number(), POLLIN, 0});
  }
  polled.push_back({wake_->number(), POLLIN, 0});
  if (::poll(polled.data(), polled.size(), static_cast<int>(nextDuty(now).count())) > 0) {
    if (polled.back().revents != 0) wake_->settle();
    readOutputs(polled, std::chrono::steady_clock::now());
  }
  killOverdue(std::chrono::steady_clock::now());
}

// Those that were let go have their grace; whoever still holds the others has lost them.
void Nursery::Watch::endAll() {
  for (const auto& child : children_) {
    if (!child->leaving()) child->kill(Exit::Ordered::Stopped);
  }
  while (!children_.empty()) look();
}

Nursery::Nursery() : watch_{std::make_unique<Watch>()} {}

Nursery::~Nursery() = default;

Process Nursery::start(const Command& command) {
  const bool namespaces =
      command.confinement.walls == Walls::Namespaces && namespacesWork(command.user);
  Launch launch{command, namespaces};
  return watch_->start(launch);
}

bool Nursery::namespacesWork(const std::optional<User>& by) {
  const auto user = by ? std::optional{by->user} : std::nullopt;
  const std::lock_guard lock{watch_->namespacesMutex};
  const auto known = watch_->namespaces.find(user);
  if (known != watch_->namespaces.end()) return known->second;
  Command probe;
  probe.program = "/usr/bin/true";
  probe.confinement.walls = Walls::Namespaces;
  probe.user = by;
  bool works = false;
  try {
    Launch launch{probe, true};
    const auto process = watch_->start(launch);
    const auto end = process.wait(std::chrono::steady_clock::now() + std::chrono::seconds{5});
    works = process.walls() == Walls::Namespaces && end && end->clean();
  } catch (const StartFailed&) {
    works = false;
  }
  watch_->namespaces.emplace(user, works);
  return works;
}

}  // namespace hostler::child
