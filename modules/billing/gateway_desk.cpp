#include "modules/billing/gateway_desk.h"

#include "core/db/id_lists.h"
#include "core/secrets/digest.h"
#include "modules/billing/billing_jobs.h"
#include "modules/billing/gateway_batch.h"

#include <algorithm>
#include <future>
#include <set>

namespace hostler {
namespace {

constexpr auto kInsertEvents =
    "INSERT INTO gateway_events (id, gateway, event_id, kind, state, reason, body, waits_for, "
    "payment_id, received_at)";

constexpr auto kSelectKnown =
    "SELECT event_id FROM gateway_events WHERE gateway = ? AND event_id IN ({ids})";
constexpr auto kSelectAwaited =
    "SELECT DISTINCT waits_for FROM gateway_events WHERE gateway = ? AND state IN ('waiting', "
    "'unmatched') AND waits_for IN ({ids})";

std::set<std::string> knownEvents(db::Reader& reader, const std::string& gateway,
                                  const std::vector<std::string>& ids) {
  const std::array<db::Param, 1> of{gateway};
  const std::vector<db::Param> wanted{ids.begin(), ids.end()};
  std::set<std::string> known;
  for (const auto& rows : db::askByValues(reader, kSelectKnown, wanted, of)) {
    for (const auto& row : rows) known.insert(row.text("event_id"));
  }
  return known;
}

constexpr auto kSelectWaiting =
    "SELECT id, body FROM gateway_events WHERE gateway = ? AND state IN ('waiting', 'unmatched') "
    "AND "
    "waits_for = ? {for_update}";
constexpr std::chrono::minutes kLookAgain{1};
constexpr auto kSetState =
    "UPDATE gateway_events SET state = ?, reason = ?, payment_id = ? WHERE id = ?";

}  // namespace

const SealedColumn GatewayDesk::kEventBody{"gateway_events", "id", "body"};

GatewayDesk::GatewayDesk(Parts parts)
    : parts_{parts},
      lanes_{DeliveryLane{[this](const auto& deliveries) { write(deliveries); }},
             DeliveryLane{[this](const auto& deliveries) { write(deliveries); }}} {}

void GatewayDesk::receive(const GatewayDelivery& delivery) {
  std::promise<void> committed;
  take(delivery, [&](const std::exception_ptr& failure) {
    if (failure) {
      committed.set_exception(failure);
    } else {
      committed.set_value();
    }
  });
  committed.get_future().get();
}

void GatewayDesk::stop() {
  for (auto& lane : lanes_) lane.stop();
}

void GatewayDesk::take(GatewayDelivery delivery, DeliveryLane::Done done) {
  auto& lane = lanes_[std::hash<std::string>{}(delivery.eventId) % lanes_.size()];
  lane.take(std::move(delivery), std::move(done));
}

void GatewayDesk::write(const std::vector<const GatewayDelivery*>& all) {
  std::map<std::string, std::vector<const GatewayDelivery*>> byGateway;
  for (const auto* one : all) byGateway[one->gateway].push_back(one);
  parts_.database.transaction([&](db::Transaction& tx) {
    for (const auto& [gateway, deliveries] : byGateway) {
      std::vector<std::string> ids;
      for (const auto* delivery : deliveries) ids.push_back(delivery->eventId);
      auto known = knownEvents(tx, gateway, ids);
      std::vector<const GatewayDelivery*> fresh;
      std::vector<const GatewayNotice*> notices;
      for (const auto* delivery : deliveries) {
        if (!known.insert(delivery->eventId).second) continue;
        fresh.push_back(delivery);
        if (!delivery->counts) continue;
        for (const auto& notice : delivery->notices) notices.push_back(&notice);
      }
      const auto verdicts = GatewayBatch{parts_, tx, gateway}.book(notices);
      db::BulkInsert rows{tx, kInsertEvents, 10};
      auto verdict = verdicts.begin();
      for (const auto* delivery : fresh) {
        GatewayBatch::Verdict result{"ignored", "an event of the other mode: live or test", {}, {}};
        if (delivery->counts) {
          const auto end = verdict + static_cast<std::ptrdiff_t>(delivery->notices.size());
          result = GatewayBatch::worst({verdict, end});
          verdict = end;
        }
        const auto id = parts_.ids.next<GatewayEvent>();
        rows.add(id, gateway, delivery->eventId, delivery->providerType, result.state,
                 result.reason,
                 parts_.vault.seal(kEventBody, id.value(),
                                   Secret{dump({{"raw", base64(delivery->body)},
                                                {"notices", toJson(delivery->notices)}})}),
                 result.waitsFor.empty() ? std::nullopt : std::optional{result.waitsFor},
                 result.payment, parts_.clock.now());
        if (result.state == "waiting") lookAgain(tx, gateway, result.waitsFor);
      }
      rows.flush();
      wakeWaiting(tx, gateway, GatewayBatch::matched(notices, verdicts));
    }
  });
}

// What came before the payment that it is about, or before its attempt had a reference, is looked
// at again now that the payment is there.
void GatewayDesk::wakeWaiting(db::Transaction& tx, const std::string& gateway,
                              const std::vector<const GatewayNotice*>& notices) {
  std::vector<db::Param> captured;
  for (const auto* notice : notices) {
    if (notice->kind == GatewayNotice::Kind::Captured) captured.emplace_back(notice->transactionId);
  }
  const std::array<db::Param, 1> of{gateway};
  for (const auto& rows : db::askByValues(tx, kSelectAwaited, captured, of)) {
    for (const auto& row : rows) {
      parts_.queue.enqueue(tx, Scope::ofTenant(kPlatform),
                           SettleWaitingEvents{gateway, row.text("waits_for")});
    }
  }
}

// Its payment may be booked in this very moment, by somebody who does not see this event yet.
void GatewayDesk::lookAgain(db::Transaction& tx, const std::string& gateway,
                            const std::string& transaction) {
  jobs::Enqueue how;
  how.runAt = parts_.clock.now().plus(kLookAgain);
  parts_.queue.enqueue(tx, Scope::ofTenant(kPlatform), SettleWaitingEvents{gateway, transaction},
                       how);
}

void GatewayDesk::settleWaiting(const std::string& gateway, const std::string& transaction) {
  parts_.database.transaction([&](db::Transaction& tx) {
    for (const auto& row : tx.query(kSelectWaiting, gateway, transaction)) {
      const auto id = row.id<GatewayEvent>("id");
      const auto kept =
          Json::parse(parts_.vault.open(kEventBody, id.value(), row.blob("body")).reveal());
      const auto stored = fromJson<std::vector<GatewayNotice>>(kept.at("notices"));
      std::vector<const GatewayNotice*> notices;
      for (const auto& notice : stored) notices.push_back(&notice);
      const auto verdict = GatewayBatch::worst(GatewayBatch{parts_, tx, gateway}.book(notices));
      tx.execute(kSetState, verdict.state, verdict.reason, verdict.payment, id);
    }
  });
}

void GatewayNotice::describe(Shape<GatewayNotice>& shape) {
  shape.field("gateway", &GatewayNotice::gateway);
  shape.field("event_id", &GatewayNotice::eventId);
  shape.field("provider_type", &GatewayNotice::providerType);
  shape.field("kind", &GatewayNotice::kind);
  shape.field("references", &GatewayNotice::references);
  shape.field("transaction_id", &GatewayNotice::transactionId);
  shape.field("payment_transaction_id", &GatewayNotice::paymentTransactionId);
  shape.field("amount", &GatewayNotice::amount);
  shape.field("fee", &GatewayNotice::fee);
  shape.field("method", &GatewayNotice::method);
  shape.field("error_code", &GatewayNotice::errorCode);
  shape.field("error_message", &GatewayNotice::errorMessage).multiline();
  shape.field("refund", &GatewayNotice::refund);
  shape.field("dispute_state", &GatewayNotice::disputeState).withDefault();
  shape.field("dispute_reason", &GatewayNotice::disputeReason).multiline().withDefault();
  shape.field("dispute_phase", &GatewayNotice::disputePhase).withDefault();
  shape.field("respond_by", &GatewayNotice::respondBy);
}

bool GatewayDesk::bookIn(db::Transaction& tx, const GatewayNotice& notice) {
  const auto verdict =
      GatewayBatch::worst(GatewayBatch{parts_, tx, notice.gateway}.book({&notice}));
  return verdict.state == "booked";
}

void GatewayDesk::book(const std::vector<GatewayNotice>& notices) {
  std::map<std::string, std::vector<const GatewayNotice*>> byGateway;
  for (const auto& notice : notices) byGateway[notice.gateway].push_back(&notice);
  parts_.database.transaction([&](db::Transaction& tx) {
    for (const auto& [gateway, some] : byGateway) {
      const auto verdicts = GatewayBatch{parts_, tx, gateway}.book(some);
      wakeWaiting(tx, gateway, GatewayBatch::matched(some, verdicts));
    }
  });
}

}  // namespace hostler
