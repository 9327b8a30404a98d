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
    LEFT JOIN postings p ON p.invoice_id = i.id AND p.book = 'receivable' AND p.currency = i.currency
   GROUP BY i.id, s.balance, i.currency HAVING s.balance <> COALESCE(SUM(p.amount), 0) LIMIT 100)sql";
constexpr auto kStatelessInvoices = R"sql(
  SELECT i.id FROM invoices i LEFT JOIN invoice_states s ON s.invoice_id = i.id WHERE s.invoice_id IS NULL LIMIT 100)sql";
constexpr auto kStrayPostings = R"sql(
  SELECT p.id FROM postings p LEFT JOIN invoices i ON i.id = p.invoice_id
   WHERE p.invoice_id IS NOT NULL AND (i.id IS NULL OR i.currency <> p.currency) LIMIT 100)sql";
constexpr auto kUnevenDocuments = R"sql(
  SELECT i.id, i.total, i.rounding, COALESCE(SUM(l.total), 0) AS line_total, i.currency
    FROM invoices i LEFT JOIN invoice_lines l ON l.invoice_id = i.id
   GROUP BY i.id, i.total, i.rounding, i.subtotal, i.discount, i.tax_total, i.currency
  HAVING i.total <> COALESCE(SUM(l.total), 0) + i.rounding
      OR i.total <> i.subtotal - i.discount + i.tax_total + i.rounding LIMIT 100)sql";
constexpr auto kPaidWithBalance =
    "SELECT invoice_id FROM invoice_states WHERE status = 'paid' AND balance <> 0 LIMIT 100";
constexpr auto kOverRefunded =
    "SELECT id FROM payments WHERE refunded > paid OR refunded < 0 LIMIT 100";
constexpr auto kCountInvoices = "SELECT COUNT(*) AS invoices FROM invoices";
constexpr auto kUnevenCredits = R"sql(
  SELECT c.account_id, c.currency, c.amount, COALESCE(SUM(p.amount), 0) AS posted
    FROM credit_balances c
    LEFT JOIN postings p ON p.account_id = c.account_id AND p.currency = c.currency AND p.book = 'client_credit'
   GROUP BY c.account_id, c.currency, c.amount HAVING c.amount <> -COALESCE(SUM(p.amount), 0) LIMIT 100)sql";
constexpr auto kCreditsNowhere = R"sql(
  SELECT p.account_id, p.currency, SUM(p.amount) AS posted
    FROM postings p LEFT JOIN credit_balances c ON c.account_id = p.account_id AND c.currency = p.currency
   WHERE p.book = 'client_credit' AND c.account_id IS NULL
   GROUP BY p.account_id, p.currency HAVING SUM(p.amount) <> 0 LIMIT 100)sql";
constexpr auto kNegativeCredits =
    "SELECT account_id, currency, amount FROM credit_balances WHERE amount < 0 LIMIT 100";
constexpr auto kUnevenDeductions = R"sql(
  SELECT d.account_id, d.currency, SUM(d.amount) AS off
    FROM (SELECT account_id, currency, amount FROM tds_deductions
          UNION ALL SELECT account_id, currency, -amount FROM postings WHERE book = 'tds_receivable') d
   GROUP BY d.account_id, d.currency HAVING SUM(d.amount) <> 0 LIMIT 100)sql";
constexpr auto kSeries = R"sql(
  SELECT c.tenant_id, c.series, c.fiscal_year, c.last_number, COUNT(DISTINCT d.number) AS documents,
         COUNT(d.number) AS rows_found, COALESCE(MIN(d.number), 0) AS lowest, COALESCE(MAX(d.number), 0) AS highest
    FROM series_counters c
    LEFT JOIN (SELECT tenant_id, series, fiscal_year, number FROM invoices
               UNION ALL SELECT tenant_id, series, fiscal_year, number FROM credit_notes
               UNION ALL SELECT tenant_id, series, fiscal_year, number FROM receipts) d
      ON d.tenant_id = c.tenant_id AND d.series = c.series AND d.fiscal_year = c.fiscal_year
   GROUP BY c.tenant_id, c.series, c.fiscal_year, c.last_number)sql";

