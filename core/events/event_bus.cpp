#include "core/events/event_bus.h"

#include <algorithm>

namespace hostler::events {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO events (id, tenant_id, account_id, name, payload, happened_at, dispatched)";
constexpr auto kSelectUndispatched = R"sql(
  SELECT id, tenant_id, account_id, name, payload, happened_at FROM events
   WHERE dispatched = 0 ORDER BY id LIMIT ? {skip_locked})sql";
constexpr auto kMarkDispatched = "UPDATE events SET dispatched = 1 WHERE id = ?";

}  // namespace

Json Bus::toldToClients(const Record& record) const {
  auto payload = record.payload;
  const auto found = declared_.find(record.name);
  if (found == declared_.end() || !payload.is_object()) return payload;
  for (const auto& member : found->second.forStaff) payload.erase(member);
  return payload;
}

void Bus::addOutlet(Outlet outlet) {
  outlets_.push_back(std::move(outlet));
}

void Bus::onCommitted(std::function<void(const std::vector<Record>&)> listener) {
  listeners_.push_back(std::move(listener));
}

bool Bus::anyInterest(const std::string& name, Id<Tenant> tenant) const {
  return std::ranges::any_of(outlets_,
                             [&](const Outlet& outlet) { return outlet.interested(name, tenant); });
}

void Bus::write(db::Transaction& tx, std::string_view name,
                std::vector<std::pair<Scope, Json>>& payloads) {
  std::vector<Record> records;
  records.reserve(payloads.size());
  for (auto& [scope, payload] : payloads) {
    Record record{ids_.next<Event>(), scope, std::string{name}, std::move(payload), clock_.now()};
    tx.gather(kInsert, record.id, scope.tenant, scope.account, name, dump(record.payload),
              record.happenedAt, anyInterest(record.name, scope.tenant) ? 0 : 1);
    records.push_back(std::move(record));
  }
  announce(tx, std::move(records));
}

void Bus::notify(db::Transaction& tx, const Actor& actor, std::string_view name, const void* facts,
                 std::size_t count) {
  const auto found = subscribers_.find(name);
  if (found == subscribers_.end() || count == 0) return;
  for (const auto& react : found->second) react(tx, actor, facts, count);
}

void Bus::announce(db::Transaction& tx, std::vector<Record> records) {
  if (listeners_.empty()) return;
  tx.afterCommit([this, records = std::move(records)] {
    for (const auto& listener : listeners_) listener(records);
  });
}

// False when an outlet failed at it: the record stays where it is, and those behind it go on.
bool Bus::handOn(db::Transaction& tx, const Record& record) {
  try {
    tx.attempt([&] {
      for (const auto& outlet : outlets_) {
        if (outlet.interested(record.name, record.scope.tenant)) outlet.dispatch(tx, record);
      }
      tx.execute(kMarkDispatched, record.id);
    });
    return true;
  } catch (const db::DatabaseError&) {
    throw;
  } catch (const std::exception& error) {
    log_.error("events.dispatch_failed",
               {{"event", record.id.text()}, {"name", record.name}, {"reason", error.what()}});
    return false;
  }
}

std::size_t Bus::dispatch(db::Database& database, std::size_t atMost) {
  return database.transaction([&](db::Transaction& tx) {
    const auto records = tx.query(kSelectUndispatched, atMost).map([](const db::Row& row) {
      return Record{
          row.id<Event>("id"),
          {row.id<Tenant>("tenant_id"), row.get<std::optional<Id<Account>>>("account_id")},
          row.text("name"),
          Json::parse(row.text("payload")),
          row.instant("happened_at")};
    });
    return static_cast<std::size_t>(
        std::ranges::count_if(records, [&](const Record& record) { return handOn(tx, record); }));
  });
}

}  // namespace hostler::events
