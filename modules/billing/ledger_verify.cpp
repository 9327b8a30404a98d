#include "modules/billing/invoice_number.h"
#include "modules/billing/ledger.h"

namespace hostler {
namespace {

constexpr std::size_t kMostFaults = 100;

constexpr auto kTotals = R"sql(
  SELECT COUNT(*) AS postings, COUNT(DISTINCT journal_id) AS journals FROM postings)sql";
constexpr auto kUnevenJournals = R"sql(
  SELECT journal_id, currency, SUM(amount) AS off FROM postings GROUP BY journal_id, currency HAVING SUM(amount) <> 0 LIMIT 100)sql";
constexpr auto kUnevenInvoices = R"sql(
  SELECT i.id, s.balance, COALESCE(SUM(p.amount), 0) AS posted, i.currency
    FROM invoices i JOIN invoice_states s ON s.invoice_id = i.id
    LEFT JOIN postings p ON p.invoice_id = i.id AND p.book = 'receivable'
   GROUP BY i.id, s.balance, i.currency HAVING s.balance <> COALESCE(SUM(p.amount), 0) LIMIT 100)sql";
constexpr auto kCountInvoices = "SELECT COUNT(*) AS invoices FROM invoices";
constexpr auto kUnevenCredits = R"sql(
  SELECT c.account_id, c.currency, c.amount, COALESCE(SUM(p.amount), 0) AS posted
    FROM credit_balances c
    LEFT JOIN postings p ON p.account_id = c.account_id AND p.currency = c.currency AND p.book = 'client_credit'
   GROUP BY c.account_id, c.currency, c.amount HAVING c.amount <> -COALESCE(SUM(p.amount), 0) LIMIT 100)sql";
constexpr auto kNegativeCredits =
    "SELECT account_id, currency, amount FROM credit_balances WHERE amount < 0 LIMIT 100";
constexpr auto kSeries = R"sql(
  SELECT c.tenant_id, c.series, c.fiscal_year, c.last_number, COUNT(d.number) AS documents,
         COALESCE(MIN(d.number), 0) AS lowest, COALESCE(MAX(d.number), 0) AS highest
    FROM series_counters c
    LEFT JOIN (SELECT tenant_id, series, fiscal_year, number FROM invoices
               UNION ALL SELECT tenant_id, series, fiscal_year, number FROM credit_notes) d
      ON d.tenant_id = c.tenant_id AND d.series = c.series AND d.fiscal_year = c.fiscal_year
   GROUP BY c.tenant_id, c.series, c.fiscal_year, c.last_number)sql";

void checkInvoices(db::Reader& reader, Ledger::Verdict& verdict) {
  for (const auto& row : reader.query(kUnevenInvoices)) {
    const auto currency = row.currency("currency");
    verdict.faults.push_back("invoice " + row.id<Invoice>("id").text() + " has the balance " +
                             row.money("balance", currency).text() + ", its postings say " +
                             row.money("posted", currency).text());
  }
}

void checkCredits(db::Reader& reader, Ledger::Verdict& verdict) {
  for (const auto& row : reader.query(kUnevenCredits)) {
    const auto currency = row.currency("currency");
    verdict.faults.push_back("account " + row.id<Account>("account_id").text() +
                             " has the credit " + row.money("amount", currency).text() +
                             ", its postings say " +
                             row.money("posted", currency).negated().text());
  }
  for (const auto& row : reader.query(kNegativeCredits)) {
    verdict.faults.push_back("account " + row.id<Account>("account_id").text() +
                             " has less than no credit");
  }
}

// A counter stands at the last number given: without gap or duplicate there are as many documents,
// from 1 to it.
void checkSeries(db::Reader& reader, Ledger::Verdict& verdict) {
  for (const auto& row : reader.query(kSeries)) {
    const auto last = row.integer("last_number");
    const bool whole = row.integer("documents") == last && row.integer("highest") == last &&
                       row.integer("lowest") == (last > 0 ? 1 : 0);
    if (whole) continue;
    verdict.faults.push_back("series " + row.text("series") + "/" + row.text("fiscal_year") +
                             " of " + row.id<Tenant>("tenant_id").text() + " stands at " +
                             std::to_string(last) + " and has " +
                             std::to_string(row.integer("documents")) + " documents");
  }
}

}  // namespace

Ledger::Verdict Ledger::verify(db::Database& database) {
  return database.read([](db::Reader& reader) {
    Verdict verdict;
    const auto totals = reader.query(kTotals);
    verdict.postings = static_cast<std::uint64_t>(totals[0].integer("postings"));
    verdict.journals = static_cast<std::uint64_t>(totals[0].integer("journals"));
    verdict.invoices =
        static_cast<std::uint64_t>(reader.query(kCountInvoices).only().integer("invoices"));
    for (const auto& row : reader.query(kUnevenJournals)) {
      verdict.faults.push_back("journal " + std::to_string(row.integer("journal_id")) +
                               " is off by " + row.money("off", "currency").text());
    }
    checkInvoices(reader, verdict);
    checkCredits(reader, verdict);
    checkSeries(reader, verdict);
    if (verdict.faults.size() > kMostFaults) verdict.faults.resize(kMostFaults);
    return verdict;
  });
}

}  // namespace hostler
