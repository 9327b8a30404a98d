#include "modules/billing/seller_history.h"

#include "modules/billing/exchange_rates.h"

namespace hostler::seller_history {
namespace {

constexpr auto kInvoice = "SELECT 1 AS one FROM invoices WHERE tenant_id = ? LIMIT 1";
constexpr auto kPayment = "SELECT 1 AS one FROM payments WHERE tenant_id = ? LIMIT 1";
constexpr auto kCredit = "SELECT 1 AS one FROM credit_balances WHERE tenant_id = ? LIMIT 1";

}  // namespace

bool hasIssued(db::Reader& reader, Id<Tenant> tenant) {
  return !reader.query(kInvoice, tenant).empty();
}

bool hasSold(db::Reader& reader, Id<Tenant> tenant) {
  return hasIssued(reader, tenant) || !reader.query(kPayment, tenant).empty() ||
         !reader.query(kCredit, tenant).empty();
}

bool hasRates(db::Reader& reader, Id<Tenant> tenant) {
  return !exchange_rates::list(reader, tenant).empty();
}

}  // namespace hostler::seller_history
