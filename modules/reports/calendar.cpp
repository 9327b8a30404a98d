#include "modules/reports/calendar.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr auto kTermsEnding = R"sql(
  SELECT id, account_id, name, domain, hostname, currency, price, quantity, billed_until AS day FROM services
   WHERE tenant_id = ? AND status IN ('active', 'suspended') AND cancel_on IS NULL
     AND billed_until >= ? AND billed_until <= ? ORDER BY billed_until LIMIT ?)sql";
constexpr auto kCancelling = R"sql(
  SELECT id, account_id, name, domain, hostname, currency, price, quantity, cancel_on AS day FROM services
   WHERE tenant_id = ? AND status IN ('active', 'suspended') AND cancel_on >= ? AND cancel_on <= ?
   ORDER BY cancel_on LIMIT ?)sql";
constexpr auto kOpenInvoices = R"sql(
  SELECT i.id, i.account_id, COALESCE(s.tax_number, i.number_text) AS number_text, i.currency, s.balance, s.due_date
    FROM invoice_states s JOIN invoices i ON i.id = s.invoice_id
   WHERE s.tenant_id = ? AND s.status IN ('unpaid', 'partially_paid') AND s.due_date >= ? AND s.due_date <= ?
   ORDER BY s.due_date LIMIT ?)sql";
// Only what stands on an unpaid renewal is suspended for it.
constexpr auto kToSuspend = R"sql(
  SELECT DISTINCT v.id, v.account_id, v.name, v.domain, v.hostname, i.currency, s.balance, s.due_date,
         i.id AS invoice_id
    FROM invoice_states s JOIN invoices i ON i.id = s.invoice_id
    JOIN invoice_lines l ON l.invoice_id = i.id JOIN services v ON v.id = l.service_id
   WHERE s.tenant_id = ? AND s.status IN ('unpaid', 'partially_paid') AND v.status = 'active'
     AND s.due_date >= ? AND s.due_date <= ?
     AND NOT EXISTS (SELECT 1 FROM invoice_withdrawals w WHERE w.invoice_id = l.invoice_id AND w.service_id = l.service_id)
   ORDER BY s.due_date LIMIT ?)sql";

std::string titleOf(const db::Row& row) {
  const auto domain = row.get<std::optional<std::string>>("domain");
  const auto host = domain ? domain : row.get<std::optional<std::string>>("hostname");
  return row.text("name") + (host ? " (" + *host + ")" : "");
}

CalendarEntry serviceEntry(const db::Row& row, CalendarKind kind, Date date) {
  CalendarEntry entry;
  entry.date = date;
  entry.kind = kind;
  entry.title = titleOf(row);
  entry.client = row.id<Account>("account_id");
  entry.service = row.id<Service>("id");
  return entry;
}

Money priceOf(const db::Row& row) {
  return Money::ofMinor(row.integer("price") * row.integer("quantity"), row.currency("currency"));
}

}  // namespace

void CalendarEntry::describe(Shape<CalendarEntry>& shape) {
  shape.field("date", &CalendarEntry::date);
  shape.field("kind", &CalendarEntry::kind);
  shape.field("title", &CalendarEntry::title);
  shape.field("client_id", &CalendarEntry::client);
  shape.field("service_id", &CalendarEntry::service).nullable();
  shape.field("invoice_id", &CalendarEntry::invoice).nullable();
  shape.field("amount", &CalendarEntry::amount)
      .describedAs("before tax, of what is not invoiced yet");
}

std::vector<CalendarEntry> calendarOf(db::Reader& reader, Id<Tenant> tenant, const DayRange& range,
                                      const CalendarPolicy& policy, int most) {
  std::vector<CalendarEntry> entries;
  const auto services = [&](const char* sql, CalendarKind kind, int daysBefore) {
    for (const auto& row : reader.query(sql, tenant, range.from.plusDays(daysBefore),
                                        range.to.plusDays(daysBefore), most)) {
      auto entry = serviceEntry(row, kind, row.date("day").plusDays(-daysBefore));
      entry.amount = priceOf(row);
      entries.push_back(std::move(entry));
    }
  };
  services(kTermsEnding, CalendarKind::Invoice, policy.invoiceDaysBefore);
  services(kTermsEnding, CalendarKind::Renewal, 0);
  services(kCancelling, CalendarKind::Cancellation, 0);
  for (const auto& row : reader.query(kOpenInvoices, tenant, range.from, range.to, most)) {
    CalendarEntry entry;
    entry.date = row.date("due_date");
    entry.kind = CalendarKind::Due;
    entry.title = row.text("number_text");
    entry.client = row.id<Account>("account_id");
    entry.invoice = row.id<Invoice>("id");
    entry.amount = row.money("balance", "currency");
    entries.push_back(std::move(entry));
  }
  for (const auto& row : reader.query(kToSuspend, tenant, range.from.plusDays(-policy.graceDays),
                                      range.to.plusDays(-policy.graceDays), most)) {
    auto entry = serviceEntry(row, CalendarKind::Suspension,
                              row.date("due_date").plusDays(policy.graceDays));
    entry.invoice = row.id<Invoice>("invoice_id");
    entry.amount = row.money("balance", "currency");
    entries.push_back(std::move(entry));
  }
  std::ranges::stable_sort(entries, {}, [](const CalendarEntry& entry) {
    return std::pair{entry.date, entry.kind};
  });
  return entries;
}

}  // namespace hostler
