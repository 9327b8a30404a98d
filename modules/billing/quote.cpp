#include "modules/billing/quote.h"

#include "modules/billing/document_lines.h"

namespace hostler::quotes {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO quotes (id, tenant_id, account_id, status, title, currency, valid_until, document, line_list, notes,
                      created_at, updated_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr auto kSave = R"sql(
  UPDATE quotes SET status = ?, title = ?, valid_until = ?, document = ?, line_list = ?, notes = ?, invoice_id = ?, updated_at = ?
   WHERE id = ? AND tenant_id = ?)sql";
constexpr std::string_view kSelect = R"sql(
  SELECT id, tenant_id, account_id, status, title, currency, valid_until, document, line_list, notes, invoice_id, created_at
    FROM quotes WHERE tenant_id = ?)sql";

// What a document takes, in bytes.
constexpr std::size_t kDocumentHolds = 65'535;
constexpr auto kNoLines = "[]";  // they are in the list beside it

// The lines as their row keeps them: in its document as far as that holds them, where an engine of
// the version before looks for them.
struct Written {
  std::string document;
  std::optional<std::string> list;
};

Written writtenOf(const StoredQuote& quote) {
  auto text = document_lines::textOf(quote.lines);
  if (text.size() <= kDocumentHolds) return {std::move(text), std::nullopt};
  return {kNoLines, std::move(text)};
}

StoredQuote quoteOf(const db::Row& row) {
  StoredQuote quote;
  quote.id = row.id<Quote>("id");
  quote.tenant = row.id<Tenant>("tenant_id");
  quote.account = row.id<Account>("account_id");
  quote.stored = row.get<QuoteStatus>("status");
  quote.title = row.text("title");
  quote.currency = row.currency("currency");
  quote.validUntil = row.date("valid_until");
  const auto document = row.text("document");
  quote.lines =
      document_lines::of(document == kNoLines ? row.text("line_list") : document, quote.currency);
  quote.notes = row.text("notes");
  quote.invoice = row.get<std::optional<Id<Invoice>>>("invoice_id");
  quote.createdAt = row.instant("created_at");
  return quote;
}

std::optional<StoredQuote> visible(std::optional<StoredQuote> quote, const Scope& scope) {
  if (!quote || !scope.account) return quote;
  const bool sees = quote->account == *scope.account && quote->stored != QuoteStatus::Draft;
  return sees ? std::move(quote) : std::nullopt;
}

}  // namespace

void insert(db::Transaction& tx, const StoredQuote& quote) {
  const auto [document, list] = writtenOf(quote);
  tx.execute(kInsert, quote.id, quote.tenant, quote.account, quote.stored, quote.title,
             quote.currency, quote.validUntil, document, list, quote.notes, quote.createdAt,
             quote.createdAt);
}

void save(db::Transaction& tx, const StoredQuote& quote, Instant now) {
  const auto [document, list] = writtenOf(quote);
  tx.execute(kSave, quote.stored, quote.title, quote.validUntil, document, list, quote.notes,
             quote.invoice, now, quote.id, quote.tenant);
}

std::optional<StoredQuote> find(db::Reader& reader, const Scope& scope, Id<Quote> id) {
  return visible(
      reader.query(std::string{kSelect} + " AND id = ?", scope.tenant, id).first(quoteOf), scope);
}

std::optional<StoredQuote> lock(db::Transaction& tx, const Scope& scope, Id<Quote> id) {
  return visible(
      tx.query(std::string{kSelect} + " AND id = ? {for_update}", scope.tenant, id).first(quoteOf),
      scope);
}

std::vector<StoredQuote> list(db::Reader& reader, const Scope& scope, const http::ListOrder& order,
                              int limit) {
  std::string sql{kSelect};
  std::vector<db::Param> params{scope.tenant};
  if (scope.account) {
    sql += " AND account_id = ? AND status <> 'draft'";
    params.emplace_back(*scope.account);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(quoteOf);
}

}  // namespace hostler::quotes
