#include "modules/billing/invoice_repository.h"

#include "core/db/id_lists.h"
#include "core/problem/problem.h"

#include <algorithm>
#include <tuple>

namespace hostler::invoice_repository {
namespace {

// As what LIKE finds anywhere inside; its own signs stand for themselves.
std::string anywhere(std::string_view text) {
  std::string pattern = "%";
  for (const char c : text) {
    if (c == '%' || c == '_' || c == '!') pattern.push_back('!');
    pattern.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return pattern + "%";
}

constexpr auto kInsertInvoices =
    "INSERT INTO invoices (id, tenant_id, account_id, series, fiscal_year, number, number_text, "
    "kind, currency, issue_date, "
    "due_date, issued_at, seller_id, buyer_id, supply, place_of_supply, endorsement, subtotal, "
    "discount, taxes, tax_total, "
    "rounding, total, notes, proforma)";
constexpr auto kInsertStates =
    "INSERT INTO invoice_states (invoice_id, tenant_id, account_id, status, balance, due_date, "
    "paid_at)";
constexpr auto kInsertLines =
    "INSERT INTO invoice_lines (id, invoice_id, tenant_id, kind, description, quantity, "
    "unit_price, discount, taxable, "
    "tax_class, taxes, total, service_id, domain_id, order_item_id, period_from, period_until)";

constexpr auto kSelectParty = "SELECT id FROM parties WHERE tenant_id = ? AND fingerprint = ?";
constexpr auto kInsertParty =
    "INSERT INTO parties (id, tenant_id, fingerprint, document) VALUES (?, ?, ?, ?)";

constexpr std::size_t kPartiesAtOnce = 128;
const std::string kSelectParties = [] {
  std::string sql{"SELECT id, fingerprint FROM parties WHERE tenant_id = ? AND fingerprint IN (?"};
  for (std::size_t i = 1; i < kPartiesAtOnce; ++i) sql += ", ?";
  return sql + ")";
}();
constexpr auto kInsertParties = "INSERT INTO parties (id, tenant_id, fingerprint, document)";

const std::string kColumns = R"sql(
  SELECT i.id, i.tenant_id, i.account_id, i.series, i.number_text, i.kind, i.currency, i.issue_date, i.due_date,
         i.issued_at, i.supply, i.place_of_supply, i.endorsement, i.subtotal, i.discount, i.taxes, i.rounding, i.total,
         i.notes, i.proforma, s.status, s.balance, s.paid_at, s.cancelled_at, s.tax_number, s.tax_date)sql";
const std::string kSelect = kColumns + R"sql(, seller.document AS seller, buyer.document AS buyer
    FROM invoices i JOIN invoice_states s ON s.invoice_id = i.id JOIN parties seller ON seller.id = i.seller_id
    JOIN parties buyer ON buyer.id = i.buyer_id WHERE )sql";
const std::string kSelectOne = kSelect + "i.id = ? AND i.tenant_id = ?";
const std::string kSelectBare = kColumns + R"sql(
    FROM invoices i JOIN invoice_states s ON s.invoice_id = i.id WHERE i.id IN ({ids}) ORDER BY i.id)sql";

constexpr auto kSelectTenant = "SELECT tenant_id FROM invoices WHERE id = ?";
constexpr auto kLockState =
    "SELECT invoice_id, status, balance, paid_at, cancelled_at, tax_number, tax_date FROM "
    "invoice_states WHERE invoice_id = ? AND tenant_id = ? {for_update}";
constexpr auto kLockStates =
    "SELECT invoice_id, status, balance, paid_at, cancelled_at, tax_number, tax_date FROM "
    "invoice_states WHERE invoice_id IN ({ids}) ORDER BY invoice_id {for_update}";
constexpr auto kSelectLines = R"sql(
  SELECT id, kind, description, quantity, unit_price, discount, taxable, tax_class, taxes, total, service_id, domain_id,
         order_item_id, period_from, period_until
    FROM invoice_lines WHERE invoice_id = ? ORDER BY id)sql";
constexpr auto kSelectCredited = "SELECT total, taxes FROM credit_notes WHERE invoice_id = ?";
constexpr auto kLockCredited =
    "SELECT total, taxes FROM credit_notes WHERE invoice_id = ? {for_update}";
constexpr auto kSaveStates =
    "UPDATE invoice_states SET status = ?, balance = ?, paid_at = ?, cancelled_at = ? WHERE "
    "invoice_id IN ({ids})";
constexpr auto kClaimPeriod =
    "INSERT INTO billed_periods (service_id, period_from, period_until, invoice_id) VALUES (?, ?, "
    "?, ?)";
constexpr auto kClaimPeriods =
    "INSERT INTO billed_periods (service_id, period_from, period_until, invoice_id)";
constexpr auto kReleasePeriods = "DELETE FROM billed_periods WHERE invoice_id = ?";

