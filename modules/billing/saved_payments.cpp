#include "modules/billing/saved_payments.h"

#include "modules/billing/collections.h"
#include "modules/billing/invoice_repository.h"
#include "modules/billing/saved_method_repository.h"

namespace hostler {
namespace {

constexpr auto kSelectUnderWay = R"sql(
  SELECT p.id FROM payment_invoices l JOIN payments p ON p.id = l.payment_id
   WHERE l.invoice_id = ? AND p.saved_method_id IS NOT NULL AND p.status IN ('pending', 'processing'))sql";

SavedMethod checked(db::Transaction& tx, const Actor& actor, const std::string& gateway,
                    Id<PaymentMethod> id, Instant now) {
  const std::string field = "payment_method_id";
  auto method = saved_method_repository::lock(tx, actor.scope, id);
  if (!method) throw ValidationError{field, "not_found", "is no saved way to pay of yours"};
  if (method->gateway != gateway)
    throw ValidationError{field, "other_gateway", "was saved at another gateway"};
  if (!method->isChargeable(now))
    throw ValidationError{field, "not_chargeable", "cannot be charged any more"};
  return std::move(*method);
}

}  // namespace

std::optional<Payment> SavedPayments::underWay(db::Transaction& tx, const Actor& actor,
                                               Id<Invoice> invoice) {
  for (const auto& row : tx.query(kSelectUnderWay, invoice)) {
    if (auto payment = parts_.payments.find(tx, actor.scope, row.id<Payment>("id"))) return payment;
  }
  return std::nullopt;
}

Payment SavedPayments::pay(const Actor& actor, Id<Invoice> id, const std::string& gateway,
                           Id<PaymentMethod> methodId) {
  if (parts_.modes != nullptr) {
    const auto refusal = parts_.modes->refusal(gateway);
    if (refusal && refusal->code == GatewayModes::kOther)
      throw ValidationError{"payment_method_id", "not_chargeable", "cannot be charged any more"};
  }
  return parts_.database.transaction([&](db::Transaction& tx) {
    const auto now = parts_.clock.now();
    const auto invoice = invoice_repository::lock(tx, actor.scope, id);
    if (!invoice) throw NotFound{};
    const auto method = checked(tx, actor, gateway, methodId, now);
    if (!invoice->isOpen() || !invoice->balance.isPositive())
      throw InvoiceNotPayable{id, invoice->stored};
    if (auto there = underWay(tx, actor, id)) return std::move(*there);
    for (const auto other : PaymentRepository::underWay(tx, {id})) throw PaymentUnderWay{other};
    Payment payment;
    payment.id = parts_.ids.next<Payment>();
    payment.tenant = invoice->tenant;
    payment.account = invoice->account;
    payment.gateway = method.gateway;
    payment.amount = invoice->balance;
    payment.paid = payment.refunded = payment.chargedBack = Money::zero(invoice->currency);
    payment.method = method.kind;
    payment.savedMethod = method.id;
    payment.invoices = {id};
    payment.createdAt = payment.updatedAt = now;
    parts_.payments.insert(tx, payment);
    parts_.audit.record(tx, actor,
                        {"payment.initiated",
                         payment.id.text(),
                         nullptr,
                         {{"gateway", payment.gateway},
                          {"amount", toJson(payment.amount)},
                          {"saved_method", method.id.text()}}});
    jobs::Enqueue how;
    how.uniqueKey = "charge:" + payment.id.text();
    how.lane = "plugin." + payment.gateway;
    how.priority = jobs::Priority::Urgent;
    parts_.queue.enqueue(tx, Scope::ofAccount(payment.tenant, payment.account),
                         ChargeSavedMethod{payment.id}, how);
    return payment;
  });
}

}  // namespace hostler
