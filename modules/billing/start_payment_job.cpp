#include "modules/billing/start_payment_job.h"

#include "core/base/fitted.h"
#include "modules/billing/collection_plan.h"
#include "modules/billing/payment_mark.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr std::int64_t kMostOfASetup = 200;
// So often a gateway is asked for another mark.
constexpr std::size_t kMostMarks = 20;

/// What the gateway's `checkout` and `locate` answer (plugins/sdk: Checkout).
struct CheckoutReply {
  std::string reference;
  Money amount = Money::zero(Currency::of("INR"));
  std::string state, mark;
  Json nextAction = nullptr;
  Json expiresAt = nullptr;

  static void describe(Shape<CheckoutReply>& shape) {
    shape.field("reference", &CheckoutReply::reference).length(1, 120);
    shape.field("amount", &CheckoutReply::amount);
    shape.field("state", &CheckoutReply::state);
    shape.field("next_action", &CheckoutReply::nextAction).withDefault();
    shape.field("expires_at", &CheckoutReply::expiresAt).withDefault();
    shape.field("mark", &CheckoutReply::mark).length(0, 200).withDefault();
  }
};

}  // namespace

std::string paymentTopic(Id<Payment> id) {
  return "payment:" + id.text();
}

// Asked for another mark, it is another order.
OperationSpec StartPaymentJob::specOf(const Payment& payment, const Taken& taken) {
  OperationSpec spec;
  spec.instance = payment.gateway;
  spec.operation = "gateway/1.checkout";
  spec.key = payment.id.text() + (taken.empty() ? "" : ":" + std::to_string(taken.size()));
  spec.subject = payment.id.text();
  spec.secretFields = {"email", "phone", "name"};
  spec.locateOperation = "gateway/1.locate";
  spec.locateRequest = {{"attempt", payment.id.text()}};
  spec.locateMember = "checkout";
  spec.timeout = std::chrono::seconds{30};
  const auto contact = database_.read([&](db::Reader& reader) {
    return accounts_.contactOf(reader, payment.tenant, payment.account);
  });
  spec.request = {{"attempt", payment.id.text()},
                  {"amount", toJson(payment.amount)},
                  {"description",
                   payment.purpose == PaymentPurpose::TopUp ? "Account credit" : "Invoice payment"},
                  {"payer",
                   {{"id", payment.account.text()},
                    {"name", contact.name},
                    {"email", contact.email},
                    {"phone", contact.phone}}},
                  {"return_url", tenants_.get(payment.tenant).publicUrl +
                                     "/checkout/return?payment=" + payment.id.text()},
                  {"facts", {{"payment", payment.id.text()}}}};
  if (payment.tenant != kPlatform) spec.request["facts"]["tenant"] = payment.tenant.text();
  if (!taken.empty()) spec.request["taken"] = taken;
  return spec;
}

// As a checkout, and the method that pays may be charged again. A setup is looked for by the plugin
// before it is made, so it may simply be sent again; what locating shows of it would not ask for
// the mandate.
OperationSpec StartPaymentJob::setupSpecOf(const Payment& payment, const std::string& customer,
                                           const Taken& taken) {
  auto spec = specOf(payment, taken);
  spec.operation = "gateway/1.setup";
  spec.locateOperation.clear();
  spec.locateRequest = nullptr;
  spec.locateMember.clear();
  spec.repeatable = true;
  spec.request["customer"] = customer;
  spec.request["description"] = "Saving a way to pay";
  spec.request["mandate"] = {{"method", payment.method}, {"frequency", "as_presented"}};
  if (CollectionPlan::isMandate(payment.amount)) {
    spec.request["mandate"]["max_amount"] =
        toJson(Money::ofMinor(CollectionPlan::kMandateMost, payment.amount.currency()));
  }
  return spec;
}

ProviderAnswer StartPaymentJob::begin(jobs::Context& context, const Payment& payment,
                                      const Taken& taken) {
  if (modes_ != nullptr) {
    if (auto refusal = modes_->refusal(payment.gateway)) return std::move(*refusal);
  }
  if (payment.purpose != PaymentPurpose::Setup)
    return operations_.perform(context, specOf(payment, taken));
  const auto customer =
      methods_.customerOf(Scope::ofAccount(payment.tenant, payment.account), payment.gateway);
  if (customer.outcome != Outcome::Succeeded) return customer;
  return operations_.perform(context, setupSpecOf(payment, customer.reply.at("customer"), taken));
}

jobs::Result StartPaymentJob::run(jobs::Context& context, const StartPayment& task) {
  const auto payment = database_.read(
      [&](db::Reader& reader) { return payments_.find(reader, context.scope(), task.payment); });
  if (!payment || payment->status != PaymentStatus::Pending) return jobs::Result::done();
  for (Taken taken; taken.size() < kMostMarks;) {
    const auto answer = begin(context, *payment, taken);
    if (!hasHappened(answer)) return resultOf(context, *payment, answer);
    if (auto result = accept(context, *payment, answer.reply, taken)) return std::move(*result);
  }
  decline(context, payment->id, "marks_taken");
  return jobs::Result::fail("every mark that the gateway has for this amount is taken");
}