constexpr auto kUncounted = R"sql(
  SELECT d.tenant_id, d.series, d.fiscal_year, COUNT(*) AS documents
    FROM (SELECT tenant_id, series, fiscal_year FROM invoices
          UNION ALL SELECT tenant_id, series, fiscal_year FROM credit_notes
          UNION ALL SELECT tenant_id, series, fiscal_year FROM receipts) d
    LEFT JOIN series_counters c
      ON c.tenant_id = d.tenant_id AND c.series = d.series AND c.fiscal_year = d.fiscal_year
   WHERE c.tenant_id IS NULL GROUP BY d.tenant_id, d.series, d.fiscal_year)sql";

void checkInvoices(db::Reader& reader, Ledger::Verdict& verdict) {
  for (const auto& row : reader.query(kUnevenInvoices)) {
    const auto currency = row.currency("currency");
    verdict.faults.push_back("invoice " + row.id<Invoice>("id").text() + " has the balance " +
                             row.money("balance", currency).text() + ", its postings say " +
                             row.money("posted", currency).text());
  }
  for (const auto& row : reader.query(kStatelessInvoices))
    verdict.faults.push_back("invoice " + row.id<Invoice>("id").text() + " has no balance");
  for (const auto& row : reader.query(kPaidWithBalance))
    verdict.faults.push_back("invoice " + row.id<Invoice>("invoice_id").text() +
                             " is called paid and has a balance");
  for (const auto& row : reader.query(kUnevenDocuments)) {
    const auto currency = row.currency("currency");
    verdict.faults.push_back("invoice " + row.id<Invoice>("id").text() + " says " +
                             row.money("total", currency).text() + ", its lines say " +
                             row.money("line_total", currency).text());
  }
}

void checkPostings(db::Reader& reader, Ledger::Verdict& verdict) {
  for (const auto& row : reader.query(kUnevenJournals)) {
    verdict.faults.push_back("journal " + std::to_string(row.integer("journal_id")) +
                             " is off by " + row.money("off", "currency").text());
  }
  for (const auto& row : reader.query(kStrayPostings)) {
    verdict.faults.push_back("posting " + std::to_string(row.integer("id")) +
                             " is on an invoice that is not there, or in another currency");
  }
  for (const auto& row : reader.query(kOverRefunded))
    verdict.faults.push_back("payment " + row.id<Payment>("id").text() +
                             " gave back more than came in");
}

void checkCredits(db::Reader& reader, Ledger::Verdict& verdict) {
  for (const auto& row : reader.query(kUnevenCredits)) {
    const auto currency = row.currency("currency");
    verdict.faults.push_back("account " + row.id<Account>("account_id").text() +
                             " has the credit " + row.money("amount", currency).text() +
                             ", its postings say " +
                             row.money("posted", currency).negated().text());
  }
  for (const auto& row : reader.query(kCreditsNowhere)) {
    verdict.faults.push_back("account " + row.id<Account>("account_id").text() +
                             " has no credit, its postings say " +
                             row.money("posted", "currency").negated().text());
  }
  for (const auto& row : reader.query(kUnevenDeductions)) {
    verdict.faults.push_back("account " + row.id<Account>("account_id").text() +
                             " has deductions at source that are off their postings by " +
                             row.money("off", "currency").text());
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
    const bool whole = row.integer("documents") == last && row.integer("rows_found") == last &&
                       row.integer("highest") == last &&
                       row.integer("lowest") == (last > 0 ? 1 : 0);
    if (whole) continue;
    verdict.faults.push_back("series " + row.text("series") + "/" + row.text("fiscal_year") +
                             " of " + row.id<Tenant>("tenant_id").text() + " stands at " +
                             std::to_string(last) + " and has " +
                             std::to_string(row.integer("rows_found")) + " documents");
  }
  for (const auto& row : reader.query(kUncounted)) {
    verdict.faults.push_back("series " + row.text("series") + "/" + row.text("fiscal_year") +
                             " of " + row.id<Tenant>("tenant_id").text() + " has " +
                             std::to_string(row.integer("documents")) +
                             " documents and no counter");
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
    checkPostings(reader, verdict);
    checkInvoices(reader, verdict);
    checkCredits(reader, verdict);
    checkSeries(reader, verdict);
    if (verdict.faults.size() > kMostFaults) verdict.faults.resize(kMostFaults);
    return verdict;
  });
}

}  // namespace hostler
