#pragma once

// Typed facts. A module announces what happened; subscribers in other modules react inside the same
// transaction, and everything outside it (Lua hooks, webhooks, browsers) learns of it through the
// outbox, which is written in that transaction too. So nothing is lost and nothing is announced
// that did not happen.
//
//   struct InvoicePaid {
//     static constexpr std::string_view kName = "invoice.paid";
//     Id<Invoice> invoice;
//     static void describe(Shape<InvoicePaid>& shape) { shape.field("invoice",
//     &InvoicePaid::invoice); }
//   };

#include "core/audit/actor.h"
#include "core/db/database.h"
#include "core/nodes/id_mint.h"
#include "core/shape/shape.h"
#include "core/telemetry/log.h"
#include "core/time/clock.h"

#include <any>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace hostler::events {

struct Event;

}  // namespace hostler::events

namespace hostler {
template <>
inline constexpr std::string_view kIdPrefix<events::Event> = "evt";
}

namespace hostler::events {

/// A fact as the outbox and everything behind it sees it.
struct Record {
  Id<Event> id;
  Scope scope;  ///< whose it is: the account, where it concerns one
  std::string name;
  Json payload;
  Instant happenedAt;
};

/// A fact with what it is about: the account, or the tenant.
template <class E>
using Fact = std::pair<Scope, E>;

class Bus {
 public:
  Bus(const Clock& clock, IdMint& ids) : clock_{clock}, ids_{ids} {}

  /// `react(tx, actor, scope, event)` runs inside the transaction that publishes. It writes or
  /// enqueues, and calls nobody outside. What it throws undoes the whole transaction. Called at
  /// start-up only.
  template <class E>
  void subscribe(
      std::function<void(db::Transaction&, const Actor&, const Scope&, const E&)> react) {
    subscribeAll<E>([react = std::move(react)](db::Transaction& tx, const Actor& actor,
                                               std::span<const Fact<E>> facts) {
      for (const auto& [scope, event] : facts) react(tx, actor, scope, event);
    });
  }
  /// The same fact about many at once, for who can react to them in few statements. They are of one
  /// tenant.
  template <class E>
  void subscribeAll(
      std::function<void(db::Transaction&, const Actor&, std::span<const Fact<E>>)> react) {
    subscribers_[std::string{E::kName}].push_back(
        [react = std::move(react)](db::Transaction& tx, const Actor& actor, const void* facts,
                                   std::size_t count) {
          react(tx, actor, {static_cast<const Fact<E>*>(facts), count});
        });
  }

  /// Announces a fact about what `scope` owns. Every event that is ever published is declared
  /// first, so that hooks, webhooks and the documentation know it.
  template <class E>
  void publish(db::Transaction& tx, const Actor& actor, const Scope& scope, const E& event) {
    publishAll<E>(tx, actor, {{scope, event}});
  }
  /// The same fact about many of one tenant, in few statements.
  template <class E>
  void publishAll(db::Transaction& tx, const Actor& actor, const std::vector<Fact<E>>& facts) {
    std::vector<std::pair<Scope, Json>> payloads;
    payloads.reserve(facts.size());
    for (const auto& [scope, event] : facts) payloads.emplace_back(scope, toJson(event));
    write(tx, E::kName, payloads);
    notify(tx, actor, E::kName, facts.data(), facts.size());
  }

  /// Makes an event known, with a sentence for authors of hooks. `forStaff`: members that no client
  /// is told, such as a provider's own words.
  template <class E>
  void declare(std::string description, std::set<std::string> forStaff = {}) {
    declared_.emplace(
        std::string{E::kName},
        Declared{std::move(description), [](SchemaBook& book) { return Codec<E>::schema(book); },
                 std::move(forStaff)});
  }
  struct Declared {
    std::string description;
    std::function<Json(SchemaBook&)> schema;
    std::set<std::string> forStaff;
  };
  const std::map<std::string, Declared>& declared() const { return declared_; }
  /// An event's payload as the client may see it whom it is about, wherever it leaves to.
  Json toldToClients(const Record& record) const;

  /// Reacts outside the transaction, at least once, through jobs: `dispatch(tx, record)` enqueues
  /// them. `interested` is asked for each name, so that events nobody waits for cost nothing.
  struct Outlet {
    std::function<bool(const std::string& name, Id<Tenant> tenant)> interested;
    std::function<void(db::Transaction&, const Record&)> dispatch;
  };
  void addOutlet(Outlet outlet);
  /// Hands undispatched events to the outlets; returns how many. Any number of processes may do so
  /// at once. An event at which an outlet throws stays undispatched and is logged; the others go
  /// on.
  std::size_t dispatch(db::Database& database, std::size_t atMost = 200);
  /// Called after a commit that wrote events (of this process), with the records: wakes streams and
  /// dispatchers.
  void onCommitted(std::function<void(const std::vector<Record>&)> listener);

 private:
  using Reaction =
      std::function<void(db::Transaction&, const Actor&, const void* facts, std::size_t count)>;

  void write(db::Transaction& tx, std::string_view name,
             std::vector<std::pair<Scope, Json>>& payloads);
  void notify(db::Transaction& tx, const Actor& actor, std::string_view name, const void* facts,
              std::size_t count);
  bool anyInterest(const std::string& name, Id<Tenant> tenant) const;
  bool handOn(db::Transaction& tx, const Record& record);
  void announce(db::Transaction& tx, std::vector<Record> records);

  const Clock& clock_;
  IdMint& ids_;
  Log log_{"core.events"};
  std::map<std::string, std::vector<Reaction>, std::less<>> subscribers_;
  std::map<std::string, Declared> declared_;
  std::vector<Outlet> outlets_;
  std::vector<std::function<void(const std::vector<Record>&)>> listeners_;
};

}  // namespace hostler::events
