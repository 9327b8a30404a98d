#include "modules/billing/document_series.h"

#include "core/problem/problem.h"
#include "modules/billing/invoice_number.h"

#include <optional>

namespace hostler::document_series {
namespace {

constexpr auto kLock =
    "SELECT last_number, proforma FROM series_counters WHERE tenant_id = ? AND series = ? AND "
    "fiscal_year = ? {for_update}";
constexpr auto kSelect =
    "SELECT proforma FROM series_counters WHERE tenant_id = ? AND series = ? AND fiscal_year = ? "
    "AND last_number > 0";
constexpr auto kInsert =
    "INSERT INTO series_counters (tenant_id, series, fiscal_year, last_number, proforma) VALUES "
    "(?, ?, ?, 0, ?)";
constexpr auto kMove =
    "UPDATE series_counters SET last_number = ? WHERE tenant_id = ? AND series = ? AND fiscal_year "
    "= ?";

constexpr auto kProformas = "invoice.proforma_series";

DomainError shared(const std::string& series, const std::string& fiscalYear, Numbers wanted) {
  const auto in = " numbered in the series " + series + " of " + fiscalYear + ": set ";
  const std::string why = ", so that no number is missing among those of tax documents.";
  return {"proforma_series_shared",
          409,
          wanted == Numbers::OfProformas
              ? "Tax documents were" + in + kProformas + " to one of its own" + why
              : "Proforma invoices were" + in + "that of the tax document to another one" + why,
          {{"series", series}}};
}

std::optional<Numbers> ownerOf(db::Reader& reader, Id<Tenant> tenant, const std::string& series,
                               const std::string& fiscalYear) {
  return reader.query(kSelect, tenant, series, fiscalYear).first([](const db::Row& row) {
    return row.flag("proforma") ? Numbers::OfProformas : Numbers::OfTaxDocuments;
  });
}

}  // namespace

std::int64_t take(db::Transaction& tx, Id<Tenant> tenant, const std::string& series,
                  const std::string& fiscalYear, std::int64_t count, Numbers whose) {
  const bool ofProformas = whose == Numbers::OfProformas;
  auto rows = tx.query(kLock, tenant, series, fiscalYear);
  if (rows.empty()) {
    tx.tryInsert(kInsert, tenant, series, fiscalYear, ofProformas);
    rows = tx.query(kLock, tenant, series, fiscalYear);
  }
  const auto counter = rows.only();
  if (counter.flag("proforma") != ofProformas) throw shared(series, fiscalYear, whose);
  const auto last = counter.integer("last_number");
  tx.execute(kMove, last + count, tenant, series, fiscalYear);
  return last + 1;
}

void mustStandApart(db::Reader& reader, Id<Tenant> tenant, Date today,
                    const TenantSettings& settings, const std::map<std::string, Json>& changes) {
  const auto year =
      fiscalYearOf(today, static_cast<int>(settings.integer("invoice.fiscal_year_first_month")));
  for (const auto* name : {"invoice.series", "invoice.credit_note_series",
                           "invoice.debit_note_series", "invoice.receipt_series"}) {
    if (!changes.contains(name)) continue;
    const auto series = settings.text(name);
    if (ownerOf(reader, tenant, series, year) != Numbers::OfProformas) continue;
    throw ValidationError{name, "taken",
                          "must not be " + series + ": proforma invoices of this financial year (" +
                              year + ") have numbers of it, which would be missing"};
  }
  const bool isAboutProformas =
      changes.contains("invoice.proforma") || changes.contains(kProformas);
  if (!isAboutProformas || !settings.flag("invoice.proforma")) return;
  const auto series = settings.text(kProformas);
  if (ownerOf(reader, tenant, series, year) != Numbers::OfTaxDocuments) return;
  throw ValidationError{kProformas, "taken",
                        "must not be " + series + ": tax documents of this financial year (" +
                            year + ") have numbers of it, among which others would be missing"};
}

}  // namespace hostler::document_series
