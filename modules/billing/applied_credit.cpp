#include "modules/billing/applied_credit.h"

#include "modules/billing/invoice_repository.h"
#include "modules/billing/payment_repository.h"

#include <map>
#include <set>

namespace hostler::applied_credit {
namespace {

constexpr auto kSelectPosted = R"sql(
  SELECT amount FROM postings
   WHERE invoice_id = ? AND book = 'receivable' AND what IN ('invoice.paid_from_credit', 'invoice.credit_returned') {for_update})sql";
constexpr auto kSelectFromWallet = R"sql(
  SELECT p.id FROM payment_invoices l JOIN payments p ON p.id = l.payment_id
   WHERE l.invoice_id = ? AND p.gateway = 'wallet')sql";
constexpr auto kSelectPromised = R"sql(
  SELECT r.id, r.amount - r.reserved_credit AS promised FROM refunds r
   WHERE r.status = 'pending' AND r.gateway_refund_id IS NULL
     AND r.payment_id IN (SELECT payment_id FROM payment_invoices WHERE invoice_id = ?) {for_update})sql";
// All that the payments were for of which a refund is promised.
constexpr auto kSelectSharing = R"sql(
  SELECT DISTINCT other.invoice_id FROM payment_invoices mine
    JOIN refunds r ON r.payment_id = mine.payment_id
    JOIN payment_invoices other ON other.payment_id = mine.payment_id
   WHERE mine.invoice_id = ? AND r.status = 'pending' AND r.gateway_refund_id IS NULL)sql";

Money sumOf(const db::Rows& rows, const char* column, Currency currency) {
  auto sum = Money::zero(currency);
  for (const auto& row : rows) sum = sum.plus(row.money(column, currency));
  return sum;
}

}  // namespace

Money on(db::Transaction& tx, const Invoice& invoice) {
  const auto none = Money::zero(invoice.currency);
  auto applied = sumOf(tx.query(kSelectPosted, invoice.id), "amount", invoice.currency).negated();
  if (!applied.isPositive()) return none;
  std::set<Id<Payment>> fromWallet;
  for (const auto& row : tx.query(kSelectFromWallet, invoice.id))
    fromWallet.insert(row.id<Payment>("id"));
  std::map<Id<Payment>, Money> throughGateways;
  for (const auto& movement : PaymentRepository::movementsFor(tx, invoice)) {
    const auto payment = movement.payment.value();
    const bool cameIn = movement.type == TransactionType::Payment;
    for (const auto& part : movement.allocations) {
      if (part.invoice != invoice.id) continue;
      if (!fromWallet.contains(payment)) {
        auto& net = throughGateways.try_emplace(payment, none).first->second;
        net = cameIn ? net.plus(part.amount) : net.minus(part.amount);
      } else if (!cameIn) {
        applied = applied.minus(part.amount);
      }
    }
  }
  // Where more of a payment went back than it had brought in for this invoice, the rest had paid it
  // as credit: it came in for the one in whose place this one stands.
  for (const auto& [payment, net] : throughGateways)
    if (net.isNegative()) applied = applied.plus(net);
  return Money::max(applied, none);
}

Money returnable(db::Transaction& tx, const Invoice& invoice, Money applied) {
  const auto none = Money::zero(invoice.currency);
  const auto most = Money::min(applied, invoice_repository::paidOn(tx, invoice));
  const auto promised = sumOf(tx.query(kSelectPromised, invoice.id), "promised", invoice.currency);
  if (!promised.isPositive()) return Money::max(most, none);
  std::vector<Id<Invoice>> sharing;
  for (const auto& row : tx.query(kSelectSharing, invoice.id))
    sharing.push_back(row.id<Invoice>("invoice_id"));
  auto left = promised.negated();
  for (const auto& one : invoice_repository::lockAll(tx, sharing))
    left = left.plus(invoice_repository::paidOn(tx, one));
  return Money::max(Money::min(most, left), none);
}

}  // namespace hostler::applied_credit
