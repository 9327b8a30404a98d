#include "modules/billing/charge_job.h"

#include "core/base/fitted.h"
#include "modules/billing/billing_events.h"
#include "modules/billing/gateway_reply.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/saved_method_repository.h"
#include "modules/billing/start_payment_job.h"

namespace hostler {
namespace {

constexpr auto kAuthenticate = "authentication_required";

// Any state in which the gateway may have been asked already.
constexpr auto kSelectSent =
    "SELECT 1 AS one FROM provider_operations WHERE instance = ? AND operation = ? AND "
    "idempotency_key = ? AND state IN ('sent', 'unknown', 'pending')";

Json payerOf(const Payment& payment, const Contact& contact) {
  return {{"id", payment.account.text()},
          {"name", contact.name},
          {"email", contact.email},
          {"phone", contact.phone}};
}

}  // namespace

OperationSpec ChargeJob::specOf(const Payment& payment, const SavedMethod& method) {
  const auto contact = parts_.database.read([&](db::Reader& reader) {
    return parts_.accounts.contactOf(reader, payment.tenant, payment.account);
  });
  OperationSpec spec;
  spec.instance = payment.gateway;
  spec.operation = "gateway/1.charge";
  spec.key = payment.id.text();
  spec.subject = payment.id.text();
  spec.secretFields = {"email", "phone", "name"};
  spec.repeatable = true;
  spec.timeout = std::chrono::seconds{60};
  spec.request = {{"attempt", payment.id.text()},     {"amount", toJson(payment.amount)},
                  {"customer", method.customer},      {"method", method.gatewayId},
                  {"description", "Invoice payment"}, {"payer", payerOf(payment, contact)}};
  return spec;
}

// Asked in the very transaction that marks the charge as sent. What may have been sent before is
// asked after in any case: it may have been charged.
bool ChargeJob::isStillOwed(db::Transaction& tx, const Payment& payment,
                            const OperationSpec& spec) {
  if (!tx.query(kSelectSent, spec.instance, spec.operation, spec.key).empty()) return true;
  const auto method = saved_method_repository::findEver(tx, payment.savedMethod.value());
  if (!method || method->state == SavedMethod::kRemoved) return false;
  auto owed = Money::zero(payment.amount.currency());
  for (const auto& invoice : invoice_repository::lockAll(tx, payment.invoices)) {
    if (invoice.isOpen()) owed = owed.plus(invoice.balance);
  }
  return owed == payment.amount;
}

jobs::Result ChargeJob::run(jobs::Context& context, const ChargeSavedMethod& task) {
  const auto [payment, method] = parts_.database.read([&](db::Reader& reader) {
    auto found = parts_.payments.find(reader, context.scope(), task.payment);
    std::optional<SavedMethod> saved;
    if (found && found->savedMethod)
      saved = saved_method_repository::findEver(reader, *found->savedMethod);
    return std::pair{std::move(found), std::move(saved)};
  });
  // One that was accepted and not booked when this process died is asked after once more.
  const bool isOver = !payment || (payment->status != PaymentStatus::Pending &&
                                   payment->status != PaymentStatus::Processing);
  if (isOver) return jobs::Result::done();
  if (!method) return jobs::Result::park("the saved method of this attempt is not there");
  // With the keys of the other mode it waits for a person: with the right ones it may have been
  // sent already.
  if (parts_.modes != nullptr) {
    if (const auto refusal = parts_.modes->refusal(payment->gateway))
      return Operations::resultOf(*refusal);
  }
  const auto spec = specOf(*payment, *method);
  const auto answer = parts_.operations.perform(
      context, spec, [&](db::Transaction& tx) { return isStillOwed(tx, *payment, spec); });
  if (!answer) {
    end(context, payment->id, PaymentStatus::Cancelled,
        ProviderAnswer::failed(Outcome::Permanent, "not_owed", "It was paid meanwhile."));
    return jobs::Result::done();
  }
  switch (answer->outcome) {
    case Outcome::Succeeded:
    case Outcome::Pending:
      return accept(context, *payment, *answer);
    case Outcome::Permanent:
      return decline(context, *payment, *method, *answer);
    // What may have been charged is never given up: people look it up at the gateway.
    case Outcome::NeedsAttention:
    case Outcome::Retryable:
    case Outcome::Unknown:
      break;
  }
  return Operations::resultOf(*answer, payment->gateway);
}

// Its reference first, so that the booking finds it, then what came in.
jobs::Result ChargeJob::accept(jobs::Context& context, const Payment& payment,
                               const ProviderAnswer& answer) {
  std::string reference;
  GatewayPayment made;
  try {
    reference = answer.reply.is_object() ? answer.reply.value("reference", "") : "";
    made = readGatewayPayment(answer.reply.value("payment", Json()));
  } catch (const std::exception& error) {
    return jobs::Result::park(std::string{"the gateway's answer is not a charge: "} + error.what());
  }
  if (reference.empty() || reference.size() > 120)
    return jobs::Result::park("the gateway's answer names no reference");
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.payments.lock(tx, payment.id).value();
    if (current.status != PaymentStatus::Pending) return;
    current.reference = reference;
    current.status = PaymentStatus::Processing;
    save(tx, current);
  });
  if (made.isCaptured()) {
    auto notice = made.noticeFrom(payment.gateway);
    notice.references = {reference};
    parts_.desk.book({notice});
  }
  return jobs::Result::done();
}

