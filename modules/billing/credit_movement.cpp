#include "modules/billing/credit_movement.h"

#include "modules/billing/billing_events.h"
#include "modules/billing/payment_repository.h"

namespace hostler::credit_movement {

Transaction of(IdMint& ids, Instant now, const Invoice& invoice, Money amount) {
  Transaction movement;
  movement.id = ids.next<Transaction>();
  movement.tenant = invoice.tenant;
  movement.account = invoice.account;
  movement.gateway = kWallet;
  movement.gatewayTransactionId = movement.id.text();
  movement.amount = amount;
  movement.fee = Money::zero(amount.currency());
  movement.allocations = {{invoice.id, amount}};
  movement.createdAt = now;
  return movement;
}

void keep(db::Transaction& tx, const Actor& actor, events::Bus& bus,
          const std::vector<Transaction>& movements) {
  if (movements.empty()) return;
  PaymentRepository::insertTransactions(tx, movements);
  std::vector<std::pair<Scope, PaymentReceived>> facts;
  for (const auto& movement : movements) {
    PaymentReceived fact{movement.id,      movement.payment, movement.account,
                         movement.gateway, movement.amount,  {}};
    for (const auto& part : movement.allocations) fact.invoices.push_back(part.invoice);
    facts.emplace_back(Scope::ofAccount(movement.tenant, movement.account), std::move(fact));
  }
  bus.publishAll(tx, actor, facts);
}

void keepReturned(db::Transaction& tx, const Actor& actor, events::Bus& bus, IdMint& ids,
                  Instant now, const Invoice& invoice, Money amount) {
  auto movement = of(ids, now, invoice, amount);
  movement.type = TransactionType::Refund;
  PaymentRepository::insertTransactions(tx, {movement});
  bus.publish(tx, actor, Scope::ofAccount(invoice.tenant, invoice.account),
              PaymentRefunded{std::nullopt, invoice.account, amount, "credit", {invoice.id}});
}

}  // namespace hostler::credit_movement
