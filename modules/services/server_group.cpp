#include "modules/services/server_group.h"

#include <algorithm>
#include <utility>

namespace hostler {

namespace {

// By the share of places taken, as whole numbers so that nothing is rounded into a tie.
template <class AccountsOf>
void sortByShare(std::vector<Server>& servers, AccountsOf accountsOf) {
  std::ranges::sort(servers, [&](const Server& a, const Server& b) {
    const std::int64_t left = accountsOf(a) * b.maxAccounts, right = accountsOf(b) * a.maxAccounts;
    return left != right ? left < right : a.id < b.id;
  });
}

std::vector<Server> shuffled(std::vector<Server> servers,
                             const std::function<std::uint32_t(std::uint32_t)>& below) {
  std::vector<Server> order;
  while (!servers.empty()) {
    std::uint32_t free = 0;
    for (const auto& server : servers)
      free += static_cast<std::uint32_t>(server.maxAccounts - server.accounts);
    auto drawn = below(free);
    auto chosen = servers.begin();
    for (; std::next(chosen) != servers.end(); ++chosen) {
      const auto room = static_cast<std::uint32_t>(chosen->maxAccounts - chosen->accounts);
      if (drawn < room) break;
      drawn -= room;
    }
    order.push_back(std::move(*chosen));
    servers.erase(chosen);
  }
  return order;
}

}  // namespace

std::vector<Server> inFillOrder(FillOrder order, std::vector<Server> servers,
                                std::optional<Id<Server>> last,
                                const std::function<std::uint32_t(std::uint32_t)>& below) {
  std::erase_if(servers, [](const Server& server) { return !server.hasRoom(); });
  switch (order) {
    case FillOrder::LeastFull:
      sortByShare(servers, [](const Server& server) { return std::int64_t{server.accounts}; });
      return servers;
    case FillOrder::FillFirst:
      std::ranges::sort(servers, {}, [](const Server& server) {
        return std::pair{server.name, server.id.value()};
      });
      return servers;
    case FillOrder::RoundRobin: {
      std::ranges::sort(servers, {}, [](const Server& server) { return server.id.value(); });
      const auto next = std::ranges::find_if(
          servers, [&](const Server& server) { return last && *last < server.id; });
      if (next != servers.end()) std::rotate(servers.begin(), next, servers.end());
      return servers;
    }
    case FillOrder::Random:
      return shuffled(std::move(servers), below);
  }
  return servers;
}

namespace server_groups {
namespace {

const std::string kSelect = R"sql(
  SELECT g.id, g.name, g.description, g.fill, g.last_server, g.created_at,
         (SELECT COUNT(*) FROM servers s WHERE s.server_group = g.name) AS servers,
         (SELECT COALESCE(SUM(s.accounts), 0) FROM servers s WHERE s.server_group = g.name) AS accounts,
         (SELECT COALESCE(SUM(s.max_accounts), 0) FROM servers s WHERE s.server_group = g.name) AS places
    FROM server_groups g WHERE )sql";
constexpr auto kSelectNamed =
    "SELECT id, name, description, fill, last_server, created_at FROM server_groups WHERE name = ?";
constexpr auto kInsert =
    "INSERT INTO server_groups (id, name, description, fill, last_server, created_at, updated_at) "
    "VALUES (?, ?, ?, ?, NULL, ?, ?)";
constexpr auto kSave =
    "UPDATE server_groups SET description = ?, fill = ?, updated_at = ? WHERE id = ?";
constexpr auto kRemove = "DELETE FROM server_groups WHERE id = ?";
constexpr auto kLockLast = "SELECT last_server FROM server_groups WHERE id = ? {for_update}";
constexpr auto kTookPlace = "UPDATE server_groups SET last_server = ? WHERE id = ?";

ServerGroup groupOf(const db::Row& row) {
  return {row.id<ServerGroup>("id"),
          row.text("name"),
          row.text("description"),
          row.get<FillOrder>("fill"),
          row.get<std::optional<Id<Server>>>("last_server"),
          row.instant("created_at")};
}

Counted countedOf(const db::Row& row) {
  return {groupOf(row), row.integer("servers"), row.integer("accounts"), row.integer("places")};
}

}  // namespace

std::vector<Counted> list(db::Reader& reader) {
  return reader.query(kSelect + "1 = 1 ORDER BY g.name").map(countedOf);
}

std::optional<Counted> find(db::Reader& reader, Id<ServerGroup> id) {
  return reader.query(kSelect + "g.id = ?", id).first(countedOf);
}

std::optional<ServerGroup> named(db::Reader& reader, const std::string& name) {
  return reader.query(kSelectNamed, name).first(groupOf);
}

bool insert(db::Transaction& tx, const ServerGroup& group) {
  return tx.tryInsert(kInsert, group.id, group.name, group.description, group.fill, group.createdAt,
                      group.createdAt);
}

void save(db::Transaction& tx, const ServerGroup& group, Instant now) {
  tx.execute(kSave, group.description, group.fill, now, group.id);
}

void remove(db::Transaction& tx, Id<ServerGroup> id) {
  tx.execute(kRemove, id);
}

std::optional<Id<Server>> lockLast(db::Transaction& tx, Id<ServerGroup> group) {
  return tx.query(kLockLast, group)
      .first([](const db::Row& row) { return row.get<std::optional<Id<Server>>>("last_server"); })
      .value_or(std::nullopt);
}

void tookPlace(db::Transaction& tx, Id<ServerGroup> group, Id<Server> server) {
  tx.execute(kTookPlace, server, group);
}

}  // namespace server_groups