jobs::Result ChargeJob::decline(jobs::Context& context, const Payment& payment,
                                const SavedMethod& method, const ProviderAnswer& answer) {
  if (answer.code == kAuthenticate) return leadBack(context, payment, method);
  end(context, payment.id, PaymentStatus::Failed, answer);
  if (CollectionPlan::isFinal(answer.code)) {
    context.transaction(
        [&](db::Transaction& tx) { parts_.methods.block(tx, method, answer.code); });
  }
  return jobs::Result::fail(answer.code + ": " + answer.message);
}

// The gateway's attempt is still there, and waits for its payer.
jobs::Result ChargeJob::leadBack(jobs::Context& context, const Payment& payment,
                                 const SavedMethod& method) {
  const auto contact = parts_.database.read([&](db::Reader& reader) {
    return parts_.accounts.contactOf(reader, payment.tenant, payment.account);
  });
  const auto answer =
      parts_.operations.ask({payment.gateway,
                             "gateway/1.checkout",
                             {{"attempt", payment.id.text()},
                              {"amount", toJson(payment.amount)},
                              {"description", "Invoice payment"},
                              {"payer", payerOf(payment, contact)},
                              {"customer", method.customer},
                              {"return_url", parts_.tenants.get(payment.tenant).publicUrl +
                                                 "/checkout/return?payment=" + payment.id.text()},
                              {"facts", Json::object()}},
                             payment.id.text()});
  const auto reference = answer.reply.is_object() ? answer.reply.value("reference", "") : "";
  if (answer.outcome != Outcome::Succeeded || reference.empty() || reference.size() > 120) {
    if (answer.outcome == Outcome::Retryable || answer.outcome == Outcome::Unknown)
      return Operations::resultOf(answer, payment.gateway);
    end(context, payment.id, PaymentStatus::Failed,
        ProviderAnswer::failed(Outcome::Permanent, kAuthenticate, "The bank wants the payer."));
    return jobs::Result::fail(kAuthenticate);
  }
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.payments.lock(tx, payment.id).value();
    if (current.status != PaymentStatus::Pending) return;
    current.reference = reference;
    current.status = PaymentStatus::RequiresAction;
    current.nextAction = answer.reply.value("next_action", Json());
    save(tx, current);
    for (const auto& invoice : invoice_repository::lockAll(tx, current.invoices)) {
      parts_.bus.publish(tx, context.actor(), Scope::ofAccount(current.tenant, current.account),
                         PaymentNeedsClient{invoice.id, current.account, invoice.number,
                                            current.amount, current.id, kAuthenticate});
    }
  });
  return jobs::Result::done();
}

void ChargeJob::save(db::Transaction& tx, Payment& payment) {
  payment.updatedAt = parts_.clock.now();
  parts_.payments.save(tx, payment);
  tx.afterCommit([this, id = payment.id] { parts_.signal(paymentTopic(id)); });
}

void ChargeJob::givenUp(db::Transaction& tx, const Actor& actor, const jobs::Job& job) {
  const auto id = Id<Payment>::parse(job.payload.value("payment", ""));
  auto payment = id ? parts_.payments.lock(tx, *id) : std::nullopt;
  // What its gateway has accepted is asked after.
  if (!payment || payment->status != PaymentStatus::Pending) return;
  payment->status = PaymentStatus::Failed;
  payment->errorCode = "given_up";
  payment->errorMessage = "The payment was given up.";
  save(tx, *payment);
  parts_.bus.publish(tx, actor, Scope::ofAccount(payment->tenant, payment->account),
                     PaymentFailed{payment->id, payment->account, payment->gateway,
                                   payment->errorCode, payment->errorMessage, payment->invoices});
  if (parts_.collections != nullptr) parts_.collections->giveUp(tx, *payment);
}

void ChargeJob::end(jobs::Context& context, Id<Payment> id, PaymentStatus status,
                    const ProviderAnswer& why) {
  context.transaction([&](db::Transaction& tx) {
    auto current = parts_.payments.lock(tx, id).value();
    if (current.status != PaymentStatus::Pending) return;
    current.status = status;
    current.errorCode = fitted(why.code, 80);
    current.errorMessage = fitted(why.message, 300);
    save(tx, current);
    if (status != PaymentStatus::Failed) return;
    parts_.bus.publish(tx, context.actor(), Scope::ofAccount(current.tenant, current.account),
                       PaymentFailed{id, current.account, current.gateway, current.errorCode,
                                     current.errorMessage, current.invoices});
  });
}

}  // namespace hostler
