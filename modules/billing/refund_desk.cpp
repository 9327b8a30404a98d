#include "modules/billing/refund_desk.h"

#include "modules/billing/invoice_repository.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO refunds (id, tenant_id, account_id, payment_id, currency, amount, destination, status, reason,
                       gateway_refund_id, credit_note_id, created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr std::string_view kSelect = R"sql(
  SELECT id, tenant_id, account_id, payment_id, currency, amount, destination, status, reason, gateway_refund_id,
         credit_note_id, created_at FROM refunds WHERE )sql";
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
          row.get<RefundDestination>("destination"),
          row.get<RefundStatus>("status"),
          row.text("reason"),
          row.get<std::optional<std::string>>("gateway_refund_id"),
          row.get<std::optional<Id<CreditNote>>>("credit_note_id"),
          row.instant("created_at")};
}

std::optional<Refund> one(db::Reader& reader, const std::string& where,
                          std::span<const db::Param> params) {
  return reader.run(std::string{kSelect} + where, params).first(refundOf);
}

Money sumOf(const std::vector<Allocation>& parts, Currency currency) {
  auto sum = Money::zero(currency);
  for (const auto& part : parts) sum = sum.plus(part.amount);
  return sum;
}

DomainError creditWasSpent(Money missing) {
  return {"credit_was_spent",
          409,
          "A part of this payment became credit, which is spent.",
          {{"missing", toJson(missing)}}};
}

}  // namespace

