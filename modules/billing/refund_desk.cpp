#include "modules/billing/refund_desk.h"

#include "modules/billing/invoice_repository.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::string_view kWallet = "wallet", kManual = "manual";
// Its event comes within minutes, where it comes at all.
constexpr std::chrono::hours kPatience{1};

constexpr auto kInsert = R"sql(
  INSERT INTO refunds (id, tenant_id, account_id, payment_id, currency, amount, reserved_credit, destination, status,
                       reason, capture_id, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr std::string_view kSelect = R"sql(
  SELECT id, tenant_id, account_id, payment_id, currency, amount, reserved_credit, destination, status, reason,
         gateway_refund_id, credit_note_id, capture_id, created_at FROM refunds WHERE )sql";
// What is promised and not booked yet, on the invoices that a payment paid.
constexpr auto kSelectPromised = R"sql(
  SELECT COALESCE(SUM(amount - reserved_credit), 0) AS promised FROM refunds
   WHERE status = 'pending' AND gateway_refund_id IS NULL AND payment_id IN (
         SELECT other.payment_id FROM payment_invoices mine
           JOIN payment_invoices other ON other.invoice_id = mine.invoice_id WHERE mine.payment_id = ?))sql";
// What each capture of a payment still holds at the gateway.
constexpr auto kSelectCaptures = R"sql(
  SELECT t.gateway_transaction_id, t.amount, COALESCE(SUM(r.amount), 0) AS returned FROM transactions t
    LEFT JOIN refunds r ON r.payment_id = t.payment_id AND r.capture_id = t.gateway_transaction_id AND r.status <> 'failed'
   WHERE t.payment_id = ? AND t.type = 'payment' AND t.gateway_transaction_id NOT LIKE ?
   GROUP BY t.id, t.gateway_transaction_id, t.amount ORDER BY t.id)sql";
constexpr auto kUnsettled =
    "status = 'pending' AND gateway_refund_id IS NOT NULL AND capture_id IS NOT NULL AND "
    "updated_at < ? AND (ask_at IS NULL OR ask_at <= ?) AND id > ? ORDER BY id LIMIT ?";
constexpr auto kAskAgain = "UPDATE refunds SET ask_at = ? WHERE id = ?";
constexpr auto kSave =
    "UPDATE refunds SET status = ?, gateway_refund_id = ?, credit_note_id = ?, updated_at = ? "
    "WHERE id = ?";
constexpr auto kSelectOwner =
    "SELECT payment_id FROM transactions WHERE gateway = ? AND type = 'payment' AND "
    "gateway_transaction_id = ? AND payment_id IS NOT NULL";

Refund refundOf(const db::Row& row) {
  return {row.id<Refund>("id"),
          row.id<Tenant>("tenant_id"),
          row.id<Account>("account_id"),
          row.id<Payment>("payment_id"),
          row.money("amount", "currency"),
          row.money("reserved_credit", "currency"),
          row.get<RefundDestination>("destination"),
          row.get<RefundStatus>("status"),
          row.text("reason"),
          row.get<std::optional<std::string>>("gateway_refund_id"),
          row.get<std::optional<Id<CreditNote>>>("credit_note_id"),
          row.get<std::optional<std::string>>("capture_id"),
          row.instant("created_at")};
}

std::optional<Refund> one(db::Reader& reader, const std::string& where,
                          std::span<const db::Param> params) {
  return reader.run(std::string{kSelect} + where, params).first(refundOf);
}

// What came in without a gateway goes back without one.
bool isByHand(const Payment& payment) {
  return payment.gateway == kManual || payment.byHand;
}

Money sumOf(const std::vector<Allocation>& parts, Currency currency) {
  auto sum = Money::zero(currency);
  for (const auto& part : parts) sum = sum.plus(part.amount);
  return sum;
}

}  // namespace

std::vector<Allocation> RefundDesk::partsOf(db::Transaction& tx, Money amount,
                                            const std::vector<Invoice>& invoices) {
  std::vector<Allocation> parts;
  auto left = amount;
  for (const auto& invoice : invoices) {
    const auto part = Money::min(left, invoice_repository::paidOn(tx, invoice));
    if (!part.isPositive()) continue;
    parts.push_back({invoice.id, part});
    left = left.minus(part);
  }
  return parts;
}