// As it is now: without snapshot isolation (database.h) only what is read with the lock is, and all
// else as it was when the transaction began.
void readState(Invoice& invoice, const db::Row& row) {
  invoice.stored = row.get<InvoiceStatus>("status");
  invoice.balance = row.money("balance", invoice.currency);
  invoice.paidAt = row.get<std::optional<Instant>>("paid_at");
  invoice.cancelledAt = row.get<std::optional<Instant>>("cancelled_at");
  if (!invoice.proforma) return;
  invoice.isProforma = row.isNull("tax_number");
  if (invoice.isProforma) return;
  invoice.number = row.text("tax_number");
  invoice.series = invoice.number.substr(0, invoice.number.find('/'));
  invoice.issueDate = row.date("tax_date");
}

Invoice bareInvoiceOf(const db::Row& row) {
  Invoice invoice;
  invoice.id = row.id<Invoice>("id");
  invoice.tenant = row.id<Tenant>("tenant_id");
  invoice.account = row.id<Account>("account_id");
  invoice.kind = row.get<InvoiceKind>("kind");
  invoice.number = row.text("number_text");
  invoice.series = row.text("series");
  invoice.currency = row.currency("currency");
  invoice.issueDate = row.date("issue_date");
  invoice.dueDate = row.date("due_date");
  invoice.issuedAt = row.instant("issued_at");
  invoice.supply = row.get<SupplyKind>("supply");
  invoice.placeOfSupply = row.text("place_of_supply");
  invoice.endorsement = row.text("endorsement");
  invoice.notes = row.text("notes");
  invoice.subtotal = row.money("subtotal", invoice.currency);
  invoice.discount = row.money("discount", invoice.currency);
  invoice.taxes = taxesFromJson(Json::parse(row.text("taxes")), invoice.currency);
  invoice.rounding = row.money("rounding", invoice.currency);
  invoice.total = row.money("total", invoice.currency);
  if (row.flag("proforma")) invoice.proforma = Invoice::Proforma{invoice.number, invoice.issueDate};
  readState(invoice, row);
  return invoice;
}

Invoice invoiceOf(const db::Row& row) {
  auto invoice = bareInvoiceOf(row);
  invoice.seller = Json::parse(row.text("seller"));
  invoice.buyer = Json::parse(row.text("buyer"));
  return invoice;
}

Credited creditedIn(const db::Rows& rows, Currency currency) {
  Credited credited{Money::zero(currency), {}};
  for (const auto& row : rows) {
    credited.total = credited.total.plus(row.money("total", currency));
    for (const auto& tax : taxesFromJson(Json::parse(row.text("taxes")), currency))
      addTax(credited.taxes, tax);
  }
  return credited;
}

Money taxTotalOf(const Invoice& invoice) {
  auto sum = Money::zero(invoice.currency);
  for (const auto& tax : invoice.taxes) sum = sum.plus(tax.amount);
  return sum;
}

bool isIn(const Scope& scope, const Invoice& invoice) {
  return invoice.tenant == scope.tenant && (!scope.account || *scope.account == invoice.account);
}

}  // namespace

void insertAll(db::Transaction& tx, const std::vector<NewInvoice>& invoices) {
  db::BulkInsert rows{tx, kInsertInvoices, 25}, states{tx, kInsertStates, 7},
      lines{tx, kInsertLines, 17};
  for (const auto& [invoice, fiscalYear, sequence, seller, buyer] : invoices) {
    rows.add(invoice.id, invoice.tenant, invoice.account, invoice.series, fiscalYear, sequence,
             invoice.number, invoice.kind, invoice.currency, invoice.issueDate, invoice.dueDate,
             invoice.issuedAt, seller, buyer, invoice.supply, invoice.placeOfSupply,
             invoice.endorsement, invoice.subtotal.minor(), invoice.discount.minor(),
             dump(taxesToJson(invoice.taxes)), taxTotalOf(invoice).minor(),
             invoice.rounding.minor(), invoice.total.minor(), invoice.notes, invoice.isProforma);
    states.add(invoice.id, invoice.tenant, invoice.account, invoice.stored, invoice.balance.minor(),
               invoice.dueDate, invoice.paidAt);
    for (const auto& line : invoice.lines) {
      const auto& priced = line.priced;
      const auto& draft = priced.draft;
      lines.add(line.id, invoice.id, invoice.tenant, draft.kind, draft.description, draft.quantity,
                draft.unitPrice.minor(), draft.discount.minor(), priced.taxable.minor(),
                draft.taxClass, dump(taxesToJson(priced.taxes)), priced.total.minor(),
                draft.subject.service, draft.subject.domain, draft.subject.orderItem,
                draft.period ? std::optional{draft.period->start} : std::nullopt,
                draft.period ? std::optional{draft.period->end} : std::nullopt);
    }
  }
  rows.flush();
  states.flush();
  lines.flush();
}

