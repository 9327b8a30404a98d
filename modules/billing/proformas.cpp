#include "modules/billing/proformas.h"

#include "modules/billing/exchange_rates.h"
#include "modules/billing/issue_journals.h"
#include "modules/billing/number_run.h"
#include "modules/resellers/setting_book.h"

#include <algorithm>
#include <map>
#include <stdexcept>

namespace hostler::proformas {
namespace {

constexpr auto kInsert =
    "INSERT INTO tax_invoices (invoice_id, tenant_id, series, fiscal_year, number, number_text, "
    "issue_date, issued_at)";
constexpr auto kNumber =
    "UPDATE invoice_states SET tax_number = ?, tax_date = ? WHERE invoice_id = ? AND tax_number IS "
    "NULL";

void becomeTaxInvoicesOf(db::Transaction& tx, const Actor& actor, const Parts& parts,
                         Id<Tenant> tenantId, const std::vector<Invoice*>& invoices) {
  const auto tenant = parts.tenants.get(tenantId);
  const auto settings = parts.tenants.settings(tenantId);
  const auto today = parts.tenants.today(tenantId);
  const auto now = parts.clock.now();
  NumberRun numbers{
      tx, tenantId, settings.text("invoice.series"),
      fiscalYearOf(today, static_cast<int>(settings.integer("invoice.fiscal_year_first_month"))),
      std::ssize(invoices)};
  db::BulkInsert rows{tx, kInsert, 8};
  std::vector<Journal> journals;
  std::vector<Change> changes;
  for (auto* invoice : invoices) {
    const auto sequence = numbers.give(*invoice);
    invoice->issueDate = today;
    invoice->isProforma = false;
    rows.add(invoice->id, tenantId, numbers.series(), numbers.fiscalYear(), sequence,
             invoice->number, today, now);
    if (tx.execute(kNumber, invoice->number, today, invoice->id) != 1)
      throw db::Conflict{"a proforma became a tax invoice meanwhile", 0};
    if (invoice->currency != tenant.currency) {
      if (const auto rate = exchange_rates::on(tx, tenantId, invoice->currency, today))
        exchange_rates::keepFor(tx, invoice->id, tenant.currency, *rate);
    }
    journals.push_back(issue_journals::invoiced(*invoice));
    changes.push_back({"proforma.invoiced",
                       invoice->id.text(),
                       {{"number", invoice->proforma.value().number}},
                       {{"number", invoice->number}, {"total", toJson(invoice->total)}}});
  }
  rows.flush();
  parts.ledger.post(tx, journals);
  parts.audit.record(tx, actor, changes);
}

}  // namespace

bool isFor(const TenantSettings& settings, const InvoiceRequest& request, const Invoice& drawn) {
  if (request.kind == InvoiceKind::DebitNote || request.kind == InvoiceKind::Usage) return false;
  if (request.inPlaceOf || !drawn.total.isPositive()) return false;
  const bool hasUse = std::ranges::any_of(drawn.lines, [](const InvoiceLine& line) {
    return line.priced.draft.kind == LineKind::Usage;
  });
  return !hasUse && settings.flag("invoice.proforma");
}

void mustHaveOwnSeries(const TenantSettings& settings) {
  const auto other = seriesOfProformasToo(settings);
  if (!other) return;
  const auto own = settings.text("invoice.proforma_series");
  throw DomainError{"proforma_series_shared",
                    409,
                    "The setting invoice.proforma_series is " + own + ", as " + *other +
                        " is: give proforma invoices a series of their own, so that no number is "
                        "missing in the other.",
                    {{"series", own}, {"setting", *other}}};
}

void becomeTaxInvoices(db::Transaction& tx, const Actor& actor, const Parts& parts,
                       const std::vector<Invoice*>& invoices) {
  std::map<Id<Tenant>, std::vector<Invoice*>> byTenant;
  for (auto* invoice : invoices) {
    if (!invoice->isProforma) throw std::logic_error{invoice->number + " is no proforma invoice"};
    byTenant[invoice->tenant].push_back(invoice);
  }
  for (const auto& [tenant, some] : byTenant) becomeTaxInvoicesOf(tx, actor, parts, tenant, some);
}

bool isPaidInPart(const Invoice& proforma) {
  return proforma.balance.lessThan(proforma.total);
}

DomainError notDebitable() {
  return {"invoice_not_debitable", 409,
          "A debit note adds to a tax invoice, and a proforma invoice is none before it is paid: "
          "invoice what is to be added by itself."};
}

DomainError notCreditable() {
  return {"proforma_not_credited", 409,
          "A credit note takes back a part of a tax invoice, and this proforma invoice, on which "
          "nothing is paid, is none: cancel it, and invoice what is right anew."};
}

DomainError notWrittenOff() {
  return {"proforma_not_written_off", 409,
          "Nothing of this proforma invoice is paid, and so nothing of it is income: cancel it."};
}

}  // namespace hostler::proformas