Refund RefundDesk::start(db::Transaction& tx, const Actor& actor, Id<Payment> paymentId,
                         std::optional<Money> amount, RefundDestination destination,
                         const std::string& reason) {
  auto payment = parts_.payments.lock(tx, paymentId);
  if (!payment || payment->tenant != actor.scope.tenant) throw NotFound{};
  const auto left = payment->refundable();
  const auto wanted = amount.value_or(left);
  if (wanted.currency() != left.currency())
    throw ValidationError{"amount", "other_currency", "must be in the payment's currency"};
  if (!wanted.isPositive() || left.lessThan(wanted)) {
    throw DomainError{"refund_exceeds_payment",
                      409,
                      "No more can be given back than was captured.",
                      {{"left", toJson(left)}}};
  }
  payment->refunded = payment->refunded.plus(wanted);
  payment->updatedAt = parts_.clock.now();
  parts_.payments.save(tx, *payment);

  Refund refund;
  refund.tenant = payment->tenant;
  refund.account = payment->account;
  refund.payment = paymentId;
  refund.amount = wanted;
  refund.reservedCredit = Money::zero(wanted.currency());
  refund.destination =
      payment->gateway == kWallet ? RefundDestination::Credit : destination;  // where it came from
  refund.reason = reason;
  refund.createdAt = parts_.clock.now();
  if (refund.destination == RefundDestination::Credit || isByHand(*payment))
    return promise(tx, actor, *payment, std::move(refund));
  std::optional<Refund> first;
  for (auto& part : splitOverCaptures(tx, *payment, refund)) {
    auto promised = promise(tx, actor, *payment, std::move(part));
    if (!first) first = std::move(promised);
  }
  return first.value();
}

// A gateway gives back what one payment of its own brought in. One that can carry it all does;
// otherwise each gives what it has.
std::vector<Refund> RefundDesk::splitOverCaptures(db::Transaction& tx, const Payment& payment,
                                                  const Refund& whole) {
  const auto currency = whole.amount.currency();
  std::vector<std::pair<std::string, Money>> captures;
  for (const auto& row :
       tx.query(kSelectCaptures, payment.id, std::string{GatewayBatch::kWon} + "%")) {
    const auto left = row.money("amount", currency).minus(row.money("returned", currency));
    if (left.isPositive()) captures.emplace_back(row.text("gateway_transaction_id"), left);
  }
  const auto carries = [&](const auto& one) { return !one.second.lessThan(whole.amount); };
  if (const auto one = std::ranges::find_if(captures, carries); one != captures.end())
    captures = {*one};
  std::vector<Refund> parts;
  auto left = whole.amount;
  for (const auto& [id, held] : captures) {
    if (!left.isPositive()) break;
    auto part = whole;
    part.capture = id;
    part.amount = Money::min(left, held);
    left = left.minus(part.amount);
    parts.push_back(std::move(part));
  }
  if (left.isPositive()) {
    throw DomainError{"refund_exceeds_payment",
                      409,
                      "The gateway does not hold that much of this payment any more.",
                      {{"left", toJson(whole.amount.minus(left))}}};
  }
  return parts;
}

Refund RefundDesk::promise(db::Transaction& tx, const Actor& actor, const Payment& payment,
                           Refund refund) {
  refund.id = parts_.ids.next<Refund>();
  const bool toSource = refund.destination == RefundDestination::Source;
  const auto held = heldByInvoices(tx, payment);
  if (!toSource && held.lessThan(refund.amount)) {
    throw DomainError{"nothing_to_refund", 409,
                      "What is left of this payment is the client's credit already."};
  }
  if (toSource) reserveCredit(tx, refund, held);
  insert(tx, refund);
  parts_.audit.record(tx, actor,
                      {"refund.started",
                       refund.id.text(),
                       nullptr,
                       {{"payment", refund.payment.text()},
                        {"amount", toJson(refund.amount)},
                        {"to", wordOf(refund.destination)},
                        {"reason", refund.reason}}});
  if (!toSource || isByHand(payment)) {
    // Credit is moved by us alone; what came in by hand goes back by hand.
    refund.status = RefundStatus::Processed;
    bookIt(tx, actor, refund, refund.id.text());
  } else {
    jobs::Enqueue how;
    how.uniqueKey = "refund:" + refund.id.text();
    how.lane = "plugin." + payment.gateway;
    parts_.queue.enqueue(tx, Scope::ofAccount(refund.tenant, refund.account),
                         RefundPayment{refund.id}, how);
  }
  return refund;
}

