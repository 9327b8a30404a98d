#include "modules/billing/billing_entities.h"
#include "modules/billing/invoice_walk.h"
#include "modules/billing/journal_walk.h"
#include "modules/billing/ledger.h"
#include "modules/billing/series_check.h"

namespace hostler {
namespace {

constexpr auto kOverRefunded =
    "SELECT id FROM payments WHERE refunded > paid OR refunded < 0 LIMIT 100";
constexpr auto kNegativeCredits =
    "SELECT account_id FROM credit_balances WHERE amount < 0 LIMIT 100";
// What clients have in credit and what was deducted at source, each beside its postings, in one
// look at all of them.
constexpr auto kUnevenAccounts = R"sql(
  SELECT account_id, currency, SUM(has_one) AS balances, SUM(balance) AS credit, SUM(posting) AS posted, SUM(deducted) AS deductions
    FROM (SELECT account_id, currency, 1 AS has_one, amount AS balance, 0 AS posting, 0 AS deducted FROM credit_balances
          UNION ALL
          SELECT account_id, currency, 0, 0, CASE WHEN book = 'client_credit' THEN amount ELSE 0 END,
                 CASE WHEN book = 'tds_receivable' THEN -amount ELSE 0 END
            FROM postings WHERE book IN ('client_credit', 'tds_receivable')
          UNION ALL
          SELECT account_id, currency, 0, 0, 0, amount FROM tds_deductions) AS parts
   GROUP BY account_id, currency HAVING SUM(balance) + SUM(posting) <> 0 OR SUM(deducted) <> 0 LIMIT 100)sql";

void checkAccounts(db::Reader& reader, LedgerFaults& faults) {
  for (const auto& row : reader.query(kUnevenAccounts)) {
    const auto name = "account " + row.id<Account>("account_id").text();
    const auto currency = row.currency("currency");
    const auto credit = row.money("credit", currency),
               posted = row.money("posted", currency).negated();
    if (credit != posted) {
      const bool hasOne = row.integer("balances") != 0;
      faults.add(name + (hasOne ? " has the credit " + credit.text() : " has no credit") +
                 ", its postings say " + posted.text());
    }
    if (row.integer("deductions") != 0)
      faults.add(name + " has deductions at source that are off their postings by " +
                 row.money("deductions", currency).text());
  }
  for (const auto& row : reader.query(kNegativeCredits))
    faults.add("account " + row.id<Account>("account_id").text() + " has less than no credit");
}

}  // namespace

Ledger::Verdict Ledger::verify(db::Database& database) {
  return database.read([](db::Reader& reader) {
    Verdict verdict;
    LedgerFaults faults;
    const auto counts = walkJournals(reader, faults);
    verdict.postings = counts.postings;
    verdict.journals = counts.journals;
    for (const auto& row : reader.query(kOverRefunded))
      faults.add("payment " + row.id<Payment>("id").text() + " gave back more than came in");
    verdict.invoices = walkInvoices(reader, faults);
    checkAccounts(reader, faults);
    checkSeries(reader, faults);
    verdict.faults = faults.take();
    return verdict;
  });
}

}  // namespace hostler