std::int64_t partyOf(db::Transaction& tx, Id<Tenant> tenant, const std::string& fingerprint,
                     const Json& document, std::int64_t freshId) {
  const auto find = [&] {
    return tx.query(kSelectParty, tenant, fingerprint).first([](const db::Row& row) {
      return row.integer("id");
    });
  };
  if (const auto known = find()) return *known;
  if (tx.tryInsert(kInsertParty, freshId, tenant, fingerprint, dump(document))) return freshId;
  if (const auto known = find()) return *known;
  // Another transaction inserted it and this one's snapshot does not show it yet.
  throw db::Conflict{"a party was inserted meanwhile", 0};
}

std::map<std::string, std::int64_t> partiesOf(db::Transaction& tx, Id<Tenant> tenant,
                                              const std::vector<NewParty>& wanted) {
  std::map<std::string, std::int64_t> known;
  for (std::size_t i = 0; i < wanted.size(); i += kPartiesAtOnce) {
    std::vector<db::Param> params{tenant};
    // Always the same text: what is left of the places asks for the last one again.
    for (std::size_t n = 0; n < kPartiesAtOnce; ++n)
      params.emplace_back(wanted[std::min(i + n, wanted.size() - 1)].fingerprint);
    for (const auto& row : tx.run(kSelectParties, params))
      known.emplace(row.text("fingerprint"), row.integer("id"));
  }
  db::BulkInsert rows{tx, kInsertParties, 4};
  for (const auto& one : wanted) {
    if (!known.emplace(one.fingerprint, one.freshId).second) continue;
    rows.add(one.freshId, tenant, one.fingerprint, dump(*one.document));
  }
  try {
    rows.flush();
  } catch (const db::UniqueViolation&) {
    // Another transaction inserted one and this one's snapshot does not show it yet.
    throw db::Conflict{"a party was inserted meanwhile", 0};
  }
  return known;
}

std::optional<Invoice> find(db::Reader& reader, const Scope& scope, Id<Invoice> id) {
  auto invoice = reader.query(kSelectOne, id, scope.tenant).first(invoiceOf);
  return invoice && isIn(scope, *invoice) ? std::move(invoice) : std::nullopt;
}

std::optional<Id<Tenant>> tenantOf(db::Reader& reader, Id<Invoice> id) {
  return reader.query(kSelectTenant, id).first([](const db::Row& row) {
    return row.id<Tenant>("tenant_id");
  });
}

std::optional<Invoice> lock(db::Transaction& tx, const Scope& scope, Id<Invoice> id) {
  const auto state = tx.query(kLockState, id, scope.tenant);
  if (state.empty()) return std::nullopt;
  auto invoice = tx.query(kSelectOne, id, scope.tenant).first(invoiceOf);
  if (!invoice) throw db::Conflict{"an invoice was issued meanwhile", 0};
  if (!isIn(scope, *invoice)) return std::nullopt;
  readState(*invoice, state.only());
  return invoice;
}

std::vector<Invoice> lockAll(db::Transaction& tx, const std::vector<Id<Invoice>>& ids) {
  auto ordered = ids;
  std::ranges::sort(ordered);
  // The states first, by their key, so that every transaction locks in one order.
  const auto states = db::askByIds(tx, kLockStates, db::numbersOf(ordered));
  auto invoices = db::mapByIds(tx, kSelectBare, ordered, bareInvoiceOf);
  auto invoice = invoices.begin();
  for (const auto& rows : states) {
    for (const auto& row : rows) {
      if (invoice == invoices.end() || invoice->id != row.id<Invoice>("invoice_id"))
        throw db::Conflict{"an invoice was issued meanwhile", 0};
      readState(*invoice++, row);
    }
  }
  if (invoice != invoices.end()) throw db::Conflict{"an invoice was issued meanwhile", 0};
  return invoices;
}

std::vector<InvoiceLine> lines(db::Reader& reader, const Invoice& invoice) {
  return reader.query(kSelectLines, invoice.id).map([&](const db::Row& row) {
    InvoiceLine line;
    line.id = row.id<InvoiceLine>("id");
    auto& draft = line.priced.draft;
    draft.kind = row.get<LineKind>("kind");
    draft.description = row.text("description");
    draft.quantity = row.decimal("quantity");
    draft.unitPrice = row.money("unit_price", invoice.currency);
    draft.discount = row.money("discount", invoice.currency);
    draft.taxClass = row.text("tax_class");
    draft.subject = {row.get<std::optional<Id<Service>>>("service_id"),
                     row.get<std::optional<Id<Domain>>>("domain_id"),
                     row.get<std::optional<Id<OrderItem>>>("order_item_id")};
    if (!row.isNull("period_from"))
      draft.period = Period{row.date("period_from"), row.date("period_until")};
    line.priced.taxable = row.money("taxable", invoice.currency);
    line.priced.price = line.priced.taxable.plus(draft.discount);
    line.priced.taxes = taxesFromJson(Json::parse(row.text("taxes")), invoice.currency);
    line.priced.total = row.money("total", invoice.currency);
    return line;
  });
}

