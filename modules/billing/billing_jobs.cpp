#include "modules/billing/billing_jobs.h"

#include "modules/billing/gateway_reply.h"
#include "modules/billing/saved_methods.h"

#include <algorithm>

namespace hostler {
namespace {

// A webhook comes within seconds; only what is older is asked after.
constexpr std::chrono::minutes kPatience{5};
// An order nobody has paid in this time will not be paid any more.
constexpr std::chrono::hours kForgotten{24 * 7};
// A refund that has no end by then is looked for by people.
constexpr std::chrono::hours kRefundForgotten{24 * 30};
constexpr int kPage = 100;

// The older it is, the less often it is worth a question.
Instant nextQuestion(Instant now, Instant begun) {
  return now.plus(std::max<Duration>(kPatience, now.since(begun) / 4));
}

}  // namespace

jobs::Result BillingJobs::refund(jobs::Context& context, const RefundPayment& task) {
  const auto refund =
      database_.read([&](db::Reader& reader) { return refunds_.find(reader, task.refund); });
  if (!refund || refund->status != RefundStatus::Pending || refund->gatewayRefundId)
    return jobs::Result::done();
  const auto payment =
      database_
          .read([&](db::Reader& reader) {
            return payments_.find(reader, Scope::ofTenant(refund->tenant), refund->payment);
          })
          .value();
  const auto& captured = refund->capture;
  if (!captured) return jobs::Result::park("the refund names no captured transaction");
  OperationSpec spec;
  spec.instance = payment.gateway;
  spec.operation = "gateway/1.refund";
  spec.key = refund->id.text();
  spec.subject = refund->id.text();
  spec.request = {{"payment_id", *captured},
                  {"refund", refund->id.text()},
                  {"amount", toJson(refund->amount)},
                  {"reason", refund->reason}};
  spec.locateOperation = "gateway/1.locate_refund";
  spec.locateRequest = {{"payment_id", *captured}, {"refund", refund->id.text()}};
  spec.locateMember = "refund";
  spec.timeout = std::chrono::seconds{30};
  const auto answer = operations_.perform(context, spec);
  if (answer.outcome == Outcome::Permanent) {
    context.transaction(
        [&](db::Transaction& tx) { refunds_.refused(tx, refund->id, answer.message); });
    return jobs::Result::park("refused: " + answer.code + ": " + answer.message);
  }
  if (!hasHappened(answer)) return Operations::resultOf(answer, spec.instance);
  const auto id = answer.reply.is_object() ? answer.reply.value("id", "") : "";
  const auto state = answer.reply.is_object() ? answer.reply.value("state", "") : "";
  if (id.empty() || id.size() > 120)
    return jobs::Result::park("the gateway's answer is not a refund");
  context.transaction(
      [&](db::Transaction& tx) { refunds_.accepted(tx, refund->id, id, state == "processed"); });
  return jobs::Result::done();
}

jobs::Result BillingJobs::reconcile(jobs::Context&, const ReconcilePayments&) {
  reconcilePayments();
  reconcileRefunds();
  return jobs::Result::done();
}

PaymentRepository::Unsettled BillingJobs::unsettledNow(Instant now) {
  return {now, now.minus(kPatience), now.minus(kForgotten), Id<Payment>::of(0)};
}

bool BillingJobs::isAnythingUnsettled(db::Reader& reader) {
  const auto now = clock_.now();
  auto soon = unsettledNow(now);
  soon.quietSince = now;
  return !payments_.unsettled(reader, soon, 1).empty() ||
         !refunds_.unsettled(reader, now, Id<Refund>::of(0), 1).empty();
}

void BillingJobs::reconcilePayments() {
  auto which = unsettledNow(clock_.now());
  while (true) {
    const auto open = database_.read(
        [&](db::Reader& reader) { return payments_.unsettled(reader, which, kPage); });
    for (const auto& payment : open) {
      which.after = payment.id;
      database_.transaction([&](db::Transaction& tx) {
        payments_.askAgainAt(tx, payment.id, nextQuestion(which.now, payment.createdAt));
      });
      try {
        reconcileOne(payment);
      } catch (const std::exception& error) {
        // One gateway that cannot be asked must not keep the others from being asked.
        log_.warning("payment.not_reconciled",
                     {{"payment", payment.id.text()}, {"reason", error.what()}});
      }
    }
    if (open.size() < kPage) return;
  }
}

void BillingJobs::reconcileRefunds() {
  const auto now = clock_.now();
  auto after = Id<Refund>::of(0);
  while (true) {
    const auto open = database_.read(
        [&](db::Reader& reader) { return refunds_.unsettled(reader, now, after, kPage); });
    for (const auto& refund : open) {
      after = refund.id;
      database_.transaction([&](db::Transaction& tx) {
        refunds_.askAgainAt(tx, refund.id, nextQuestion(now, refund.createdAt));
      });
      try {
        reconcileOne(refund);
      } catch (const std::exception& error) {
        log_.warning("refund.not_reconciled",
                     {{"refund", refund.id.text()}, {"reason", error.what()}});
      }
    }
    if (open.size() < kPage) return;
  }
}

void BillingJobs::reconcileOne(const Refund& refund) {
  const auto now = clock_.now();
  if (refund.createdAt < now.minus(kRefundForgotten)) {
    log_.error("refund.end_unknown", {{"refund", refund.id.text()}});
    return;
  }
  const auto payment = database_.read([&](db::Reader& reader) {
    return payments_.find(reader, Scope::ofTenant(refund.tenant), refund.payment);
  });
  const auto answer =
      operations_.ask({payment.value().gateway,
                       "gateway/1.locate_refund",
                       {{"payment_id", refund.capture.value()}, {"refund", refund.id.text()}}});
  if (answer.outcome != Outcome::Succeeded) return;
  const auto found = answer.reply.find("refund");
  if (found == answer.reply.end() || !found->is_object()) return;
  auto notice = readGatewayRefund(payment->gateway, *found);
  if (notice.kind == GatewayNotice::Kind::Other ||
      notice.transactionId != refund.gatewayRefundId.value())
    return;
  notice.refund = refund.id.text();
  notice.paymentTransactionId = refund.capture.value();
  log_.info("refund.found_by_reconciling", {{"refund", refund.id.text()}});
  desk_.book({notice});
}

void BillingJobs::reconcileOne(const Payment& payment) {
  if (modes_ != nullptr) {
    if (const auto refusal = modes_->refusal(payment.gateway)) {
      log_.warning("payment.not_reconciled",
                   {{"payment", payment.id.text()}, {"reason", refusal->code}});
      return;
    }
  }
  const auto answer =
      operations_.ask({payment.gateway,
                       "gateway/1.fetch",
                       {{"reference", *payment.reference},
                        {"started_at", payment.createdAt.unixMicros() / 1'000'000}}});
  if (answer.outcome != Outcome::Succeeded) return;
  const auto payments = answer.reply.find("payments");
  const auto state = answer.reply.value("state", Json());
  const bool isPaid = state == "paid";
  if (payment.purpose == PaymentPurpose::Setup && payment.isOpen() && isPaid) {
    database_.transaction([&](db::Transaction& tx) {
      queue_.enqueue(tx, Scope::ofAccount(payment.tenant, payment.account),
                     RefreshMethods{payment.account, payment.gateway});
    });
  }
  std::vector<GatewayNotice> notices;
  if (payments != answer.reply.end() && payments->is_array()) {
    for (const auto& one : *payments) {
      const auto found = readGatewayPayment(one);
      if (found.isCaptured() && found.reference == *payment.reference)
        notices.push_back(found.noticeFrom(payment.gateway));
    }
  }
  if (!notices.empty()) {
    log_.info("payment.found_by_reconciling", {{"payment", payment.id.text()}});
    desk_.book(notices);
  } else if (state == "processing") {
    markUnderWay(payment.id);
  } else if (payment.createdAt < clock_.now().minus(kForgotten)) {
    database_.transaction([&](db::Transaction& tx) {
      auto current = payments_.lock(tx, payment.id).value();
      const bool isAwaited = current.byHand && current.status == PaymentStatus::Processing;
      if (!current.isOpen() || isAwaited) return;
      current.status = PaymentStatus::Cancelled;
      current.nextAction.reset();
      current.updatedAt = clock_.now();
      payments_.save(tx, current);
    });
  }
}

// Coins that were seen, a debit that its bank has: not over, and not forgotten.
void BillingJobs::markUnderWay(Id<Payment> id) {
  database_.transaction([&](db::Transaction& tx) {
    auto current = payments_.lock(tx, id).value();
    if (current.status != PaymentStatus::RequiresAction) return;
    current.status = PaymentStatus::Processing;
    current.updatedAt = clock_.now();
    payments_.save(tx, current);
  });
}

jobs::Result BillingJobs::settleWaiting(jobs::Context&, const SettleWaitingEvents& task) {
  desk_.settleWaiting(task.gateway, task.transaction);
  return jobs::Result::done();
}

}  // namespace hostler