std::vector<Allocation> RefundDesk::partsOf(db::Transaction& tx, Money amount,
                                            const std::vector<Invoice>& invoices) {
  std::vector<Allocation> parts;
  auto left = amount;
  for (const auto& invoice : invoices) {
    const auto part = Money::min(left, invoice_repository::paidOn(reader, invoice));
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
  const auto left = refundable(tx, *payment);
  const auto wanted = amount.value_or(left);
  if (wanted.currency() != left.currency())
    throw ValidationError{"amount", "other_currency", "must be in the payment's currency"};
  if (!wanted.isPositive() || left.lessThan(wanted)) {
    throw DomainError{"refund_exceeds_payment",
                      409,
                      "No more can be given back than was captured.",
                      {{"left", toJson(left)}}};
  }
  if (destination == RefundDestination::Source) {
    // Said now: once the gateway has given it back there is nobody left to refuse it to.
    const auto parts = partsOf(tx, wanted, invoice_repository::lockAll(tx, payment->invoices));
    const auto fromCredit = wanted.minus(sumOf(parts, wanted.currency()));
    const auto credit = parts_.credit.balance(tx, payment->account, wanted.currency());
    if (credit.lessThan(fromCredit)) throw creditWasSpent(fromCredit.minus(credit));
  }
  payment->refunded = payment->refunded.plus(wanted);
  payment->updatedAt = parts_.clock.now();
  parts_.payments.save(tx, *payment);

  Refund refund{parts_.ids.next<Refund>(),
                payment->tenant,
                payment->account,
                paymentId,
                wanted,
                destination,
                RefundStatus::Pending,
                reason,
                std::nullopt,
                std::nullopt,
                parts_.clock.now()};
  tx.execute(kInsert, refund.id, refund.tenant, refund.account, refund.payment, wanted.currency(),
             wanted.minor(), destination, refund.status, reason, nullptr, nullptr, refund.createdAt,
             refund.createdAt);
  parts_.audit.record(tx, actor,
                      {"refund.started",
                       refund.id.text(),
                       nullptr,
                       {{"payment", paymentId.text()},
                        {"amount", toJson(wanted)},
                        {"to", wordOf(destination)},
                        {"reason", reason}}});
  if (destination == RefundDestination::Credit) {
    refund.status = RefundStatus::Processed;
    bookIt(tx, actor, refund, refund.id.text());
  } else {
    jobs::Enqueue how;
    how.uniqueKey = "refund:" + refund.id.text();
    how.lane = "plugin." + payment->gateway;
    parts_.queue.enqueue(tx, Scope::ofAccount(refund.tenant, refund.account),
                         RefundPayment{refund.id}, how);
  }
  return refund;
}

std::optional<Refund> RefundDesk::find(db::Reader& reader, Id<Refund> id) {
  return one(reader, "id = ?", std::array<db::Param, 1>{id});
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
  transaction.allocations = partsOf(tx, refund.amount, invoices);
  for (const auto& part : transaction.allocations) {
    auto& invoice = *std::ranges::find(invoices, part.invoice, &Invoice::id);
    refund.creditNote =
        parts_.corrections.issue(tx, actor, invoice, part.amount, refund.reason).id;
    journal.postings.push_back({std::string{book::kReceivable}, part.amount, invoice.id});
    invoice.balance = invoice.balance.plus(part.amount);
    invoice_repository::saveState(tx, invoice);
  }
  // What the payment had left over went to the client's credit, so it comes back from there.
  const auto left = refund.amount.minus(sumOf(transaction.allocations, refund.amount.currency()));
  if (left.isPositive() && toCredit) {
    throw DomainError{"nothing_to_refund", 409,
                      "What is left of this payment is the client's credit already."};
  }
  if (left.isPositive()) {
    // The money is with the payer: what of the credit was spent since it was promised is lost.
    const auto there =
        Money::min(left, parts_.credit.balance(tx, refund.account, left.currency()));
    const auto taken = there.isPositive() && parts_.credit.take(tx, refund.account, there)
                           ? there
                           : Money::zero(left.currency());
    journal.postings.push_back({std::string{book::kClientCredit}, taken});
    journal.postings.push_back({std::string{book::kWriteOff}, left.minus(taken)});
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
  parts_.bus.publish(tx, actor, Scope::ofAccount(refund.tenant, refund.account),
                     PaymentRefunded{refund.payment, refund.account, refund.amount,
                                     std::string{wordOf(refund.destination)}});
}

void RefundDesk::accepted(db::Transaction& tx, Id<Refund> id, const std::string& gatewayRefundId,
                          bool processed) {
  auto refund = one(tx, "id = ? {for_update}", std::array<db::Param, 1>{id});
  if (!refund || refund->status == RefundStatus::Failed) return;
  const bool booked = refund->gatewayRefundId.has_value();
  refund->gatewayRefundId = gatewayRefundId;
  if (processed) refund->status = RefundStatus::Processed;
  if (booked) return save(tx, *refund);
  bookIt(tx, Actor::system(refund->tenant, refund->account, "refund"), *refund, gatewayRefundId);
}

void RefundDesk::refused(db::Transaction& tx, Id<Refund> id, const std::string& reason) {
  auto refund = one(tx, "id = ? {for_update}", std::array<db::Param, 1>{id});
  if (!refund || refund->status != RefundStatus::Pending || refund->gatewayRefundId) return;
  auto payment = parts_.payments.lock(tx, refund->payment).value();
  payment.refunded = payment.refunded.minus(refund->amount);
  payment.updatedAt = parts_.clock.now();
  parts_.payments.save(tx, payment);
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
  if (!refund) {
    // Made by hand at the gateway's dashboard: it is as true as one of ours.
    const auto payment = parts_.payments.lock(tx, *owner).value();
    if (payment.paid.minus(payment.refunded).lessThan(notice.amount))
      return {"held", "it gives back more than came in", {}, owner};
    auto changed = payment;
    changed.refunded = changed.refunded.plus(notice.amount);
    changed.updatedAt = parts_.clock.now();
    parts_.payments.save(tx, changed);
    refund = Refund{parts_.ids.next<Refund>(),
                    payment.tenant,
                    payment.account,
                    payment.id,
                    notice.amount,
                    RefundDestination::Source,
                    RefundStatus::Pending,
                    "refunded at the gateway",
                    std::nullopt,
                    std::nullopt,
                    parts_.clock.now()};
    tx.execute(kInsert, refund->id, refund->tenant, refund->account, refund->payment,
               notice.amount.currency(), notice.amount.minor(), refund->destination, refund->status,
               refund->reason, nullptr, nullptr, refund->createdAt, refund->createdAt);
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
  const auto payment = parts_.payments.lock(tx, *owner).value();
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
