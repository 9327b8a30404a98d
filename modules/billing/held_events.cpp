#include "modules/billing/gateway_batch.h"
#include "modules/billing/gateway_desk.h"
#include "modules/billing/invoice_repository.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr auto kSelectHeld = R"sql(
  SELECT gateway, state, reason, body, payment_id FROM gateway_events
   WHERE id = ? AND state IN ('unmatched', 'held') {for_update})sql";
constexpr auto kSettle =
    "UPDATE gateway_events SET state = ?, reason = ?, waits_for = ?, payment_id = ? WHERE id = ?";
// Of what payment it spoke stays, so that asking the gateway again does not bring it back.
constexpr auto kDismiss =
    "UPDATE gateway_events SET state = 'dismissed', reason = ?, payment_id = ? WHERE id = ?";
constexpr auto kSelectEvents = R"sql(
  SELECT id, gateway, event_id, kind, state, reason, body, payment_id, received_at FROM gateway_events
   WHERE state IN ('unmatched', 'held') AND id < ? ORDER BY id DESC LIMIT ?)sql";

DomainError waitsNoMore() {
  return {"not_unmatched", 409, "This event does not wait for a person, or holds no such money."};
}

}  // namespace

/// An event that waits for a person, locked.
struct GatewayDesk::Held {
  std::string gateway, state, reason;
  std::vector<GatewayNotice> notices;
  std::optional<Payment> attempt;  ///< the one that it did not fit

  /// The money in it that was never booked.
  GatewayNotice& captured() {
    const auto found =
        std::ranges::find(notices, GatewayNotice::Kind::Captured, &GatewayNotice::kind);
    if (found == notices.end() || !found->amount.isPositive()) throw waitsNoMore();
    return *found;
  }
};

GatewayDesk::Held GatewayDesk::held(db::Transaction& tx, Id<GatewayEvent> event) {
  const auto rows = tx.query(kSelectHeld, event);
  if (rows.empty()) throw waitsNoMore();
  Held held{rows[0].text("gateway"), rows[0].text("state"), rows[0].text("reason"),
            noticesOf(event, rows[0].blob("body")), std::nullopt};
  if (const auto id = rows[0].get<std::optional<Id<Payment>>>("payment_id"))
    held.attempt = parts_.payments.lock(tx, *id);
  return held;
}

void GatewayDesk::assign(const Actor& actor, Id<GatewayEvent> event, Id<Invoice> invoiceId) {
  parts_.database.transaction([&](db::Transaction& tx) {
    auto held = this->held(tx, event);
    const auto amount = held.captured().amount;
    const auto tenant = actor.isPlatformStaff() ? invoice_repository::tenantOf(tx, invoiceId)
                                                : std::optional{actor.scope.tenant};
    const auto invoice =
        tenant ? parts_.billing.find(tx, Scope::ofTenant(*tenant), invoiceId) : std::nullopt;
    if (!invoice) throw NotFound{};
    if (invoice->currency != amount.currency()) {
      throw DomainError{"other_currency",
                        409,
                        "The invoice is in another currency; put the money to its client's credit, "
                        "or give it back at the gateway and dismiss this.",
                        {{"amount", toJson(amount)}, {"balance", toJson(invoice->balance)}}};
    }
    Payment payment;
    payment.tenant = invoice->tenant;
    payment.account = invoice->account;
    payment.invoices = {invoiceId};
    bookAs(tx, actor, event, held, payment, {{"invoice", invoiceId.text()}});
  });
}

void GatewayDesk::putToCredit(const Actor& actor, Id<GatewayEvent> event,
                              std::optional<Id<Account>> account, const std::string& reason) {
  parts_.database.transaction([&](db::Transaction& tx) {
    auto held = this->held(tx, event);
    held.captured();
    if (!account && !held.attempt)
      throw ValidationError{"account", "required",
                            "says whose money it is, which nothing else does"};
    Payment payment;
    payment.tenant = account ? actor.scope.tenant : held.attempt->tenant;
    payment.account = account ? *account : held.attempt->account;
    payment.purpose = PaymentPurpose::TopUp;
    bookAs(tx, actor, event, held, payment,
           {{"account", payment.account.text()}, {"reason", reason}});
  });
}

