#include "modules/reports/calendar.h"

#include <algorithm>

namespace hostler {
namespace {

constexpr auto kTermsEnding = R"sql(
  SELECT id, account_id, name, domain, hostname, currency, price, quantity, billed_until AS day FROM services
   WHERE tenant_id = ? AND status IN ('active', 'suspended') AND cancel_on IS NULL
     AND billed_until >= ? AND billed_until <= ? ORDER BY billed_until LIMIT ?)sql";
// Invoiced so many days ahead: those of products with days of their own, and those of the others.
constexpr auto kOwnDays =
    "SELECT DISTINCT invoice_days_before AS days FROM products WHERE tenant_id = ? AND "
    "invoice_days_before IS NOT NULL";
constexpr auto kToInvoiceByOwn = R"sql(
  SELECT s.id, s.account_id, s.name, s.domain, s.hostname, s.currency, s.price, s.quantity, s.billed_until AS day
    FROM services s JOIN products p ON p.id = s.product_id
   WHERE s.tenant_id = ? AND s.status IN ('active', 'suspended') AND s.cancel_on IS NULL
     AND s.billed_until >= ? AND s.billed_until <= ? AND p.invoice_days_before = ?
   ORDER BY s.billed_until LIMIT ?)sql";
constexpr auto kToInvoice = R"sql(
  SELECT s.id, s.account_id, s.name, s.domain, s.hostname, s.currency, s.price, s.quantity, s.billed_until AS day
    FROM services s LEFT JOIN products p ON p.id = s.product_id
   WHERE s.tenant_id = ? AND s.status IN ('active', 'suspended') AND s.cancel_on IS NULL
     AND s.billed_until >= ? AND s.billed_until <= ? AND p.invoice_days_before IS NULL
   ORDER BY s.billed_until LIMIT ?)sql";
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

CalendarEntry pricedEntry(const db::Row& row, CalendarKind kind, int daysBefore) {
  auto entry = serviceEntry(row, kind, row.date("day").plusDays(-daysBefore));
  entry.amount = priceOf(row);
  return entry;
}

// The first of them by day, whatever their products say.
std::vector<CalendarEntry> toInvoice(db::Reader& reader, Id<Tenant> tenant, const DayRange& range,
                                     const CalendarPolicy& policy, int most) {
  std::vector<CalendarEntry> entries;
  const auto usual = policy.invoiceDaysBefore;
  for (const auto& row :
       reader.query(kToInvoice, tenant, range.from.plusDays(usual), range.to.plusDays(usual), most))
    entries.push_back(pricedEntry(row, CalendarKind::Invoice, usual));
  const auto own =
      reader.query(kOwnDays, tenant).map([](const db::Row& row) { return row.get<int>("days"); });
  for (const auto days : own) {
    for (const auto& row : reader.query(kToInvoiceByOwn, tenant, range.from.plusDays(days),
                                        range.to.plusDays(days), days, most))
      entries.push_back(pricedEntry(row, CalendarKind::Invoice, days));
  }
  std::ranges::stable_sort(entries, {}, &CalendarEntry::date);
  if (std::ssize(entries) > most) entries.erase(entries.begin() + most, entries.end());
  return entries;
}

}  // namespace

void CalendarEntry::describe(Shape<CalendarEntry>& shape) {
  shape.field("date", &CalendarEntry::date);
  shape.field("kind", &CalendarEntry::kind);
  shape.field("title", &CalendarEntry::title);
  shape.field("client_id", &CalendarEntry::client);
  shape.field("service_id", &CalendarEntry::service).nullable();
  shape.field("domain_id", &CalendarEntry::domain).nullable();
  shape.field("invoice_id", &CalendarEntry::invoice).nullable();
  shape.field("amount", &CalendarEntry::amount)
      .describedAs("before tax, of what is not invoiced yet");
}

std::vector<CalendarEntry> calendarOf(db::Reader& reader, Id<Tenant> tenant, const DayRange& range,
                                      const CalendarPolicy& policy, int most,
                                      const MoreCalendar& more) {
  auto entries = toInvoice(reader, tenant, range, policy, most);
  const auto services = [&](const char* sql, CalendarKind kind) {
    for (const auto& row : reader.query(sql, tenant, range.from, range.to, most))
      entries.push_back(pricedEntry(row, kind, 0));
  };
  services(kTermsEnding, CalendarKind::Renewal);
  services(kCancelling, CalendarKind::Cancellation);
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
  if (more) more(reader, tenant, range, most, entries);
  std::ranges::stable_sort(entries, {}, [](const CalendarEntry& entry) {
    return std::pair{entry.date, entry.kind};
  });
  return entries;
}

}  // namespace hostler
