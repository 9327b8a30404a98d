#include "modules/billing/client_statement.h"

#include "modules/billing/billing_permissions.h"
#include "modules/billing/csv_text.h"

#include <algorithm>
#include <map>

namespace hostler {
namespace {

constexpr auto kSelectOpening = R"sql(
  SELECT COALESCE(SUM(amount), 0) AS balance FROM postings
   WHERE tenant_id = ? AND account_id = ? AND book IN ('receivable', 'client_credit') AND currency = ? AND posted_at < ?)sql";
constexpr auto kSelectJournals = R"sql(
  SELECT p.journal_id, p.what, p.reference, MIN(p.posted_at) AS at, SUM(p.amount) AS amount,
         MIN(CASE WHEN p.what LIKE 'proforma.%' THEN i.number_text ELSE COALESCE(t.number_text, i.number_text) END) AS number
    FROM postings p LEFT JOIN invoices i ON i.id = p.invoice_id LEFT JOIN tax_invoices t ON t.invoice_id = p.invoice_id
   WHERE p.tenant_id = ? AND p.account_id = ? AND p.book IN ('receivable', 'client_credit') AND p.currency = ?
         AND p.posted_at >= ? AND p.posted_at < ?
   GROUP BY p.journal_id, p.what, p.reference HAVING SUM(p.amount) <> 0)sql";

constexpr auto kSelectInvoices = R"sql(
  SELECT DISTINCT journal_id, invoice_id FROM postings
   WHERE tenant_id = ? AND account_id = ? AND book IN ('receivable', 'client_credit') AND currency = ?
         AND posted_at >= ? AND posted_at < ? AND invoice_id IS NOT NULL)sql";

}  // namespace

ClientStatement ClientStatement::of(db::Reader& reader, const Tenant& tenant, Id<Account> account,
                                    Currency currency, Date from, Date to) {
  const auto begin = tenant.zone.startOf(from), end = tenant.zone.startOf(to.plusDays(1));
  ClientStatement statement;
  statement.from = from;
  statement.to = to;
  statement.opening = reader.query(kSelectOpening, tenant.id, account, currency, begin)
                          .only()
                          .money("balance", currency);
  struct Ordered {
    std::int64_t journal;
    Row row;
  };
  std::map<std::int64_t, std::vector<std::string>> invoices;
  for (const auto& row : reader.query(kSelectInvoices, tenant.id, account, currency, begin, end))
    invoices[row.integer("journal_id")].push_back(row.id<Invoice>("invoice_id").text());
  std::vector<Ordered> rows;
  for (const auto& row : reader.query(kSelectJournals, tenant.id, account, currency, begin, end)) {
    Row one;
    one.day = tenant.zone.dateOf(row.instant("at"));
    one.what = row.text("what");
    if (!row.isNull("number")) one.document = row.text("number");
    one.reference = row.text("reference");
    one.amount = row.money("amount", currency);
    one.names = invoices[row.integer("journal_id")];
    if (!one.reference.empty()) one.names.push_back(one.reference);
    rows.push_back({row.integer("journal_id"), std::move(one)});
  }
  // Journals are numbered in the order in which they were posted.
  std::ranges::sort(rows, {}, &Ordered::journal);
  auto balance = statement.opening;
  for (auto& one : rows) {
    balance = balance.plus(one.row.amount);
    one.row.balance = balance;
    statement.rows.push_back(std::move(one.row));
  }
  statement.closing = balance;
  return statement;
}

void ClientStatement::keepWhatMayBeRead(const Actor& actor) {
  std::erase_if(rows, [&](const Row& row) {
    return !row.names.empty() && !actor.mayOn(kReadInvoices.action, row.names);
  });
}

std::string ClientStatement::csv() const {
  CsvText csv{{"date", "what", "document", "reference", "debit", "credit", "balance"}};
  csv.add({from.text(), "opening", "", "", "", "", opening.decimalText()});
  for (const auto& row : rows) {
    csv.add({row.day.text(), row.what, row.document, row.reference,
             row.amount.isPositive() ? row.amount.decimalText() : "",
             row.amount.isNegative() ? row.amount.negated().decimalText() : "",
             row.balance.decimalText()});
  }
  csv.add({to.text(), "closing", "", "", "", "", closing.decimalText()});
  return csv.text();
}

}  // namespace hostler