Credited creditedOn(db::Reader& reader, const Invoice& invoice) {
  return creditedIn(reader.query(kSelectCredited, invoice.id), invoice.currency);
}

Credited creditedOn(db::Transaction& tx, const Invoice& invoice) {
  return creditedIn(tx.query(kLockCredited, invoice.id), invoice.currency);
}

Money paidOn(db::Transaction& tx, const Invoice& invoice) {
  if (invoice.stored == InvoiceStatus::Cancelled) return Money::zero(invoice.currency);
  return invoice.total.minus(creditedOn(tx, invoice).total).minus(invoice.balance);
}

std::vector<Invoice> list(db::Reader& reader, const Scope& scope, const Filter& filter,
                          const http::ListOrder& order, int limit) {
  std::string sql = kSelect + "i.tenant_id = ?";
  std::vector<db::Param> params{scope.tenant};
  if (scope.account) {
    sql += " AND i.account_id = ?";
    params.emplace_back(*scope.account);
  }
  if (filter.openOnly) sql += " AND s.status IN ('unpaid', 'partially_paid')";
  if (filter.overdueOnly) {
    sql += " AND s.status IN ('unpaid', 'partially_paid') AND s.due_date < ?";
    params.emplace_back(filter.today);
  }
  if (filter.status == InvoiceStatus::Overdue) {
    sql += " AND s.status = 'unpaid' AND s.due_date < ?";
    params.emplace_back(filter.today);
  } else if (filter.status == InvoiceStatus::Unpaid) {
    sql += " AND s.status = 'unpaid' AND s.due_date >= ?";
    params.emplace_back(filter.today);
  } else if (filter.status) {
    sql += " AND s.status = ?";
    params.emplace_back(*filter.status);
  }
  const auto also = [&](const char* condition, const auto& value) {
    if (!value) return;
    sql += condition;
    params.emplace_back(*value);
  };
  also(" AND i.kind = ?", filter.kind);
  also(" AND COALESCE(s.tax_date, i.issue_date) >= ?", filter.issuedFrom);
  also(" AND COALESCE(s.tax_date, i.issue_date) <= ?", filter.issuedTo);
  also(" AND s.due_date >= ?", filter.dueFrom);
  also(" AND s.due_date <= ?", filter.dueTo);
  const auto pattern = anywhere(filter.text.value_or(""));  // a parameter owns no text
  if (filter.text) {
    sql += " AND (LOWER(i.number_text) LIKE ? ESCAPE '!' OR LOWER(s.tax_number) LIKE ? ESCAPE '!'";
    params.emplace_back(pattern);
    params.emplace_back(pattern);
    for (std::size_t i = 0; i < filter.clients.size(); ++i) {
      sql += i == 0 ? " OR i.account_id IN (?" : ", ?";
      params.emplace_back(filter.clients[i]);
    }
    sql += filter.clients.empty() ? ")" : "))";
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("i.id"), params).map(invoiceOf);
}

void saveState(db::Transaction& tx, const Invoice& invoice) {
  saveStates(tx, {invoice});
}

// Most are paid, all at the same time.
void saveStates(db::Transaction& tx, const std::vector<Invoice>& invoices) {
  using State =
      std::tuple<InvoiceStatus, std::int64_t, std::optional<Instant>, std::optional<Instant>>;
  std::map<State, std::vector<Id<Invoice>>> alike;
  for (const auto& one : invoices)
    alike[{one.stored, one.balance.minor(), one.paidAt, one.cancelledAt}].push_back(one.id);
  for (const auto& [state, ids] : alike) {
    const auto& [status, balance, paidAt, cancelledAt] = state;
    const std::array<db::Param, 4> values{status, balance, paidAt, cancelledAt};
    db::changeByIds(tx, kSaveStates, db::numbersOf(ids), values);
  }
}

bool claimPeriod(db::Transaction& tx, Id<Service> service, Period period, Id<Invoice> invoice) {
  return tx.tryInsert(kClaimPeriod, service, period.start, period.end, invoice);
}

void claimPeriods(db::Transaction& tx, const std::vector<BilledPeriod>& periods) {
  db::BulkInsert rows{tx, kClaimPeriods, 4};
  for (const auto& [service, period, invoice] : periods)
    rows.add(service, period.start, period.end, invoice);
  rows.flush();
}

void releasePeriods(db::Transaction& tx, Id<Invoice> invoice) {
  tx.execute(kReleasePeriods, invoice);
}

}  // namespace hostler::invoice_repository