jobs::Result StartPaymentJob::resultOf(jobs::Context& context, const Payment& payment,
                                       const ProviderAnswer& answer) {
  switch (answer.outcome) {
    case Outcome::Succeeded:
    case Outcome::Pending:
      break;
    // The client may try another way; what is wrong with the gateway is for staff, who see the
    // parked job.
    case Outcome::Permanent:
      decline(context, payment.id, answer.code);
      return jobs::Result::fail(answer.code + ": " + answer.message);
    case Outcome::NeedsAttention:
      decline(context, payment.id, answer.code);
      return jobs::Result::park(answer.code + ": " + answer.message);
    case Outcome::Retryable:
      // One that is told when to come back does not use up its attempts.
      if (context.isLastAttempt(kMostAttempts) && !answer.retryAfter)
        decline(context, payment.id, answer.code);
      break;
    case Outcome::Unknown:
      if (context.isLastAttempt(kMostAttempts)) decline(context, payment.id, answer.code);
      break;
  }
  return Operations::resultOf(answer, payment.gateway);
}

// Nothing: its mark is another attempt's, and nobody has seen it yet.
std::optional<jobs::Result> StartPaymentJob::accept(jobs::Context& context, const Payment& payment,
                                                    const Json& reply, Taken& taken) {
  CheckoutReply checkout;
  try {
    checkout = fromJson<CheckoutReply>(reply);
  } catch (const ValidationError& error) {
    decline(context, payment.id, "provider_answer");
    return jobs::Result::park("the gateway's answer is not a checkout: " +
                              error.errors().front().field + " " + error.errors().front().message);
  }
  // Some gateways save nothing without moving the least that they can.
  const bool isSetup = payment.purpose == PaymentPurpose::Setup &&
                       checkout.amount.currency() == payment.amount.currency() &&
                       checkout.amount.minor() <= kMostOfASetup;
  if (!isSetup && !(checkout.amount == payment.amount)) {
    decline(context, payment.id, "provider_answer");
    return jobs::Result::park("the gateway made an order of " + checkout.amount.text() +
                              ", asked for " + payment.amount.text());
  }
  if (std::ranges::find(taken, checkout.mark) != taken.end()) {
    decline(context, payment.id, "marks_taken");
    return jobs::Result::park("the gateway answers with a mark that is taken");
  }
  const bool isItsOwn = context.transaction([&](db::Transaction& tx) {
    auto current = payments_.lock(tx, payment.id).value();
    if (current.status != PaymentStatus::Pending) return true;  // its webhook was quicker
    if (!checkout.mark.empty() && !payment_mark::claim(tx, checkout.mark, payment.id, clock_.now()))
      return false;
    current.reference = checkout.reference;
    current.status =
        checkout.nextAction.is_null() ? PaymentStatus::Processing : PaymentStatus::RequiresAction;
    if (!checkout.nextAction.is_null()) current.nextAction = checkout.nextAction;
    if (isSetup) payments_.saveAmount(tx, current.id, checkout.amount);
    current.byHand = checkout.nextAction.is_object() &&
                     checkout.nextAction.value("type", Json()) == "instructions";
    current.updatedAt = clock_.now();
    payments_.save(tx, current);
    tx.afterCommit([this, id = payment.id] { signal_(paymentTopic(id)); });
    return true;
  });
  if (isItsOwn) return jobs::Result::done();
  taken.push_back(checkout.mark);
  return std::nullopt;
}

void StartPaymentJob::fail(db::Transaction& tx, Payment& payment, const std::string& code) {
  payment.status = PaymentStatus::Failed;
  payment.errorCode = fitted(code, 80);
  payment.errorMessage = "The payment could not be started.";
  payment.updatedAt = clock_.now();
  payments_.save(tx, payment);
  tx.afterCommit([this, id = payment.id] { signal_(paymentTopic(id)); });
}

void StartPaymentJob::givenUp(db::Transaction& tx, const jobs::Job& job) {
  const auto id = Id<Payment>::parse(job.payload.value("payment", ""));
  auto payment = id ? payments_.lock(tx, *id) : std::nullopt;
  if (payment && payment->status == PaymentStatus::Pending) fail(tx, *payment, "given_up");
}

// Nobody has been shown anything to pay, and nobody will be: the next attempt is a new one.
void StartPaymentJob::decline(jobs::Context& context, Id<Payment> payment,
                              const std::string& code) {
  context.transaction([&](db::Transaction& tx) {
    auto current = payments_.lock(tx, payment).value();
    if (current.status == PaymentStatus::Pending) fail(tx, current, code);
  });
}

}  // namespace hostler