// What was paid on a payment's invoices and is neither given back nor promised to be.
Money RefundDesk::heldByInvoices(db::Transaction& tx, const Payment& payment) {
  auto held = Money::zero(payment.paid.currency());
  for (const auto& invoice : invoice_repository::lockAll(tx, payment.invoices))
    held = held.plus(invoice_repository::paidOn(tx, invoice));
  held =
      held.minus(tx.query(kSelectPromised, payment.id).only().money("promised", held.currency()));
  return Money::max(held, Money::zero(held.currency()));
}

// What the invoices do not hold of it any more has become credit, and is taken from there now: once
// the gateway has given it back there is nobody left to refuse it to.
void RefundDesk::reserveCredit(db::Transaction& tx, Refund& refund, Money held) {
  refund.reservedCredit = refund.amount.minus(Money::min(held, refund.amount));
  if (!refund.reservedCredit.isPositive()) return;
  if (!parts_.credit.take(tx, refund.account, refund.reservedCredit)) {
    const auto credit = parts_.credit.balance(tx, refund.account, held.currency());
    throw DomainError{"credit_was_spent",
                      409,
                      "A part of this payment became credit, which is spent.",
                      {{"missing", toJson(refund.reservedCredit.minus(credit))}}};
  }
  parts_.ledger.post(tx,
                     {refund.tenant,
                      refund.account,
                      "refund.promised",
                      refund.id.text(),
                      {{std::string{book::kClientCredit}, refund.reservedCredit},
                       {std::string{book::kRefundsPromised}, refund.reservedCredit.negated()}}});
}

void RefundDesk::releaseCredit(db::Transaction& tx, const Refund& refund) {
  if (!refund.reservedCredit.isPositive()) return;
  parts_.credit.add(tx, refund.tenant, refund.account, refund.reservedCredit);
  parts_.ledger.post(tx, {refund.tenant,
                          refund.account,
                          "refund.refused",
                          refund.id.text(),
                          {{std::string{book::kRefundsPromised}, refund.reservedCredit},
                           {std::string{book::kClientCredit}, refund.reservedCredit.negated()}}});
}

void RefundDesk::insert(db::Transaction& tx, const Refund& refund) {
  tx.execute(kInsert, refund.id, refund.tenant, refund.account, refund.payment,
             refund.amount.currency(), refund.amount.minor(), refund.reservedCredit.minor(),
             refund.destination, refund.status, refund.reason, refund.capture, refund.createdAt,
             refund.createdAt);
}

std::vector<Refund> RefundDesk::unsettled(db::Reader& reader, Instant now, Id<Refund> after,
                                          int limit) {
  return reader
      .run(std::string{kSelect} + kUnsettled,
           std::array<db::Param, 4>{now.minus(kPatience), now, after, limit})
      .map(refundOf);
}

void RefundDesk::askAgainAt(db::Transaction& tx, Id<Refund> refund, Instant at) {
  tx.execute(kAskAgain, at, refund);
}

std::optional<Refund> RefundDesk::find(db::Reader& reader, Id<Refund> id) {
  return one(reader, "id = ?", std::array<db::Param, 1>{id});
}

std::vector<Refund> RefundDesk::list(db::Reader& reader, Id<Tenant> tenant,
                                     const http::ListOrder& order, int limit) {
  return reader
      .query(std::string{kSelect} + "tenant_id = ?" + order.sql("id"), tenant, order.after, limit)
      .map(refundOf);
}

void RefundDesk::save(db::Transaction& tx, const Refund& refund) {
  tx.execute(kSave, refund.status, refund.gatewayRefundId, refund.creditNote, parts_.clock.now(),
             refund.id);
}

