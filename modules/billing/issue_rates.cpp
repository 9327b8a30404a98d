#include "modules/billing/issue_rates.h"

#include "modules/billing/exchange_rates.h"

#include <map>

namespace hostler::issue_rates {
namespace {

// Its tax is paid, and claimed back, in the seller's currency.
bool needsRate(const Invoice& invoice) {
  const bool exported =
      invoice.supply == SupplyKind::ExportWithTax || invoice.supply == SupplyKind::SezWithTax;
  return exported && invoice.total.isPositive();
}

DomainError rateMissing(const Invoice& invoice, Currency base) {
  const std::string code{invoice.currency.code()};
  return {"exchange_rate_missing",
          409,
          "An export with tax in " + code + " needs a rate of " + code + " in " +
              std::string{base.code()} + " on " + invoice.issueDate.text() +
              ": add one to the currencies, or the number of a letter of undertaking.",
          {{"currency", code}, {"day", invoice.issueDate.text()}}};
}

// Of the invoice whose supply this is too.
std::optional<exchange_rates::Kept> keptBefore(db::Reader& reader, const InvoiceRequest& request) {
  if (request.inPlaceOf) return exchange_rates::keptFor(reader, request.inPlaceOf->invoice);
  if (request.addsTo) return exchange_rates::keptFor(reader, *request.addsTo);
  return std::nullopt;
}

}  // namespace

void keep(db::Transaction& tx, const Tenant& tenant, const std::vector<InvoiceRequest>& requests,
          const std::vector<invoice_repository::NewInvoice>& made) {
  std::map<Currency, std::optional<Decimal>> rates;
  for (std::size_t i = 0; i < made.size(); ++i) {
    const auto& invoice = made[i].invoice;
    if (const auto before = keptBefore(tx, requests[i])) {
      exchange_rates::keepFor(tx, invoice.id, before->base, before->rate);
      continue;
    }
    if (invoice.currency == tenant.currency) continue;
    const auto [at, isNew] = rates.try_emplace(invoice.currency);
    if (isNew) at->second = exchange_rates::on(tx, tenant.id, invoice.currency, invoice.issueDate);
    if (!at->second && needsRate(invoice)) throw rateMissing(invoice, tenant.currency);
    if (at->second) exchange_rates::keepFor(tx, invoice.id, tenant.currency, *at->second);
  }
}

}  // namespace hostler::issue_rates
