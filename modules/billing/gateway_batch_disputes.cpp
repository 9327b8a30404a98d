#include "modules/billing/dispute.h"
#include "modules/billing/gateway_batch.h"
#include "modules/billing/invoice_repository.h"

#include <algorithm>

namespace hostler {
namespace {

using Verdict = GatewayBatch::Verdict;

constexpr auto kSelectPaymentOfTransaction =
    "SELECT payment_id FROM transactions WHERE gateway = ? AND type = 'payment' AND "
    "gateway_transaction_id = ? AND payment_id IS NOT NULL";

constexpr auto kSelectTaken =
    "SELECT amount, fee, currency FROM transactions WHERE gateway = ? AND type = 'chargeback' AND "
    "gateway_transaction_id = ? AND payment_id = ?";

Actor actorFor(const Payment& payment) {
  return Actor::system(payment.tenant, payment.account, "gateway:" + payment.gateway);
}

}  // namespace

Verdict GatewayBatch::dispute(const GatewayNotice& notice) {
  write();
  const auto owner = tx_.query(kSelectPaymentOfTransaction, gateway_, notice.paymentTransactionId)
                         .first([](const db::Row& row) { return row.id<Payment>("payment_id"); });
  if (!owner) return {"waiting", "its payment is not booked yet", notice.paymentTransactionId, {}};
  auto& payment = locked(*owner);
  // What was said before the win comes late, or twice: it takes nothing back.
  const auto known = dispute_repository::lock(tx_, gateway_, notice.transactionId);
  if (known && known->state == DisputeState::Won && notice.kind != GatewayNotice::Kind::DisputeWon)
    return {"ignored", "it was won since", {}, payment.id};
  keepDispute(notice, payment);
  if (notice.kind == GatewayNotice::Kind::DisputeOpen)
    return {"booked", "nothing is taken yet", {}, payment.id};
  if (notice.kind == GatewayNotice::Kind::DisputeWon) return winBack(notice, payment);
  if (notice.amount.currency() != payment.amount.currency()) {
    return {"held",
            "it takes " + notice.amount.text() + ", the payment was " + payment.amount.text(),
            {},
            payment.id};
  }
  return loseTo(notice, payment);
}

void GatewayBatch::keepDispute(const GatewayNotice& notice, const Payment& payment) {
  const auto state = enumOf<DisputeState>(notice.disputeState);
  if (!state) return;
  Dispute dispute;
  dispute.id = parts_.ids.next<Dispute>();
  dispute.tenant = payment.tenant;
  dispute.account = payment.account;
  dispute.payment = payment.id;
  dispute.gateway = gateway_;
  dispute.gatewayId = notice.transactionId;
  dispute.state = *state;
  dispute.amount = notice.amount;
  const bool isTaken = notice.kind == GatewayNotice::Kind::DisputeLost;
  dispute.deducted = isTaken ? notice.amount : Money::zero(notice.amount.currency());
  dispute.reason = notice.disputeReason;
  dispute.phase = notice.disputePhase;
  dispute.respondBy = notice.respondBy;
  if (!dispute_repository::keep(tx_, dispute, now_)) return;
  parts_.bus.publish(tx_, actorFor(payment), Scope::ofAccount(payment.tenant, payment.account),
                     DisputeOpened{dispute.id, payment.id, payment.account, notice.amount,
                                   notice.disputeReason, notice.respondBy, payment.invoices});
}

bool GatewayBatch::isBooked(TransactionType type, const std::string& id) {
  return !parts_.payments.knownTransactions(tx_, gateway_, type, {id}).empty();
}

Verdict GatewayBatch::loseTo(const GatewayNotice& notice, Payment& payment) {
  if (isBooked(TransactionType::Chargeback, notice.transactionId))
    return {"ignored", "booked already", {}, payment.id};
  auto transaction = transactionOf(notice, payment, TransactionType::Chargeback);
  Journal journal{payment.tenant,
                  payment.account,
                  "dispute.lost",
                  transaction.id.text(),
                  {{book::gateway(gateway_), notice.amount.negated()}}};
  postFee(notice, journal);
  transaction.allocations = reopen(notice.amount, payment, journal);
  payment.chargedBack = payment.chargedBack.plus(notice.amount);
  return settleDispute(std::move(transaction), std::move(journal), payment, false);
}

// Only what was taken comes back, whatever the case was about.
Verdict GatewayBatch::winBack(const GatewayNotice& notice, Payment& payment) {
  const auto wonId = std::string{kWon} + notice.transactionId;
  if (isBooked(TransactionType::Payment, wonId))
    return {"ignored", "booked already", {}, payment.id};
  const auto lost =
      tx_.query(kSelectTaken, gateway_, notice.transactionId, payment.id)
          .first([](const db::Row& row) {
            return std::pair{row.money("amount", "currency"), row.money("fee", "currency")};
          });
  if (!lost) return {"ignored", "nothing was taken", {}, payment.id};
  const auto& [taken, fee] = *lost;
  auto transaction = transactionOf(notice, payment, TransactionType::Payment);
  transaction.gatewayTransactionId = wonId;
  transaction.amount = taken;
  Journal journal{payment.tenant,
                  payment.account,
                  "dispute.won",
                  transaction.id.text(),
                  {{book::gateway(gateway_), taken}}};
  transaction.fee = returnFee(notice, fee, journal).negated();
  transaction.allocations = allocate(taken, payment.invoices, journal);
  payment.chargedBack = payment.chargedBack.minus(taken);
  return settleDispute(std::move(transaction), std::move(journal), payment, true);
}

// Some gateways give back what they had kept for a dispute that was won, or a part of it.
Money GatewayBatch::returnFee(const GatewayNotice& notice, Money booked, Journal& journal) {
  const auto none = Money::zero(booked.currency());
  if (!notice.fee || notice.fee->currency() != booked.currency()) return none;
  const auto back = Money::min(booked, Money::max(booked.minus(*notice.fee), none));
  if (!back.isPositive()) return none;
  journal.postings.push_back({book::gateway(gateway_), back});
  journal.postings.push_back({std::string{book::kGatewayFees}, back.negated()});
  return back;
}

Verdict GatewayBatch::settleDispute(Transaction transaction, Journal journal,
                                    const Payment& payment, bool won) {
  changedPayments_.insert(payment.id);
  journals_.push_back(std::move(journal));
  const PaymentDisputed fact{payment.id, payment.account, transaction.amount, payment.invoices,
                             won};
  queueReceived();
  announcements_.push_back([this, actor = actorFor(payment), fact] {
    parts_.bus.publish(tx_, actor, actor.scope, fact);
  });
  transactions_.push_back(std::move(transaction));
  // At once, so that what comes next in this batch finds the invoices open again, or paid.
  const auto id = payment.id;
  write();
  return {"booked", {}, {}, id};
}

// What was taken back is owed again: by the invoices that it had paid, as far as they were not
// credited since, then by the credit.
std::vector<Allocation> GatewayBatch::reopen(Money amount, const Payment& payment,
                                             Journal& journal) {
  std::vector<Allocation> allocations;
  auto left = amount;
  for (const auto id : payment.invoices) {
    auto* target = invoice(id);
    if (target == nullptr) continue;
    const auto part = Money::min(left, invoice_repository::paidOn(tx_, *target));
    if (!part.isPositive()) continue;
    target->balance = target->balance.plus(part);
    left = left.minus(part);
    changedInvoices_.insert(id);
    allocations.push_back({id, part});
    journal.postings.push_back({std::string{book::kReceivable}, part, id});
  }
  if (left.isPositive()) {
    const auto credit = parts_.credit.takeUpTo(tx_, payment.account, left);
    journal.postings.push_back({std::string{book::kClientCredit}, credit});
    journal.postings.push_back({std::string{book::kWriteOff}, left.minus(credit)});
  }
  return allocations;
}

}  // namespace hostler
