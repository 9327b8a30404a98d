#include "core/nodes/node_registry.h"

#include <algorithm>
#include <fstream>
#include <random>
#include <sstream>
#include <unistd.h>

namespace hostler {
namespace {

constexpr int kNodes = 1024;

constexpr auto kSelectNodes = "SELECT node, identity, beat FROM engine_nodes ORDER BY node";
constexpr auto kInsertNode =
    "INSERT INTO engine_nodes (node, identity, beat, started_at) VALUES (?, ?, ?, ?)";
constexpr auto kRaiseBeat = "UPDATE engine_nodes SET beat = ? WHERE node = ? AND identity = ?";
constexpr auto kDeleteNode =
    "DELETE FROM engine_nodes WHERE node = ? AND identity = ? AND beat = ?";
constexpr auto kReleaseNode = "DELETE FROM engine_nodes WHERE node = ? AND identity = ?";

std::string firstLine(const std::string& path) {
  std::ifstream file{path};
  std::string line;
  std::getline(file, line);
  return line;
}

// The 22nd field of /proc/PID/stat: when the process started, in ticks since boot. Nothing for one
// that has ended and that nobody has waited for yet.
std::string startTicks(const std::string& pid) {
  const std::string stat = firstLine("/proc/" + pid + "/stat");
  const auto afterName = stat.rfind(')');
  if (afterName == std::string::npos) return {};
  std::istringstream fields{stat.substr(afterName + 2)};
  std::string field;
  fields >> field;
  if (field == "Z" || field == "X") return {};
  for (int i = 4; i <= 22; ++i) fields >> field;
  return field;
}

std::string machineIdentity() {
  char target[64] = {};
  const auto length = ::readlink("/proc/self/ns/pid", target, sizeof target - 1);
  return firstLine("/proc/sys/kernel/random/boot_id") + " " +
         std::string{target, length > 0 ? static_cast<std::size_t>(length) : 0};
}

struct NodeRow {
  int node;
  std::string identity;
  std::int64_t beat;
};
std::vector<NodeRow> readNodes(db::Reader& reader) {
  return reader.query(kSelectNodes).map([](const db::Row& row) {
    return NodeRow{row.get<int>("node"), row.text("identity"), row.integer("beat")};
  });
}

}  // namespace

std::string processIdentity() {
  // A random part: two registries of one process (as in tests) are two nodes.
  static std::atomic<int> count{0};
  const std::string pid = std::to_string(::getpid());
  return machineIdentity() + " " + pid + " " + startTicks(pid) + " " + std::to_string(++count);
}

bool isKnownDead(const std::string& identity) {
  const std::string machine = machineIdentity() + " ";
  if (!identity.starts_with(machine)) return false;
  std::istringstream rest{identity.substr(machine.size())};
  std::string pid, ticks;
  rest >> pid >> ticks;
  return startTicks(pid) != ticks;
}

NodeRegistry::NodeRegistry(db::Database& database, const Clock& clock, NodeTimes times)
    : database_{database}, clock_{clock}, times_{times}, identity_{processIdentity()} {
  acquire();
}

NodeRegistry::~NodeRegistry() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  wake_.notify_all();
  if (thread_.joinable()) thread_.join();
  try {
    database_.transaction([&](db::Transaction& tx) { tx.execute(kReleaseNode, node_, identity_); });
  } catch (const std::exception& error) {
    // The row stands still from now on, and the others find it dead.
    log_.warning("node.release_failed", {{"node", node_}, {"reason", error.what()}});
  }
}

void NodeRegistry::acquire() {
  std::mt19937 random{std::random_device{}()};
  for (int attempt = 0; attempt < 64; ++attempt) {
    const auto rows = database_.read(readNodes);
    std::set<int> taken;
    for (const auto& row : rows) taken.insert(row.node);
    if (taken.size() >= kNodes) break;
    int candidate = static_cast<int>(random() % kNodes);
    while (taken.contains(candidate)) candidate = (candidate + 1) % kNodes;
    const bool got = database_.transaction([&](db::Transaction& tx) {
      return tx.tryInsert(kInsertNode, candidate, identity_, 1, clock_.now());
    });
    if (got) {
      node_ = candidate;
      beat_ = 1;
      return;
    }
  }
  throw std::runtime_error{
      "no free node number: more than 1000 processes hold a row in engine_nodes"};
}

