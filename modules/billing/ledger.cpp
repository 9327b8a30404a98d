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
constexpr std::string_view kSelectOfClient = R"sql(
  SELECT id, what, reference, book, currency, amount, invoice_id, posted_at FROM postings
   WHERE tenant_id = ? AND account_id = ?)sql";
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

std::vector<Ledger::Entry> Ledger::entriesOf(db::Reader& reader, const Scope& client,
                                             const http::ListOrder& order, int limit) {
  return reader
      .query(std::string{kSelectOfClient} + order.sql("id"), client.tenant, client.account,
             order.after, limit)
      .map([](const db::Row& row) {
        return Entry{row.integer("id"),
                     row.text("what"),
                     row.text("reference"),
                     {row.text("book"), row.money("amount", "currency"),
                      row.get<std::optional<Id<Invoice>>>("invoice_id")},
                     row.instant("posted_at")};
      });
}

Money Ledger::balance(db::Reader& reader, Id<Tenant> tenant, Id<Account> account,
                      std::string_view book, Currency currency) {
  return reader.query(kSelectBalance, tenant, account, book, currency)
      .only()
      .money("balance", currency);
}

}  // namespace hostler
