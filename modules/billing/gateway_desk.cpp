#include "modules/billing/gateway_desk.h"

#include "core/secrets/digest.h"
#include "modules/billing/billing_jobs.h"
#include "modules/billing/gateway_batch.h"
#include "modules/billing/invoice_repository.h"

#include <algorithm>
#include <set>

namespace hostler {
namespace {

constexpr auto kInsertEvents =
    "INSERT INTO gateway_events (id, gateway, event_id, kind, state, reason, body, waits_for, "
    "payment_id, received_at)";

std::string marks(std::size_t count) {
  std::string text = "?";
  for (std::size_t i = 1; i < count; ++i) text += ", ?";
  return text;
}

std::set<std::string> knownEvents(db::Reader& reader, const std::string& gateway,
                                  const std::vector<std::string>& ids) {
  std::vector<db::Param> params{gateway};
  params.insert(params.end(), ids.begin(), ids.end());
  std::set<std::string> known;
  for (const auto& row :
       reader.run("SELECT event_id FROM gateway_events WHERE gateway = ? AND event_id IN (" +
                      marks(ids.size()) + ")",
                  params)) {
    known.insert(row.text("event_id"));
  }
  return known;
}

constexpr auto kSelectWaiting =
    "SELECT id, body FROM gateway_events WHERE gateway = ? AND state = 'waiting' AND waits_for = ? "
    "{for_update}";
constexpr auto kSelectUnmatched =
    "SELECT gateway, body FROM gateway_events WHERE id = ? AND state = 'unmatched' {for_update}";
constexpr auto kSetState =
    "UPDATE gateway_events SET state = ?, reason = ?, payment_id = ? WHERE id = ?";
constexpr auto kSelectEvents = R"sql(
  SELECT id, gateway, event_id, kind, state, reason, received_at FROM gateway_events
   WHERE state IN ('unmatched', 'held') AND id < ? ORDER BY id DESC LIMIT ?)sql";

// The verdict on an event is the worst of its notices'.
GatewayBatch::Verdict worst(const std::vector<GatewayBatch::Verdict>& verdicts) {
  const std::vector<std::string> order{"ignored", "booked", "unmatched", "waiting", "held"};
  GatewayBatch::Verdict result{"ignored", "nothing follows from it", {}, {}};
  for (const auto& verdict : verdicts) {
    if (std::ranges::find(order, verdict.state) >= std::ranges::find(order, result.state))
      result = verdict;
  }
  return result;
}

}  // namespace

const SealedColumn GatewayDesk::kEventBody{"gateway_events", "id", "body"};

GatewayDesk::GatewayDesk(Parts parts)
    : parts_{parts},
      lanes_{DeliveryLane{[this](const auto& deliveries) { write(deliveries); }},
             DeliveryLane{[this](const auto& deliveries) { write(deliveries); }}} {}

void GatewayDesk::receive(const GatewayDelivery& delivery) {
  lanes_[std::hash<std::string>{}(delivery.eventId) % lanes_.size()].receive(delivery);
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
          result = worst({verdict, end});
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
      }
      rows.flush();
      wakeWaiting(tx, gateway, notices);
    }
  });
}

// What came before the payment that it is about is looked at again now that the payment is there.
void GatewayDesk::wakeWaiting(db::Transaction& tx, const std::string& gateway,
                              const std::vector<const GatewayNotice*>& notices) {
  std::vector<db::Param> params{gateway};
  for (const auto* notice : notices) {
    if (notice->kind == GatewayNotice::Kind::Captured) params.emplace_back(notice->transactionId);
  }
  if (params.size() == 1) return;
  for (const auto& row :
       tx.run("SELECT DISTINCT waits_for FROM gateway_events WHERE gateway = ? AND "
              "state = 'waiting' AND waits_for IN (" +
                  marks(params.size() - 1) + ")",
              params)) {
    parts_.queue.enqueue(tx, Scope::ofTenant(kPlatform),
                         SettleWaitingEvents{gateway, row.text("waits_for")});
  }
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
      const auto verdict = worst(GatewayBatch{parts_, tx, gateway}.book(notices));
      tx.execute(kSetState, verdict.state, verdict.reason, verdict.payment, id);
    }
  });
}

void GatewayDesk::assign(const Actor& actor, Id<GatewayEvent> event, Id<Invoice> invoiceId) {
  const DomainError notUnmatched{"not_unmatched", 409,
                                 "This event holds no money that waits for an invoice."};
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto row = tx.query(kSelectUnmatched, event).first([](const db::Row& found) {
      return std::pair{found.text("gateway"), found.blob("body")};
    });
    if (!row) throw notUnmatched;
    const auto tenant = actor.isPlatformStaff() ? invoice_repository::tenantOf(tx, invoiceId)
                                                : std::optional{actor.scope.tenant};
    const auto invoice =
        tenant ? parts_.billing.find(tx, Scope::ofTenant(*tenant), invoiceId) : std::nullopt;
    if (!invoice) throw NotFound{};
    const auto kept =
        Json::parse(parts_.vault.open(kEventBody, event.value(), row->second).reveal());
    const auto stored = fromJson<std::vector<GatewayNotice>>(kept.at("notices"));
    const auto captured =
        std::ranges::find(stored, GatewayNotice::Kind::Captured, &GatewayNotice::kind);
    if (captured == stored.end() || captured->references.empty()) throw notUnmatched;
    Payment payment;
    payment.id = parts_.ids.next<Payment>();
    payment.tenant = invoice->tenant;
    payment.account = invoice->account;
    payment.gateway = row->first;
    payment.amount = captured->amount;
    payment.paid = payment.refunded = payment.chargedBack =
        Money::zero(captured->amount.currency());
    payment.status = PaymentStatus::Processing;
    payment.reference = captured->references.front();
    payment.invoices = {invoiceId};
    payment.createdAt = payment.updatedAt = parts_.clock.now();
    parts_.payments.insert(tx, payment);
    parts_.audit.record(tx, actor,
                        {"payment.assigned",
                         payment.id.text(),
                         nullptr,
                         {{"invoice", invoiceId.text()}, {"amount", toJson(captured->amount)}}});
    std::vector<const GatewayNotice*> notices;
    for (const auto& notice : stored) notices.push_back(&notice);
    const auto verdict = worst(GatewayBatch{parts_, tx, row->first}.book(notices));
    tx.execute(kSetState, verdict.state, verdict.reason, payment.id, event);
  });
}

std::vector<GatewayDesk::StoredEvent> GatewayDesk::needingSomeone(db::Reader& reader,
                                                                  Id<GatewayEvent> before,
                                                                  int limit) {
  return reader.query(kSelectEvents, before, limit).map([](const db::Row& row) {
    return StoredEvent{row.id<GatewayEvent>("id"), row.text("gateway"), row.text("event_id"),
                       row.text("kind"),           row.text("state"),   row.text("reason"),
                       row.instant("received_at")};
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
}

void GatewayDesk::book(const std::vector<GatewayNotice>& notices) {
  std::map<std::string, std::vector<const GatewayNotice*>> byGateway;
  for (const auto& notice : notices) byGateway[notice.gateway].push_back(&notice);
  parts_.database.transaction([&](db::Transaction& tx) {
    for (const auto& [gateway, some] : byGateway) GatewayBatch{parts_, tx, gateway}.book(some);
  });
}

}  // namespace hostler