Placement::Choice::Choice(Placement& placement, std::optional<ServerGroup> group,
                          std::vector<Server> servers)
    : placement_{&placement}, group_{std::move(group)}, servers_{std::move(servers)} {
  if (servers_.empty()) return;
  const std::lock_guard lock{placement_->mutex_};
  ++placement_->chosen_[servers_.front().id];
}

Placement::Choice::Choice(Choice&& other) noexcept
    : placement_{std::exchange(other.placement_, nullptr)},
      group_{std::move(other.group_)},
      servers_{std::move(other.servers_)} {}

Placement::Choice::~Choice() {
  if (placement_ == nullptr || servers_.empty()) return;
  const std::lock_guard lock{placement_->mutex_};
  const auto chosen = placement_->chosen_.find(servers_.front().id);
  if (chosen != placement_->chosen_.end() && --chosen->second == 0)
    placement_->chosen_.erase(chosen);
}

// Who has taken a place and has not let go of the choice counts twice for a moment: that is well
// where it is only about who comes first.
std::int64_t Placement::accountsOf(const Server& server) const {
  const auto chosen = chosen_.find(server.id);
  return std::int64_t{server.accounts} + (chosen == chosen_.end() ? 0 : chosen->second);
}

Placement::Choice Placement::look(db::Reader& reader, const std::string& plugin,
                                  const std::optional<std::string>& group) {
  auto ofGroup = group ? server_groups::named(reader, *group) : std::nullopt;
  const auto order = ofGroup ? ofGroup->fill : FillOrder::LeastFull;
  auto servers = inFillOrder(order, servers_.taking(reader, plugin, group),
                             ofGroup ? ofGroup->last : std::nullopt,
                             [this](std::uint32_t most) { return random_.below(most); });
  if (order == FillOrder::LeastFull) {
    const std::lock_guard lock{mutex_};
    sortByShare(servers, [this](const Server& server) { return accountsOf(server); });
  }
  return Choice{*this, std::move(ofGroup), std::move(servers)};
}

std::optional<Server> Placement::take(db::Transaction& tx, const Choice& choice) {
  const bool inTurns = choice.group_ && choice.group_->fill == FillOrder::RoundRobin;
  auto candidates = choice.servers_;
  // Whose turn it is, only one at a time may say.
  if (inTurns && !candidates.empty())
    candidates = inFillOrder(FillOrder::RoundRobin, std::move(candidates),
                             server_groups::lockLast(tx, choice.group_->id), {});
  for (const auto& server : candidates) {
    if (!servers_.takePlace(tx, server.id)) continue;
    if (inTurns) server_groups::tookPlace(tx, choice.group_->id, server.id);
    return server;
  }
  return std::nullopt;
}

}  // namespace hostler