// Takes the sale back by credit notes, then moves the money: back to the gateway's payer, or to the
// credit.
void RefundDesk::bookIt(db::Transaction& tx, const Actor& actor, Refund& refund,
                        const std::string& transactionId) {
  const auto payment = parts_.payments.lock(tx, refund.payment).value();
  const bool toCredit = refund.destination == RefundDestination::Credit;
  const auto target = toCredit ? std::string{book::kClientCredit} : book::gateway(payment.gateway);
  Journal journal{refund.tenant,
                  refund.account,
                  "payment.refunded",
                  refund.id.text(),
                  {{target, refund.amount.negated()}}};
  Transaction transaction;
  auto invoices = invoice_repository::lockAll(tx, payment.invoices);
  const auto fromInvoices = refund.amount.minus(refund.reservedCredit);
  transaction.allocations = partsOf(tx, fromInvoices, invoices);
  for (const auto& part : transaction.allocations) {
    auto& invoice = *std::ranges::find(invoices, part.invoice, &Invoice::id);
    // Of a proforma that was paid in part nothing was invoiced: it is owed again.
    const bool wasAdvance = invoice.isProforma;
    if (!wasAdvance)
      refund.creditNote =
          parts_.corrections.issue(tx, actor, invoice, part.amount, refund.reason).id;
    journal.postings.push_back({std::string{book::kReceivable}, part.amount, invoice.id});
    invoice.balance = invoice.balance.plus(part.amount);
    if (wasAdvance && invoice.balance == invoice.total) invoice.stored = InvoiceStatus::Unpaid;
    invoice_repository::saveState(tx, invoice);
  }
  if (refund.reservedCredit.isPositive())
    journal.postings.push_back({std::string{book::kRefundsPromised}, refund.reservedCredit});
  const auto left = fromInvoices.minus(sumOf(transaction.allocations, fromInvoices.currency()));
  if (left.isPositive()) {
    // The invoices were credited since, or nobody promised this one. The money is with the payer:
    // what of the credit is spent is lost.
    const auto taken = parts_.credit.takeUpTo(tx, refund.account, left);
    if (taken.isPositive()) journal.postings.push_back({std::string{book::kClientCredit}, taken});
    if (taken.lessThan(left)) writeOff(tx, actor, refund, left.minus(taken), journal);
  }
  if (toCredit) parts_.credit.add(tx, refund.tenant, refund.account, refund.amount);
  parts_.ledger.post(tx, journal);
  transaction.id = parts_.ids.next<Transaction>();
  transaction.tenant = refund.tenant;
  transaction.account = refund.account;
  transaction.payment = refund.payment;
  transaction.type = TransactionType::Refund;
  transaction.gateway = toCredit ? "wallet" : payment.gateway;
  transaction.gatewayTransactionId = transactionId;
  transaction.amount = refund.amount;
  transaction.fee = Money::zero(refund.amount.currency());
  transaction.createdAt = parts_.clock.now();
  parts_.payments.insertTransactions(tx, {transaction});
  save(tx, refund);
  PaymentRefunded fact{
      refund.payment, refund.account, refund.amount, std::string{wordOf(refund.destination)}, {}};
  for (const auto& part : transaction.allocations) fact.invoices.push_back(part.invoice);
  parts_.bus.publish(tx, actor, Scope::ofAccount(refund.tenant, refund.account), fact);
}

bool RefundDesk::isBooked(db::Transaction& tx, const Refund& refund) {
  const auto payment = parts_.payments.lock(tx, refund.payment).value();
  return !parts_.payments
              .knownTransactions(tx, payment.gateway, TransactionType::Refund,
                                 {refund.gatewayRefundId.value()})
              .empty();
}

void RefundDesk::writeOff(db::Transaction& tx, const Actor& actor, const Refund& refund, Money lost,
                          Journal& journal) {
  journal.postings.push_back({std::string{book::kWriteOff}, lost});
  parts_.audit.record(
      tx, actor, {"refund.written_off", refund.id.text(), nullptr, {{"amount", toJson(lost)}}});
  log_.error(
      "refund.written_off",
      {{"refund", refund.id.text()}, {"account", refund.account.text()}, {"amount", lost.text()}});
}

void RefundDesk::accepted(db::Transaction& tx, Id<Refund> id, const std::string& gatewayRefundId,
                          bool processed) {
  auto refund = one(tx, "id = ? {for_update}", std::array<db::Param, 1>{id});
  if (!refund || refund->status == RefundStatus::Failed) return;
  const bool booked = refund->gatewayRefundId.has_value();
  refund->gatewayRefundId = gatewayRefundId;
  if (processed) refund->status = RefundStatus::Processed;
  if (booked) return save(tx, *refund);
  if (isBooked(tx, *refund)) {
    // Its event came without our name on it and was booked as one of the gateway's own.
    refund->gatewayRefundId.reset();
    refund->status = RefundStatus::Pending;
    save(tx, *refund);
    return refused(tx, id, "booked as a refund of the gateway's own");
  }
  bookIt(tx, Actor::system(refund->tenant, refund->account, "refund"), *refund, gatewayRefundId);
}

