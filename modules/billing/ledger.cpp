#include "modules/billing/ledger.h"

#include <map>
#include <stdexcept>

namespace hostler {
namespace {

struct JournalEntry;  // names the ids of journals and postings; they never leave the database

constexpr auto kInsertInto =
    "INSERT INTO postings (id, journal_id, tenant_id, account_id, book, currency, amount, "
    "invoice_id, what, reference, "
    "posted_at)";
constexpr auto kSelectBalance = R"sql(
  SELECT COALESCE(SUM(amount), 0) AS balance FROM postings
   WHERE tenant_id = ? AND account_id = ? AND book = ? AND currency = ?)sql";

void mustAddUp(const Journal& journal) {
  std::map<Currency, Money> sums;
  for (const auto& posting : journal.postings) {
    const auto currency = posting.amount.currency();
    const auto [at, added] = sums.emplace(currency, posting.amount);
    if (!added) at->second = at->second.plus(posting.amount);
  }
  for (const auto& [currency, sum] : sums) {
    if (!sum.isZero())
      throw std::logic_error{"the journal " + journal.what + " of " + journal.reference +
                             " is off by " + sum.text()};
  }
}

}  // namespace

namespace book {
std::string tax(std::string_view name) {
  return "tax:" + std::string{name};
}
std::string gateway(std::string_view name) {
  return "gateway:" + std::string{name};
}
}  // namespace book

void Ledger::post(db::Transaction& tx, const std::vector<Journal>& journals) {
  db::BulkInsert rows{tx, kInsertInto, 11};
  const auto now = clock_.now();
  for (const auto& journal : journals) {
    mustAddUp(journal);
    const auto id = ids_.next<JournalEntry>();
    for (const auto& posting : journal.postings) {
      if (posting.amount.isZero()) continue;
      rows.add(ids_.next<JournalEntry>(), id, journal.tenant, journal.account, posting.book,
               posting.amount.currency(), posting.amount.minor(), posting.invoice, journal.what,
               journal.reference, now);
    }
  }
  rows.flush();
}

Money Ledger::balance(db::Reader& reader, Id<Tenant> tenant, Id<Account> account,
                      std::string_view book, Currency currency) {
  return reader.query(kSelectBalance, tenant, account, book, currency)
      .only()
      .money("balance", currency);
}

}  // namespace hostler
