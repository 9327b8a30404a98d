#include "modules/billing/issue_rates.h"

#include "modules/billing/exchange_rates.h"
#include "modules/billing/tax_rules.h"

#include <algorithm>
#include <map>

namespace hostler::issue_rates {
namespace {

// Whom an export with tax is sold to (Supply::of): buyers abroad who do not pay in rupees, and
// special economic zones.
constexpr auto kSelectCurrencies = R"sql(
  SELECT DISTINCT a.currency FROM accounts a LEFT JOIN tax_standings z ON z.account_id = a.id
   WHERE a.tenant_id = ? AND a.status <> 'closed' AND a.tax_exempt = 0 AND a.currency <> ?
     AND ((a.country <> 'IN' AND a.currency <> 'INR') OR (a.country = 'IN' AND z.sez = 1 AND a.gstin IS NOT NULL))
   ORDER BY a.currency)sql";

// Its tax is paid, and claimed back, in the seller's currency.
bool needsRate(const Invoice& invoice) {
  const bool exported =
      invoice.supply == SupplyKind::ExportWithTax || invoice.supply == SupplyKind::SezWithTax;
  return exported && std::ranges::any_of(invoice.taxes, [](const TaxAmount& tax) {
           return tax.amount.isPositive();
         });
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
    // A proforma's rate is that of the day on which it becomes a tax invoice.
    if (at->second && !invoice.isProforma)
      exchange_rates::keepFor(tx, invoice.id, tenant.currency, *at->second);
  }
}

std::vector<Currency> missing(db::Reader& reader, const Tenant& tenant,
                              const TenantSettings& settings, Date today) {
  const bool exportsWithTax =
      settings.text("tax.regime") == "gst" && settings.text("tax.lut_number").empty();
  const auto rules = tax_rules::all(reader, tenant.id);
  if (!exportsWithTax ||
      std::ranges::find(rules, tenant.address.country, &TaxRule::country) == rules.end())
    return {};
  std::vector<Currency> currencies;
  for (const auto& row : reader.query(kSelectCurrencies, tenant.id, tenant.currency)) {
    const auto currency = row.currency("currency");
    if (!exchange_rates::on(reader, tenant.id, currency, today)) currencies.push_back(currency);
  }
  return currencies;
}

}  // namespace hostler::issue_rates