void NodeRegistry::start() {
  thread_ = std::thread{[this] { run(); }};
}

void NodeRegistry::run() {
  std::unique_lock lock{mutex_};
  while (!stopping_) {
    lock.unlock();
    try {
      tick();
    } catch (const std::exception& error) {
      log_.warning("node.beat_failed", {{"node", node_}, {"reason", error.what()}});
    }
    lock.lock();
    wake_.wait_for(lock, times_.beat, [this] { return stopping_; });
  }
}

void NodeRegistry::tick() {
  if (!held_) return;
  std::vector<std::function<void()>> works;
  {
    const std::lock_guard lock{mutex_};
    works = beatWork_;
  }
  for (const auto& work : works) work();
  const auto beat = beat_ + 1;
  const bool restored = database_.transaction([&](db::Transaction& tx) {
    if (tx.execute(kRaiseBeat, beat, node_, identity_) == 1) return false;
    // It was thought dead (it slept too long). What it held is others' now; its number may still be
    // free.
    held_ = tx.tryInsert(kInsertNode, node_, identity_, beat, clock_.now());
    return true;
  });
  beat_ = beat;
  if (restored) log_.error("node.row_lost", {{"node", node_}, {"taken_back", held_.load()}});
  watch();
}

void NodeRegistry::watch() {
  const auto rows = database_.read(readNodes);
  const auto now = clock_.monotonic();
  std::vector<NodeRow> dead;
  std::vector<std::function<void(int)>> listeners;
  {
    const std::lock_guard lock{mutex_};
    std::map<int, Sighting> seen;
    for (const auto& row : rows) {
      if (row.node == node_) continue;
      const auto before = sightings_.find(row.node);
      const bool still = before != sightings_.end() && before->second.beat == row.beat &&
                         before->second.identity == row.identity;
      const auto since = still ? before->second.since : now;
      if (isKnownDead(row.identity) || now - since >= times_.lifetime) dead.push_back(row);
      seen[row.node] = {row.identity, row.beat, since};
    }
    sightings_ = std::move(seen);
    listeners = listeners_;
  }
  // What a dead node held is freed before its number is: so a process with nobody to free it leaves
  // the row alone.
  if (listeners.empty()) return;
  for (const auto& row : dead) {
    for (const auto& listener : listeners) listener(row.node);
    database_.transaction(
        [&](db::Transaction& tx) { tx.execute(kDeleteNode, row.node, row.identity, row.beat); });
    log_.info("node.found_dead", {{"node", row.node}});
  }
}

void NodeRegistry::onDeath(std::function<void(int)> listener) {
  const std::lock_guard lock{mutex_};
  listeners_.push_back(std::move(listener));
}

void NodeRegistry::onBeat(std::function<void()> work) {
  const std::lock_guard lock{mutex_};
  beatWork_.push_back(std::move(work));
}

// Two beats: the first may have begun its work before the call.
void NodeRegistry::awaitBeats() {
  std::map<int, NodeRow> since;
  for (auto& row : database_.read(readNodes)) {
    if (row.node != node_) since.emplace(row.node, std::move(row));
  }
  const auto until = clock_.monotonic() + times_.lifetime;
  const auto isBehind = [&](const NodeRow& row) {
    const auto before = since.find(row.node);
    return before != since.end() && before->second.identity == row.identity &&
           row.beat < before->second.beat + 2 && !isKnownDead(row.identity);
  };
  std::unique_lock lock{mutex_};
  while (!stopping_ && clock_.monotonic() < until) {
    lock.unlock();
    const auto rows = database_.read(readNodes);
    lock.lock();
    if (std::ranges::none_of(rows, isBehind)) return;
    wake_.wait_for(lock, times_.beat / 8, [this] { return stopping_; });
  }
}

std::set<int> NodeRegistry::living() {
  std::set<int> nodes;
  for (const auto& row : database_.read(readNodes)) {
    if (row.node == node_ || !isKnownDead(row.identity)) nodes.insert(row.node);
  }
  return nodes;
}

}  // namespace hostler
