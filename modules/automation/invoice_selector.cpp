#include "modules/automation/invoice_notices.h"
#include "modules/automation/product_days.h"
#include "modules/automation/selector.h"

namespace hostler {
namespace {

using lua::ColumnType;

constexpr auto kSelectOpen = R"sql(
  SELECT s.invoice_id, s.account_id, s.due_date, s.balance, i.kind, i.currency, i.total,
         COALESCE(s.tax_date, i.issue_date) AS issue_date, COALESCE(s.tax_number, i.number_text) AS number_text,
         (SELECT MAX(n.notice_day) FROM invoice_notices n WHERE n.invoice_id = s.invoice_id) AS last_notice
    FROM invoice_states s JOIN invoices i ON i.id = s.invoice_id
   WHERE s.tenant_id = ? AND s.status IN ('unpaid', 'partially_paid') AND s.balance > 0 AND s.due_date <= ?
     AND s.invoice_id > ?
   ORDER BY s.invoice_id LIMIT ?)sql";

class OpenInvoices final : public Selector {
 public:
  explicit OpenInvoices(SelectorParts parts)
      : Selector{{"invoices.open",
                  "Issued invoices with an open balance, from the first of `notice_days` before "
                  "they are due; an invoice of a product with `notice_days` of its own has those.",
                  {{"invoice_id", ColumnType::Text},
                   {"invoice_number", ColumnType::Text},
                   {"account_id", ColumnType::Text},
                   {"client_group", ColumnType::Text},
                   {"is_exempt", ColumnType::Boolean},
                   {"kind", ColumnType::Text},
                   {"currency", ColumnType::Text},
                   {"total", ColumnType::Integer},
                   {"balance", ColumnType::Integer},
                   {"due_date", ColumnType::Date},
                   {"days_overdue", ColumnType::Integer},
                   {"notice_day", ColumnType::Integer},
                   {"notice_kind", ColumnType::Text}},
                  {"remind", "hold", "skip"}}},
        accounts_{parts.accounts} {}

  RulePage page(db::Reader& reader, const Lookup& lookup, std::int64_t after, int limit) override {
    const auto days = lookup.settings.days("notice_days");
    const auto exempt = lookup.settings.text("exempt_groups", "");
    const auto ofProducts = product_days::noticeDays(reader, lookup.tenant);
    int earliest = days.empty() ? 0 : std::min(0, days.front());
    for (const auto& [product, own] : ofProducts)
      if (!own.empty()) earliest = std::min(earliest, own.front());
    const auto found =
        reader.query(kSelectOpen, lookup.tenant, lookup.day.plusDays(-earliest), after, limit);
    RulePage page{lua::RowBatch{description().columns},
                  {},
                  after,
                  found.size() < static_cast<std::size_t>(limit)};
    std::vector<Id<Account>> ids;
    std::vector<Id<Invoice>> invoices;
    for (const auto& row : found) {
      ids.push_back(row.id<Account>("account_id"));
      invoices.push_back(row.id<Invoice>("invoice_id"));
    }
    const auto groups = groupsOf(reader, accounts_, lookup.tenant, ids);
    const auto ownDays = product_days::noticeDaysOf(reader, ofProducts, invoices);
    for (const auto& row : found) {
      const auto id = row.id<Invoice>("invoice_id");
      const auto account = row.id<Account>("account_id");
      const auto due = row.date("due_date");
      const auto own = ownDays.find(id);
      const auto notice = noticeFor(
          own == ownDays.end() ? days : own->second,
          {row.date("issue_date"), due, row.get<std::optional<int>>("last_notice")}, lookup.day);
      const auto group = groups.find(account);
      const bool hasGroup = group != groups.end();
      page.rows.add(id.text(), row.text("number_text"), account.text(),
                    hasGroup ? std::optional{group->second} : std::nullopt,
                    hasGroup && isAmong(exempt, group->second), row.text("kind"),
                    row.text("currency"), row.integer("total"), row.integer("balance"), due,
                    due.daysUntil(lookup.day), notice ? std::optional{notice->day} : std::nullopt,
                    notice ? std::optional{notice->kind} : std::nullopt);
      page.subjects.push_back({id.value(), id.text(), account});
      page.last = id.value();
    }
    return page;
  }

 private:
  Accounts& accounts_;
};

}  // namespace

std::optional<Notice> noticeFor(const std::vector<int>& days, const NoticedInvoice& invoice,
                                Date today) {
  std::optional<Notice> due;
  int overdueOnes = 0;
  for (const auto day : days) {
    if (day > 0) ++overdueOnes;
    const auto when = invoice.dueDate.plusDays(day);
    // Not on the day of issue, whose own mail says the same, and not before it.
    if (when > today || !(invoice.issueDate < when)) continue;
    due = Notice{day, day > 0 ? "overdue_" + std::to_string(std::min(overdueOnes, 3)) : "reminder"};
  }
  // The last one that has come, unless that or a later one was sent; earlier ones are not made up
  // for.
  if (due && invoice.lastNotice && *invoice.lastNotice >= due->day) return std::nullopt;
  return due;
}

void addInvoiceSelector(Selectors& selectors, SelectorParts parts) {
  selectors.emplace("invoices.open", std::make_unique<OpenInvoices>(parts));
}

}  // namespace hostler
