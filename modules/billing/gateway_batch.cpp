#include "modules/billing/gateway_batch.h"

#include "core/base/fitted.h"
#include "modules/billing/hand_reference.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/refund_desk.h"
#include "modules/billing/saved_method_repository.h"
#include "modules/billing/saved_methods.h"

#include <algorithm>

namespace hostler {
namespace {

using Verdict = GatewayBatch::Verdict;

// The references of captures, and of debits that nobody was told of, of which not one was found.
std::set<std::string> unknownOf(const std::vector<const GatewayNotice*>& notices,
                                const std::vector<Payment>& found) {
  std::set<std::string> known, unknown;
  for (const auto& payment : found) known.insert(payment.reference.value());
  for (const auto* notice : notices) {
    const auto& all = notice->references;
    const bool isKnown =
        std::ranges::any_of(all, [&](const auto& one) { return known.contains(one); });
    const bool isEarly = notice->kind == GatewayNotice::Kind::Captured ||
                         notice->kind == GatewayNotice::Kind::DebitNoticeFailed;
    if (isEarly && !isKnown) unknown.insert(all.begin(), all.end());
  }
  return unknown;
}

Actor actorFor(const Payment& payment) {
  return Actor::system(payment.tenant, payment.account, "gateway:" + payment.gateway);
}

}  // namespace

GatewayBatch::GatewayBatch(GatewayDesk::Parts& parts, db::Transaction& tx, std::string gateway)
    : parts_{parts}, tx_{tx}, gateway_{std::move(gateway)}, now_{parts.clock.now()} {}

void GatewayBatch::load(const std::vector<const GatewayNotice*>& notices) {
  std::set<std::string> references, captures, disputes;
  for (const auto* notice : notices) {
    references.insert(notice->references.begin(), notice->references.end());
    if (notice->kind == GatewayNotice::Kind::Captured) captures.insert(notice->transactionId);
    if (notice->kind == GatewayNotice::Kind::DisputeLost) disputes.insert(notice->transactionId);
  }
  auto found =
      parts_.payments.lockByReference(tx_, gateway_, {references.begin(), references.end()});
  // Of a charge that is over at once the gateway may tell before its reference is written down.
  for (const auto& reference : unknownOf(notices, found)) {
    for (auto& latest : parts_.payments.lockLatest(tx_, gateway_, reference))
      found.push_back(std::move(latest));
  }
  std::set<Id<Invoice>> invoiceIds;
  for (auto& payment : found) {
    byReference_[payment.reference.value()] = payment.id;
    invoiceIds.insert(payment.invoices.begin(), payment.invoices.end());
    const auto id = payment.id;
    payments_.emplace(id, std::move(payment));
  }
  for (auto& one : invoice_repository::lockAll(tx_, {invoiceIds.begin(), invoiceIds.end()})) {
    const auto id = one.id;
    invoices_.emplace(id, std::move(one));
  }
  for (const auto& id : parts_.payments.knownTransactions(tx_, gateway_, TransactionType::Payment,
                                                          {captures.begin(), captures.end()})) {
    booked_.emplace(TransactionType::Payment, id);
  }
  for (const auto& id : parts_.payments.knownTransactions(
           tx_, gateway_, TransactionType::Chargeback, {disputes.begin(), disputes.end()})) {
    booked_.emplace(TransactionType::Chargeback, id);
  }
}

std::vector<Verdict> GatewayBatch::book(const std::vector<const GatewayNotice*>& notices) {
  load(notices);
  std::vector<Verdict> verdicts;
  for (const auto* notice : notices) verdicts.push_back(apply(*notice));
  write();
  return verdicts;
}

Verdict GatewayBatch::worst(const std::vector<Verdict>& verdicts) {
  const std::vector<std::string> order{"ignored", "booked", "unmatched", "waiting", "held"};
  Verdict result{"ignored", "nothing follows from it", {}, {}};
  for (const auto& verdict : verdicts) {
    if (std::ranges::find(order, verdict.state) >= std::ranges::find(order, result.state))
      result = verdict;
  }
  return result;
}

std::vector<const GatewayNotice*> GatewayBatch::matched(
    const std::vector<const GatewayNotice*>& notices, const std::vector<Verdict>& verdicts) {
  std::vector<const GatewayNotice*> some;
  for (std::size_t i = 0; i < notices.size(); ++i) {
    if (verdicts[i].state != "unmatched") some.push_back(notices[i]);
  }
  return some;
}

Verdict GatewayBatch::apply(const GatewayNotice& notice) {
  switch (notice.kind) {
    case GatewayNotice::Kind::Captured:
    case GatewayNotice::Kind::Failed: {
      auto* payment = paymentFor(notice);
      if (payment == nullptr) {
        return {"unmatched", "no attempt of ours has this reference", notice.transactionId, {}};
      }
      return notice.kind == GatewayNotice::Kind::Captured ? capture(notice, *payment)
                                                          : fail(notice, *payment);
    }
    case GatewayNotice::Kind::RefundProcessed:
    case GatewayNotice::Kind::RefundFailed:
      return refund(notice);
    case GatewayNotice::Kind::DisputeLost:
    case GatewayNotice::Kind::DisputeWon:
    case GatewayNotice::Kind::DisputeOpen:
      return dispute(notice);
    case GatewayNotice::Kind::MethodChanged:
      return methodChanged(notice);
    case GatewayNotice::Kind::DebitNoticeFailed:
    case GatewayNotice::Kind::DebitNoticeSent:
    case GatewayNotice::Kind::LinkEnded:
      return ofAttempt(notice);
    case GatewayNotice::Kind::Other:
      break;
  }
  return {"ignored", "nothing follows from it", {}, {}};
}

Payment* GatewayBatch::paymentFor(const GatewayNotice& notice) {
  for (const auto& reference : notice.references) {
    if (const auto found = byReference_.find(reference); found != byReference_.end())
      return &payments_.at(found->second);
  }
  return nullptr;
}

Invoice* GatewayBatch::invoice(Id<Invoice> id) {
  if (isStale_) readAnew();
  const auto found = invoices_.find(id);
  return found == invoices_.end() ? nullptr : &found->second;
}

// What was announced in the middle of a batch may have changed any of them: a payment that lets
// terms begin anew calls off the renewal after them, which a later notice may be about.
void GatewayBatch::readAnew() {
  std::vector<Id<Invoice>> ids;
  for (const auto& [id, one] : invoices_) ids.push_back(id);
  for (const auto& one : invoice_repository::lockAll(tx_, ids))
    invoices_.insert_or_assign(one.id, one);
  isStale_ = false;
}

// To the open invoices in turn, and what is left to the client's credit.
std::vector<Allocation> GatewayBatch::allocate(Money amount, const std::vector<Id<Invoice>>& ids,
                                               Journal& journal) {
  std::vector<Allocation> allocations;
  auto left = amount;
  for (const auto id : ids) {
    auto* target = invoice(id);
    if (target == nullptr || !target->isOpen() || !left.isPositive()) continue;
    const auto part = Money::min(left, target->balance);
    if (!part.isPositive()) continue;
    target->balance = target->balance.minus(part);
    left = left.minus(part);
    changedInvoices_.insert(id);
    allocations.push_back({id, part});
    journal.postings.push_back({std::string{book::kReceivable}, part.negated(), id});
  }
  if (left.isPositive()) {
    parts_.credit.add(tx_, journal.tenant, journal.account.value(), left);
    journal.postings.push_back({std::string{book::kClientCredit}, left.negated()});
  }
  return allocations;
}

void GatewayBatch::postFee(const GatewayNotice& notice, Journal& journal) {
  if (!notice.fee || !notice.fee->isPositive() ||
      notice.fee->currency() != notice.amount.currency())
    return;
  journal.postings.push_back({std::string{book::kGatewayFees}, *notice.fee});
  journal.postings.push_back({book::gateway(gateway_), notice.fee->negated()});
}

Transaction GatewayBatch::transactionOf(const GatewayNotice& notice, const Payment& payment,
                                        TransactionType type) {
  Transaction transaction;
  transaction.id = parts_.ids.next<Transaction>();
  transaction.tenant = payment.tenant;
  transaction.account = payment.account;
  transaction.payment = payment.id;
  transaction.type = type;
  transaction.gateway = gateway_;
  transaction.gatewayTransactionId = notice.transactionId;
  transaction.amount = notice.amount;
  transaction.fee = notice.fee && notice.fee->currency() == notice.amount.currency()
                        ? *notice.fee
                        : Money::zero(notice.amount.currency());
  transaction.createdAt = now_;
  return transaction;
}

Verdict GatewayBatch::capture(const GatewayNotice& notice, Payment& payment) {
  if (!booked_.emplace(TransactionType::Payment, notice.transactionId).second)
    return {"ignored", "booked already", {}, payment.id};
  if (payment.purpose == PaymentPurpose::Setup) {
    const auto owner = Scope::ofAccount(payment.tenant, payment.account);
    parts_.queue.enqueue(tx_, owner, RefreshMethods{payment.account, gateway_});
    if (notice.amount == Money::zero(payment.amount.currency())) return setUp(notice, payment);
  }
  if (notice.amount.currency() != payment.amount.currency() || !notice.amount.isPositive()) {
    return {"held",
            "it says " + notice.amount.text() + ", the attempt is for " + payment.amount.text(),
            {},
            payment.id};
  }
  auto transaction = transactionOf(notice, payment, TransactionType::Payment);
  if (payment.byHand) {
    transaction.handReference = hand_reference::normal(notice.transactionId);
    if (hand_reference::isBooked(tx_, payment.tenant, *transaction.handReference))
      return {"ignored", "booked already", {}, payment.id};
  }
  Journal journal{payment.tenant,
                  payment.account,
                  "payment.received",
                  transaction.id.text(),
                  {{book::gateway(gateway_), notice.amount}}};
  transaction.allocations = allocate(notice.amount, payment.invoices, journal);
  postFee(notice, journal);
  journals_.push_back(std::move(journal));

  payment.paid = payment.paid.plus(notice.amount);
  payment.status = PaymentStatus::Succeeded;
  payment.nextAction.reset();
  payment.errorCode.clear();
  payment.errorMessage.clear();
  if (!notice.method.empty()) payment.method = notice.method;
  changedPayments_.insert(payment.id);
  received_[payment.tenant].emplace_back(
      Scope::ofAccount(payment.tenant, payment.account),
      PaymentReceived{transaction.id, payment.id, payment.account, gateway_, notice.amount,
                      payment.invoices});
  transactions_.push_back(std::move(transaction));
  return {"booked", {}, {}, payment.id};
}

// A mandate that moves nothing: there is nothing to book, and nothing more to come.
Verdict GatewayBatch::setUp(const GatewayNotice& notice, Payment& payment) {
  if (payment.status == PaymentStatus::Succeeded)
    return {"ignored", "it was set up already", {}, payment.id};
  payment.status = PaymentStatus::Succeeded;
  payment.nextAction.reset();
  payment.errorCode.clear();
  payment.errorMessage.clear();
  if (!notice.method.empty()) payment.method = notice.method;
  changedPayments_.insert(payment.id);
  return {"booked", {}, {}, payment.id};
}

// A payer may try again on the same order, and a late success may follow: a failure never undoes
// what came in.
Verdict GatewayBatch::fail(const GatewayNotice& notice, Payment& payment) {
  if (payment.status == PaymentStatus::Succeeded)
    return {"ignored", "the attempt has succeeded since", {}, payment.id};
  payment.status = PaymentStatus::Failed;
  // Why it failed was known before the gateway gave it up.
  if (payment.errorCode != kDebitNoticeFailed) {
    payment.errorCode = fitted(notice.errorCode, 80);
    payment.errorMessage = fitted(notice.errorMessage, 300);
  }
  changedPayments_.insert(payment.id);
  const PaymentFailed fact{payment.id,        payment.account,      gateway_,
                           payment.errorCode, payment.errorMessage, payment.invoices};
  queueReceived();
  announcements_.push_back([this, actor = actorFor(payment), fact] {
    parts_.bus.publish(tx_, actor, actor.scope, fact);
  });
  return {"booked", {}, {}, payment.id};
}

Verdict GatewayBatch::refund(const GatewayNotice& notice) {
  // The capture that it takes from may be in this very batch, so what is decided so far is written
  // first.
  write();
  auto verdict = parts_.refunds.learn(tx_, notice);
  if (verdict.payment) locked(*verdict.payment);
  return verdict;
}

// Read anew, with its invoices: what comes later in this batch must not write over what a refund or
// a dispute has changed.
Payment& GatewayBatch::locked(Id<Payment> id) {
  auto payment = parts_.payments.lock(tx_, id).value();
  for (auto& one : invoice_repository::lockAll(tx_, payment.invoices))
    invoices_.insert_or_assign(one.id, one);
  return payments_.insert_or_assign(id, std::move(payment)).first->second;
}

// What became of it the gateway's own list tells.
Verdict GatewayBatch::methodChanged(const GatewayNotice& notice) {
  const auto owner = saved_method_repository::ownerOf(tx_, gateway_, notice.transactionId);
  if (!owner) return {"ignored", "no account of ours is this customer", {}, {}};
  parts_.queue.enqueue(tx_, *owner, RefreshMethods{owner->account.value(), gateway_});
  return {"booked", {}, {}, {}};
}

Verdict GatewayBatch::ofAttempt(const GatewayNotice& notice) {
  auto* payment = paymentFor(notice);
  if (payment == nullptr) return {"ignored", "no attempt of ours has this reference", {}, {}};
  if (notice.kind == GatewayNotice::Kind::DebitNoticeFailed) return noticeFailed(*payment);
  return {"ignored",
          notice.kind == GatewayNotice::Kind::DebitNoticeSent
              ? "the payer was told of the debit beforehand"
              : "the payment link takes no more payments; what came in by it is booked",
          {},
          payment->id};
}

// The attempt itself is the gateway's to end: what it takes all the same is booked as ever. What is
// kept here keeps its invoice from being charged again while the payer is away.
Verdict GatewayBatch::noticeFailed(Payment& payment) {
  if (payment.status == PaymentStatus::Succeeded)
    return {"ignored", "the attempt has succeeded since", {}, payment.id};
  payment.errorCode = kDebitNoticeFailed;
  payment.errorMessage = "The payer could not be told of this debit beforehand.";
  changedPayments_.insert(payment.id);
  return {
      "booked", "the payer could not be told of the debit: it is not tried again", {}, payment.id};
}

// What came in is announced together, and before what followed it.
void GatewayBatch::queueReceived() {
  for (auto& [tenant, facts] : std::exchange(received_, {})) {
    announcements_.push_back([this, tenant, facts = std::move(facts)] {
      parts_.bus.publishAll(tx_, Actor::system(tenant, "gateway:" + gateway_), facts);
    });
  }
}

void GatewayBatch::write() {
  std::vector<Payment> moved;
  for (const auto id : changedPayments_) {
    auto& payment = payments_.at(id);
    payment.updatedAt = now_;
    moved.push_back(payment);
  }
  parts_.payments.saveBooked(tx_, moved);
  try {
    parts_.payments.insertTransactions(tx_, transactions_);
  } catch (const db::UniqueViolation&) {
    // Another has booked one of them since this transaction's snapshot was taken.
    throw db::Conflict{"a movement was booked meanwhile", 0};
  }
  parts_.ledger.post(tx_, journals_);
  std::map<Id<Tenant>, std::vector<Invoice>> changed;
  for (const auto id : changedInvoices_)
    changed[invoices_.at(id).tenant].push_back(invoices_.at(id));
  queueReceived();
  for (const auto& announce : announcements_) announce();
  std::map<Id<Tenant>, std::vector<Change>> changes;
  for (const auto& transaction : transactions_) {
    changes[transaction.tenant].push_back(
        {"transaction.booked",
         transaction.id.text(),
         nullptr,
         {{"type", wordOf(transaction.type)}, {"amount", toJson(transaction.amount)}}});
  }
  for (const auto& [tenant, some] : changes)
    parts_.audit.record(tx_, Actor::system(tenant, "gateway:" + gateway_), some);
  for (auto& [tenant, invoices] : changed) {
    parts_.billing.settle(tx_, Actor::system(tenant, "gateway:" + gateway_), invoices);
  }
  changedPayments_.clear();
  changedInvoices_.clear();
  transactions_.clear();
  journals_.clear();
  announcements_.clear();
  isStale_ = true;
}

}  // namespace hostler
