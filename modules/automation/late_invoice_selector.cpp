#include "modules/automation/late_fee.h"
#include "modules/automation/selector.h"

namespace hostler {
namespace {

using lua::ColumnType;

// A late fee is a debit note, which adds to a tax invoice: not to a proforma.
constexpr auto kSelectLate = R"sql(
  SELECT s.invoice_id, s.account_id, s.due_date, s.balance, i.kind, i.currency, i.total,
         COALESCE(s.tax_date, i.issue_date) AS issue_date, COALESCE(s.tax_number, i.number_text) AS number_text,
         (SELECT MAX(f.fee_day) FROM late_fees f WHERE f.invoice_id = s.invoice_id) AS last_fee
    FROM invoice_states s JOIN invoices i ON i.id = s.invoice_id
   WHERE s.tenant_id = ? AND s.status IN ('unpaid', 'partially_paid') AND s.balance > 0 AND s.due_date < ?
     AND i.kind <> 'debit_note' AND (i.proforma = 0 OR s.tax_number IS NOT NULL) AND s.invoice_id > ?
   ORDER BY s.invoice_id LIMIT ?)sql";

class LateInvoices final : public Selector {
 public:
  explicit LateInvoices(SelectorParts parts)
      : Selector{{"invoices.late",
                  "Issued invoices with an open balance that are past their due date; debit notes, "
                  "and with them late fees, are not among them.",
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
                   {"days_late", ColumnType::Integer},
                   {"fee_day", ColumnType::Integer}},
                  {"charge_late_fee", "hold", "skip"}}},
        accounts_{parts.accounts} {}

  RulePage page(db::Reader& reader, const Lookup& lookup, std::int64_t after, int limit) override {
    const auto days = lookup.settings.days("fee_days");
    const auto exempt = lookup.settings.text("exempt_groups", "");
    const auto found = reader.query(kSelectLate, lookup.tenant, lookup.day, after, limit);
    RulePage page{lua::RowBatch{description().columns},
                  {},
                  after,
                  found.size() < static_cast<std::size_t>(limit)};
    std::vector<Id<Account>> ids;
    for (const auto& row : found) ids.push_back(row.id<Account>("account_id"));
    const auto groups = groupsOf(reader, accounts_, lookup.tenant, ids);
    for (const auto& row : found) {
      const auto id = row.id<Invoice>("invoice_id");
      const auto account = row.id<Account>("account_id");
      const auto due = row.date("due_date");
      const LateInvoice late{std::max(due, row.date("issue_date")),
                             row.get<std::optional<int>>("last_fee")};
      const auto group = groups.find(account);
      const bool hasGroup = group != groups.end();
      page.rows.add(id.text(), row.text("number_text"), account.text(),
                    hasGroup ? std::optional{group->second} : std::nullopt,
                    hasGroup && isAmong(exempt, group->second), row.text("kind"),
                    row.text("currency"), row.integer("total"), row.integer("balance"), due,
                    late.since.daysUntil(lookup.day), lateFeeDayFor(days, late, lookup.day));
      page.subjects.push_back({id.value(), id.text(), account});
      page.last = id.value();
    }
    return page;
  }

 private:
  Accounts& accounts_;
};

}  // namespace

void addLateInvoiceSelector(Selectors& selectors, SelectorParts parts) {
  selectors.emplace("invoices.late", std::make_unique<LateInvoices>(parts));
}

}  // namespace hostler
