#include "modules/billing/charged_taxes.h"

#include "modules/billing/invoice.h"

namespace hostler::charged_taxes {
namespace {

constexpr auto kSelect = R"sql(
  SELECT l.id, l.taxes, i.currency
    FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
         JOIN invoice_states s ON s.invoice_id = l.invoice_id
         LEFT JOIN moved_terms m ON m.invoice_id = l.invoice_id AND m.service_id = l.service_id AND m.period_from = l.period_from
   WHERE l.service_id = ? AND COALESCE(m.moved_from, l.period_from) <= ? AND COALESCE(m.moved_until, l.period_until) > ? AND l.taxable > 0
         AND s.status IN ('paid', 'partially_paid', 'unpaid'))sql";

// Of the latest line that charged for the first of these days.
std::optional<std::vector<TaxComponent>> chargedFor(db::Reader& reader, Id<Service> service,
                                                    Date day) {
  std::optional<std::vector<TaxComponent>> components;
  std::int64_t latest = 0;
  for (const auto& row : reader.query(kSelect, service, day, day)) {
    if (components && row.integer("id") < latest) continue;
    latest = row.integer("id");
    components.emplace();
    for (const auto& tax : taxesFromJson(Json::parse(row.text("taxes")), row.currency("currency")))
      components->push_back({tax.name, tax.rate, tax.compound});
  }
  return components;
}

}  // namespace

std::vector<LineDraft> on(db::Reader& reader, const std::vector<LineDraft>& lines) {
  auto priced = lines;
  for (auto& line : priced) {
    const bool givesBack = line.unitPrice.isNegative() && line.subject.service && line.period;
    if (givesBack && !line.chargedWith)
      line.chargedWith = chargedFor(reader, *line.subject.service, line.period->start);
  }
  return priced;
}

}  // namespace hostler::charged_taxes
