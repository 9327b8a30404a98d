#pragma once

// Which processes share this database, and which of them are alive. A process holds a row with a
// number that is its alone (it goes into every id) and a beat that it keeps raising. Others judge
// by their own monotonic clock how long a beat has stood still, so no change of any machine's time
// ends or prolongs a life.

#include "core/db/database.h"
#include "core/telemetry/log.h"
#include "core/time/clock.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>

namespace hostler {

struct NodeTimes {
  std::chrono::milliseconds beat{2'000};
  std::chrono::milliseconds lifetime{15'000};  ///< a beat that stands still this long is dead
};

class NodeRegistry {
 public:
  /// Takes a free number. Throws when all 1024 are held.
  NodeRegistry(db::Database& database, const Clock& clock, NodeTimes times = {});
  /// Gives the number back.
  ~NodeRegistry();
  NodeRegistry(const NodeRegistry&) = delete;
  NodeRegistry& operator=(const NodeRegistry&) = delete;

  int node() const { return node_; }
  /// Starts the thread that beats and watches. Short-lived commands do without: their row stands
  /// still and goes.
  void start();
  /// One beat and one look at the others: what the thread does, for tests with a clock of their
  /// own.
  void tick();
  /// Called with the number of a node that is found dead, in a thread of the registry; its row goes
  /// after that. A registry with no listener leaves dead rows to those that have one.
  void onDeath(std::function<void(int node)> listener);
  /// Called before each beat of this process, in a thread of the registry. Where one throws the
  /// beat is left out: a beat says that all of them have done their work since the one before.
  void onBeat(std::function<void()> work);
  /// Returns once every other process has begun and ended a beat from now on, or is found dead:
  /// after that each of them has done what it does at a beat. Waits for up to a lifetime.
  void awaitBeats();
  /// False once this process's own row was taken from it (it slept too long) and its number given
  /// to another: it must neither claim nor mint ids any more, and has to be started anew.
  bool isHeld() const { return held_.load(); }
  /// Nodes known to be alive or not yet known to be dead.
  std::set<int> living();

 private:
  void acquire();
  void watch();
  void run();

  db::Database& database_;
  const Clock& clock_;
  NodeTimes times_;
  Log log_{"core.nodes"};
  std::string identity_;
  int node_ = -1;
  std::int64_t beat_ = 0;
  std::atomic<bool> held_{true};

  struct Sighting {
    std::string identity;
    std::int64_t beat;
    Monotonic since;
  };
  std::mutex mutex_;
  std::condition_variable wake_;
  std::map<int, Sighting> sightings_;
  std::vector<std::function<void(int)>> listeners_;
  std::vector<std::function<void()>> beatWork_;
  bool stopping_ = false;
  std::thread thread_;
};

/// What marks this process among all that ever ran on this machine, and whether the process behind
/// such a mark is known to be gone (same machine and boot, no such process): then nobody need wait
/// for its beat.
std::string processIdentity();
bool isKnownDead(const std::string& identity);

}  // namespace hostler
