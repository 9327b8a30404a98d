#include "modules/billing/payment_service.h"

#include "modules/billing/billing_events.h"
#include "modules/billing/credit_movement.h"
#include "modules/billing/hand_reference.h"
#include "modules/billing/invoice_repository.h"

#include <algorithm>

namespace hostler {
namespace {

using credit_movement::kWallet;

bool takes(const OfferedMethod& method, Currency currency) {
  const auto& known = method.currencies;
  return known.empty() || std::ranges::find(known, currency.code()) != known.end();
}

Money sumOf(const std::vector<Invoice>& invoices) {
  auto sum = Money::zero(invoices.front().currency);
  for (const auto& invoice : invoices) sum = sum.plus(invoice.balance);
  return sum;
}

DomainError referenceUsed(const std::string& reference) {
  return {"reference_used",
          409,
          "A payment with this reference was booked already.",
          {{"reference", reference}}};
}

}  // namespace

bool isOfferedBy(const ProviderInstance& instance, Id<Tenant> tenant) {
  if (!instance.tenant) return true;
  return instance.tenant->empty() ? tenant == kPlatform : *instance.tenant == tenant.text();
}

std::vector<OfferedMethod> PaymentService::offered(Id<Tenant> tenant) {
  return offered(tenant, true);
}

std::vector<OfferedMethod> PaymentService::offered(Id<Tenant> tenant, bool mayAsk) {
  std::vector<OfferedMethod> methods;
  auto instances = parts_.providers.instances("gateway");
  // What is paid at once comes before what people must look for.
  std::ranges::stable_partition(
      instances, [](const ProviderInstance& instance) { return instance.has("refund"); });
  for (const auto& instance : instances) {
    if (!instance.enabled || !isOfferedBy(instance, tenant)) continue;
    if (parts_.modes != nullptr && parts_.modes->isOther(instance, mayAsk)) continue;
    methods.push_back({instance.name, instance.title, instance.plugin, instance.currencies,
                       instance.has("setup") && instance.has("charge")});
  }
  methods.push_back({std::string{kWallet}, "Account credit", std::string{kWallet}, {}});
  return methods;
}

// Inside a transaction nobody is asked: whoever starts the payment asks, before it is sent.
void PaymentService::checkOffered(Id<Tenant> tenant, const std::string& gateway, Currency currency,
                                  const std::string& field) {
  for (const auto& method : offered(tenant, false)) {
    if (method.gateway != gateway) continue;
    if (takes(method, currency)) return;
    throw ValidationError{field, "currency_not_taken",
                          "does not take " + std::string{currency.code()}};
  }
  throw ValidationError{field, "not_offered",
                        "must be one of the methods that GET /api/payments/methods offers"};
}

std::string PaymentService::firstTaking(Id<Tenant> tenant, Currency currency) {
  for (const auto& method : offered(tenant)) {
    if (method.gateway != kWallet && takes(method, currency)) return method.gateway;
  }
  throw ValidationError{"method", "not_offered",
                        "no gateway takes " + std::string{currency.code()} + " at present"};
}

std::vector<Invoice> PaymentService::lockPayable(db::Transaction& tx, const Actor& actor,
                                                 const std::vector<Id<Invoice>>& ids) {
  std::vector<Invoice> invoices;
  for (const auto id : ids) {
    auto invoice = invoice_repository::lock(tx, actor.scope, id);
    if (!invoice) throw NotFound{};
    if (!invoice->isOpen() || !invoice->balance.isPositive())
      throw InvoiceNotPayable{id, invoice->stored};
    if (!invoices.empty() && invoice->currency != invoices.front().currency) {
      throw DomainError{"currencies_differ", 409,
                        "Invoices of different currencies cannot be paid together."};
    }
    if (!invoices.empty() && invoice->account != invoices.front().account) throw NotFound{};
    invoices.push_back(std::move(*invoice));
  }
  return invoices;
}

Payment PaymentService::fresh(const Actor& actor, Id<Account> account, const std::string& gateway,
                              Money amount) {
  Payment payment;
  payment.id = parts_.ids.next<Payment>();
  payment.tenant = actor.scope.tenant;
  payment.account = account;
  payment.gateway = gateway;
  payment.amount = amount;
  payment.paid = payment.refunded = payment.chargedBack = Money::zero(amount.currency());
  payment.createdAt = payment.updatedAt = parts_.clock.now();
  return payment;
}

Payment PaymentService::start(const Actor& actor, std::vector<Id<Invoice>> invoices,
                              const std::string& gateway, const std::string& field) {
  return parts_.database.transaction(
      [&](db::Transaction& tx) { return startIn(tx, actor, invoices, gateway, field); });
}

Payment PaymentService::startIn(db::Transaction& tx, const Actor& actor,
                                std::vector<Id<Invoice>> ids, const std::string& gateway,
                                const std::string& field) {
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  if (ids.empty()) throw ValidationError{"invoice_ids", "required", "names no invoice"};
  auto invoices = lockPayable(tx, actor, ids);
  const auto amount = sumOf(invoices);
  checkOffered(actor.scope.tenant, gateway, amount.currency(), field);
  auto open = gateway == kWallet ? std::nullopt
                                 : parts_.payments.findOpen(tx, actor.scope, gateway, amount, ids);
  // Who comes back to what is under way goes on there; nothing is paid beside it.
  for (const auto other : PaymentRepository::underWay(tx, ids))
    if (!open || open->id != other) throw PaymentUnderWay{other};
  if (gateway == kWallet) return payFromWallet(tx, actor, std::move(invoices));
  if (open) return std::move(*open);
  auto payment = fresh(actor, invoices.front().account, gateway, amount);
  payment.invoices = ids;
  return begin(tx, actor, std::move(payment));
}

Payment PaymentService::topUp(const Actor& actor, Money amount,
                              const std::optional<std::string>& chosen) {
  const auto gateway = chosen ? *chosen : firstTaking(actor.scope.tenant, amount.currency());
  return parts_.database.transaction([&](db::Transaction& tx) {
    checkOffered(actor.scope.tenant, gateway, amount.currency(), "method");
    if (gateway == kWallet) throw ValidationError{"method", "not_offered", "must be a gateway"};
    auto payment = fresh(actor, actor.scope.account.value(), gateway, amount);
    payment.purpose = PaymentPurpose::TopUp;
    return begin(tx, actor, std::move(payment));
  });
}

Payment PaymentService::begin(db::Transaction& tx, const Actor& actor, Payment payment) {
  parts_.payments.insert(tx, payment);
  parts_.audit.record(tx, actor,
                      {"payment.initiated",
                       payment.id.text(),
                       nullptr,
                       {{"gateway", payment.gateway}, {"amount", toJson(payment.amount)}}});
  jobs::Enqueue how;
  how.uniqueKey = PaymentRepository::startKey(payment.id);
  how.lane = "plugin." + payment.gateway;
  how.priority = jobs::Priority::Urgent;
  parts_.queue.enqueue(tx, Scope::ofAccount(payment.tenant, payment.account),
                       StartPayment{payment.id}, how);
  return payment;
}

Payment PaymentService::payFromWallet(db::Transaction& tx, const Actor& actor,
                                      std::vector<Invoice> invoices) {
  const auto amount = sumOf(invoices);
  auto payment = fresh(actor, invoices.front().account, std::string{kWallet}, amount);
  std::vector<Allocation> allocations;
  for (auto& invoice : invoices) {
    payment.invoices.push_back(invoice.id);
    allocations.push_back({invoice.id, invoice.balance});
    if (parts_.credit.payInvoice(tx, invoice)) continue;
    throw DomainError{
        "insufficient_credit",
        409,
        "The account's credit does not cover this.",
        {{"credit", toJson(parts_.credit.balance(tx, payment.account, amount.currency()))},
         {"needed", toJson(amount)}}};
  }
  payment.status = PaymentStatus::Succeeded;
  payment.paid = amount;
  parts_.payments.insert(tx, payment);
  Transaction transaction;
  transaction.id = parts_.ids.next<Transaction>();
  transaction.tenant = payment.tenant;
  transaction.account = payment.account;
  transaction.payment = payment.id;
  transaction.gateway = payment.gateway;
  transaction.gatewayTransactionId = payment.id.text();
  transaction.amount = amount;
  transaction.fee = Money::zero(amount.currency());
  transaction.createdAt = payment.createdAt;
  transaction.allocations = std::move(allocations);
  credit_movement::keep(tx, actor, parts_.bus, {transaction});
  parts_.audit.record(
      tx, actor, {"payment.from_credit", payment.id.text(), nullptr, {{"amount", toJson(amount)}}});
  parts_.billing.settle(tx, actor, invoices);
  return payment;
}

Payment PaymentService::markPaid(const Actor& actor, Id<Invoice> id, const std::string& method,
                                 const std::string& reference, Money amount,
                                 std::optional<Date> receivedOn) {
  return parts_.database.transaction([&](db::Transaction& tx) {
    return markPaidIn(tx, actor, id, method, reference, amount, receivedOn);
  });
}

Payment PaymentService::markPaidIn(db::Transaction& tx, const Actor& actor, Id<Invoice> id,
                                   const std::string& method, const std::string& reference,
                                   Money amount, std::optional<Date> receivedOn) {
  auto invoices = lockPayable(tx, actor, {id});
  auto& invoice = invoices.front();
  if (amount.currency() != invoice.currency)
    throw ValidationError{"amount", "other_currency", "must be in the invoice's currency"};
  const auto given = hand_reference::trimmed(reference);
  const auto compared = hand_reference::normal(given);
  if (given.empty()) throw ValidationError{"reference", "required", "must not be blank"};
  if (hand_reference::isBooked(tx, invoice.tenant, compared)) throw referenceUsed(given);
  auto payment = fresh(actor, invoice.account, "manual", amount);
  payment.method = method;
  payment.status = PaymentStatus::Succeeded;
  payment.paid = amount;
  payment.invoices = {id};
  payment.receivedOn = receivedOn;
  parts_.payments.insert(tx, payment);
  Transaction transaction;
  transaction.id = parts_.ids.next<Transaction>();
  transaction.tenant = payment.tenant;
  transaction.account = payment.account;
  transaction.payment = payment.id;
  transaction.gateway = payment.gateway;
  transaction.gatewayTransactionId = given;
  transaction.handReference = compared;
  transaction.amount = amount;
  transaction.fee = Money::zero(amount.currency());
  transaction.createdAt = payment.createdAt;
  const auto part = Money::min(amount, invoice.balance);
  const auto over = amount.minus(part);
  transaction.allocations.push_back({id, part});
  Journal journal{
      payment.tenant,
      payment.account,
      "payment.received",
      transaction.id.text(),
      {{book::gateway("manual"), amount}, {std::string{book::kReceivable}, part.negated(), id}}};
  if (over.isPositive()) {
    parts_.credit.add(tx, payment.tenant, payment.account, over);
    journal.postings.push_back({std::string{book::kClientCredit}, over.negated()});
  }
  parts_.ledger.post(tx, journal);
  try {
    parts_.payments.insertTransactions(tx, {transaction});
  } catch (const db::UniqueViolation&) {
    throw referenceUsed(given);
  }
  parts_.payments.endAwaited(tx, id, payment.createdAt);
  invoice.balance = invoice.balance.minus(part);
  parts_.audit.record(tx, actor,
                      {"payment.marked_paid",
                       payment.id.text(),
                       nullptr,
                       {{"invoice", id.text()},
                        {"method", method},
                        {"reference", given},
                        {"received_on", receivedOn ? Json(receivedOn->text()) : Json()},
                        {"amount", toJson(amount)}}});
  const auto scope = Scope::ofAccount(payment.tenant, payment.account);
  parts_.bus.publish(
      tx, actor, scope,
      PaymentReceived{transaction.id, payment.id, payment.account, method, amount, {id}});
  parts_.billing.settle(tx, actor, invoices);
  return payment;
}

void PaymentService::addCredit(const Actor& actor, Id<Account> account, Money amount,
                               const std::string& reason) {
  parts_.database.transaction([&](db::Transaction& tx) {
    parts_.credit.add(tx, actor.scope.tenant, account, amount);
    parts_.ledger.post(tx, {actor.scope.tenant,
                            account,
                            "credit.given",
                            account.text(),
                            {{std::string{book::kGoodwill}, amount},
                             {std::string{book::kClientCredit}, amount.negated()}}});
    parts_.audit.record(tx, actor,
                        {"credit.given",
                         account.text(),
                         nullptr,
                         {{"amount", toJson(amount)}, {"reason", reason}}});
  });
}

std::vector<Money> PaymentService::credit(Id<Account> account) {
  return parts_.database.read(
      [&](db::Reader& reader) { return parts_.credit.balances(reader, account); });
}

Payment PaymentService::get(const Scope& scope, Id<Payment> id) {
  auto payment = parts_.database.read(
      [&](db::Reader& reader) { return parts_.payments.find(reader, scope, id); });
  if (!payment) throw NotFound{};
  return std::move(*payment);
}

}  // namespace hostler