void RefundDesk::refused(db::Transaction& tx, Id<Refund> id, const std::string& reason) {
  auto refund = one(tx, "id = ? {for_update}", std::array<db::Param, 1>{id});
  if (!refund || refund->status != RefundStatus::Pending || refund->gatewayRefundId) return;
  auto payment = parts_.payments.lock(tx, refund->payment).value();
  payment.refunded = payment.refunded.minus(refund->amount);
  payment.updatedAt = parts_.clock.now();
  parts_.payments.save(tx, payment);
  releaseCredit(tx, *refund);
  refund->status = RefundStatus::Failed;
  save(tx, *refund);
  parts_.audit.record(tx, Actor::system(refund->tenant, refund->account, "refund"),
                      {"refund.failed", id.text(), nullptr, {{"reason", reason}}});
}

GatewayBatch::Verdict RefundDesk::learn(db::Transaction& tx, const GatewayNotice& notice) {
  const auto owner = tx.query(kSelectOwner, notice.gateway, notice.paymentTransactionId)
                         .first([](const db::Row& row) { return row.id<Payment>("payment_id"); });
  if (!owner) return {"waiting", "its payment is not booked yet", notice.paymentTransactionId, {}};
  const bool failed = notice.kind == GatewayNotice::Kind::RefundFailed;
  const auto ours = Id<Refund>::parse(notice.refund);
  auto refund = ours ? one(tx, "id = ? {for_update}", std::array<db::Param, 1>{*ours})
                     : one(tx, "gateway_refund_id = ? AND payment_id = ? {for_update}",
                           std::array<db::Param, 2>{notice.transactionId, *owner});
  if (refund && refund->payment != *owner)
    return {"held", "the refund is of another payment", {}, owner};
  if (!refund && failed) return {"ignored", "nothing was booked for it", {}, owner};
  const auto payment = parts_.payments.lock(tx, *owner).value();
  if (notice.amount.currency() != payment.paid.currency()) {
    return {"held",
            "it gives back " + notice.amount.text() + ", what came in was " + payment.paid.text(),
            {},
            owner};
  }
  if (!refund) {
    // Made by hand at the gateway's dashboard: it is as true as one of ours.
    if (payment.paid.minus(payment.refunded).lessThan(notice.amount))
      return {"held", "it gives back more than came in", {}, owner};
    auto changed = payment;
    changed.refunded = changed.refunded.plus(notice.amount);
    changed.updatedAt = parts_.clock.now();
    parts_.payments.save(tx, changed);
    refund.emplace();
    refund->id = parts_.ids.next<Refund>();
    refund->tenant = payment.tenant;
    refund->account = payment.account;
    refund->payment = payment.id;
    refund->amount = notice.amount;
    refund->reservedCredit = Money::zero(notice.amount.currency());
    refund->reason = "refunded at the gateway";
    refund->capture = notice.paymentTransactionId;
    refund->createdAt = parts_.clock.now();
    insert(tx, *refund);
  }
  if (!failed) {
    if (refund->status == RefundStatus::Failed)
      return {"held", "the refund had failed here and was given up", {}, owner};
    accepted(tx, refund->id, notice.transactionId, true);
    return {"booked", {}, {}, owner};
  }
  if (refund->status == RefundStatus::Failed) return {"ignored", "known already", {}, owner};
  if (!refund->gatewayRefundId) {
    refused(tx, refund->id, notice.errorMessage);
    return {"booked", {}, {}, owner};
  }
  // The sale was taken back and the money did not reach the payer: it is the client's credit now.
  parts_.credit.add(tx, refund->tenant, refund->account, refund->amount);
  parts_.ledger.post(tx, {refund->tenant,
                          refund->account,
                          "refund.failed",
                          refund->id.text(),
                          {{book::gateway(payment.gateway), refund->amount},
                           {std::string{book::kClientCredit}, refund->amount.negated()}}});
  refund->status = RefundStatus::Failed;
  save(tx, *refund);
  return {"booked", {}, {}, owner};
}

}  // namespace hostler
