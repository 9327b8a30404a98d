#include "modules/billing/billing_jobs.h"

#include "modules/billing/gateway_reply.h"

namespace hostler {
namespace {

// A webhook comes within seconds; only what is older is asked after.
constexpr std::chrono::minutes kPatience{5};
// An order nobody has paid in this time will not be paid any more.
constexpr std::chrono::hours kForgotten{24 * 7};

constexpr auto kSelectCapture = R"sql(
  SELECT gateway_transaction_id FROM transactions WHERE payment_id = ? AND type = 'payment' ORDER BY id LIMIT 1)sql";

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
  const auto captured = database_.read([&](db::Reader& reader) {
    return reader.query(kSelectCapture, payment.id).first([](const db::Row& row) {
      return row.text("gateway_transaction_id");
    });
  });
  if (!captured) return jobs::Result::park("the payment has no captured transaction");
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
  if (!hasHappened(answer)) return Operations::resultOf(answer);
  const auto id = answer.reply.is_object() ? answer.reply.value("id", "") : "";
  const auto state = answer.reply.is_object() ? answer.reply.value("state", "") : "";
  if (id.empty() || id.size() > 120)
    return jobs::Result::park("the gateway's answer is not a refund");
  context.transaction(
      [&](db::Transaction& tx) { refunds_.accepted(tx, refund->id, id, state == "processed"); });
  return jobs::Result::done();
}

jobs::Result BillingJobs::reconcile(jobs::Context&, const ReconcilePayments&) {
  auto after = Id<Payment>::of(0);
  while (true) {
    const auto open = database_.read([&](db::Reader& reader) {
      return payments_.openBefore(reader, clock_.now().minus(kPatience), after, 100);
    });
    for (const auto& payment : open) {
      after = payment.id;
      if (!payment.reference) continue;
      try {
        reconcileOne(payment);
      } catch (const std::exception& error) {
        // One gateway that cannot be asked must not keep the others from being asked.
        log_.warning("payment.not_reconciled",
                     {{"payment", payment.id.text()}, {"reason", error.what()}});
      }
    }
    if (open.size() < 100) return jobs::Result::done();
  }
}

void BillingJobs::reconcileOne(const Payment& payment) {
  const auto answer =
      operations_.ask({payment.gateway, "gateway/1.fetch", {{"reference", *payment.reference}}});
  if (answer.outcome != Outcome::Succeeded) return;
  const auto payments = answer.reply.find("payments");
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
  } else if (payment.createdAt < clock_.now().minus(kForgotten)) {
    database_.transaction([&](db::Transaction& tx) {
      auto current = payments_.lock(tx, payment.id).value();
      if (!current.isOpen()) return;
      current.status = PaymentStatus::Cancelled;
      current.nextAction.reset();
      current.updatedAt = clock_.now();
      payments_.save(tx, current);
    });
  }
}

jobs::Result BillingJobs::settleWaiting(jobs::Context&, const SettleWaitingEvents& task) {
  desk_.settleWaiting(task.gateway, task.transaction);
  return jobs::Result::done();
}

}  // namespace hostler