void GatewayDesk::dismiss(const Actor& actor, Id<GatewayEvent> event, const std::string& reason) {
  parts_.database.transaction([&](db::Transaction& tx) {
    const auto held = this->held(tx, event);
    const bool captured = std::ranges::any_of(held.notices, [](const GatewayNotice& notice) {
      return notice.kind == GatewayNotice::Kind::Captured;
    });
    if (captured) endAttempt(tx, held);
    const auto attempt = held.attempt ? std::optional{held.attempt->id} : std::nullopt;
    tx.execute(kDismiss, reason, attempt, event);
    parts_.audit.record(tx, actor,
                        {"gateway_event.dismissed",
                         event.text(),
                         {{"state", held.state}, {"reason", held.reason}},
                         {{"state", "dismissed"}, {"reason", reason}}});
  });
}

// As a payment of its own, so that what comes later about it (a refund, a dispute) finds it.
void GatewayDesk::bookAs(db::Transaction& tx, const Actor& actor, Id<GatewayEvent> event,
                         Held& held, Payment payment, const Json& what) {
  auto& money = held.captured();
  const auto settle = [&](const GatewayBatch::Verdict& verdict) {
    const auto waitsFor = verdict.waitsFor.empty() ? std::nullopt : std::optional{verdict.waitsFor};
    tx.execute(kSettle, verdict.state, verdict.reason, waitsFor, verdict.payment, event);
  };
  endAttempt(tx, held);
  const bool isBooked =
      !parts_.payments
           .knownTransactions(tx, held.gateway, TransactionType::Payment, {money.transactionId})
           .empty();
  if (isBooked) return settle({"ignored", "booked already", {}, {}});
  payment.id = parts_.ids.next<Payment>();
  payment.gateway = held.gateway;
  payment.amount = money.amount;
  payment.paid = payment.refunded = payment.chargedBack = Money::zero(money.amount.currency());
  payment.status = PaymentStatus::Processing;
  // The gateway's own reference, unless it is that of an attempt.
  const bool isFree = !money.references.empty() &&
                      parts_.payments.lockByReference(tx, held.gateway, money.references).empty();
  payment.reference = isFree ? money.references.front() : event.text();
  money.references = {*payment.reference};
  payment.createdAt = payment.updatedAt = parts_.clock.now();
  parts_.payments.insert(tx, payment);
  auto after = what;
  after["amount"] = toJson(money.amount);
  parts_.audit.record(tx, actor,
                      {"payment.assigned",
                       payment.id.text(),
                       {{"event", event.text()}, {"reason", held.reason}},
                       after});
  std::vector<const GatewayNotice*> notices;
  for (const auto& notice : held.notices) notices.push_back(&notice);
  auto verdict = GatewayBatch::worst(GatewayBatch{parts_, tx, held.gateway}.book(notices));
  verdict.payment = payment.id;
  settle(verdict);
  if (verdict.state == "waiting") lookAgain(tx, held.gateway, verdict.waitsFor);
  wakeWaiting(tx, held.gateway, notices);
}

// Nothing more comes of an attempt whose money was something else: it is not asked after any
// longer.
void GatewayDesk::endAttempt(db::Transaction& tx, const Held& held) {
  if (!held.attempt || !held.attempt->isOpen()) return;
  auto attempt = *held.attempt;
  attempt.status = PaymentStatus::Cancelled;
  attempt.nextAction.reset();
  attempt.updatedAt = parts_.clock.now();
  parts_.payments.save(tx, attempt);
}

std::vector<GatewayDesk::StoredEvent> GatewayDesk::needingSomeone(db::Reader& reader,
                                                                  Id<GatewayEvent> before,
                                                                  int limit) {
  return reader.query(kSelectEvents, before, limit).map([&](const db::Row& row) {
    return eventOf(row);
  });
}

}  // namespace hostler
