#include "modules/billing/billable_items.h"

#include "core/db/id_lists.h"

#include <algorithm>
#include <map>
#include <set>

namespace hostler::billable_items {
namespace {

constexpr auto kInsert = R"sql(
  INSERT INTO billable_items (id, tenant_id, account_id, status, description, quantity, currency, unit_price, tax_class,
                              invoice_from, created_at)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?))sql";
constexpr std::string_view kSelect = R"sql(
  SELECT id, tenant_id, account_id, status, description, quantity, currency, unit_price, tax_class, invoice_from,
         invoice_id, created_at
    FROM billable_items WHERE )sql";
constexpr auto kCancel =
    "UPDATE billable_items SET status = 'cancelled' WHERE id = ? AND tenant_id = ? AND status = "
    "'waiting'";
constexpr auto kInvoiced =
    "UPDATE billable_items SET status = 'invoiced', invoice_id = ? WHERE id = ? AND status = "
    "'waiting'";
constexpr auto kReleased =
    "UPDATE billable_items SET status = 'waiting', invoice_id = NULL WHERE invoice_id = ?";
constexpr auto kDueAccounts = R"sql(
  SELECT DISTINCT account_id FROM billable_items
   WHERE tenant_id = ? AND status = 'waiting' AND invoice_from IS NOT NULL AND invoice_from <= ?)sql";

StoredItem itemOf(const db::Row& row) {
  StoredItem item;
  item.id = row.id<BillableItem>("id");
  item.tenant = row.id<Tenant>("tenant_id");
  item.account = row.id<Account>("account_id");
  item.status = row.get<ItemStatus>("status");
  item.line.kind = LineKind::Manual;
  item.line.description = row.text("description");
  item.line.quantity = row.decimal("quantity");
  item.line.unitPrice = row.money("unit_price", "currency");
  item.line.discount = Money::zero(item.line.unitPrice.currency());
  item.line.taxClass = row.text("tax_class");
  item.invoiceFrom = row.get<std::optional<Date>>("invoice_from");
  item.invoice = row.get<std::optional<Id<Invoice>>>("invoice_id");
  item.createdAt = row.instant("created_at");
  return item;
}

bool mayBeInvoiced(const StoredItem& item, Date today) {
  return !item.invoiceFrom || !(today < *item.invoiceFrom);
}

}  // namespace

void insert(db::Transaction& tx, const StoredItem& item) {
  const auto& line = item.line;
  tx.execute(kInsert, item.id, item.tenant, item.account, item.status, line.description,
             line.quantity, line.unitPrice.currency(), line.unitPrice.minor(), line.taxClass,
             item.invoiceFrom, item.createdAt);
}

std::optional<StoredItem> find(db::Reader& reader, Id<Tenant> tenant, Id<BillableItem> id) {
  return reader.query(std::string{kSelect} + "id = ? AND tenant_id = ?", id, tenant).first(itemOf);
}

std::vector<StoredItem> list(db::Reader& reader, Id<Tenant> tenant,
                             std::optional<Id<Account>> account, const http::ListOrder& order,
                             int limit) {
  std::string sql = std::string{kSelect} + "tenant_id = ?";
  std::vector<db::Param> params{tenant};
  if (account) {
    sql += " AND account_id = ?";
    params.emplace_back(*account);
  }
  params.emplace_back(order.after);
  params.emplace_back(limit);
  return reader.run(sql + order.sql("id"), params).map(itemOf);
}

bool cancel(db::Transaction& tx, Id<Tenant> tenant, Id<BillableItem> id) {
  return tx.execute(kCancel, id, tenant) == 1;
}

std::vector<StoredItem> waitingFor(db::Reader& reader, Id<Account> account, Date today) {
  auto items = reader.query(std::string{kSelect} + "account_id = ? AND status = 'waiting'", account)
                   .map(itemOf);
  std::erase_if(items, [&](const StoredItem& item) { return !mayBeInvoiced(item, today); });
  std::ranges::sort(items, {}, [](const StoredItem& item) { return item.id.value(); });
  return items;
}

std::vector<Id<Account>> dueAccounts(db::Reader& reader, Id<Tenant> tenant, Date today) {
  return reader.query(kDueAccounts, tenant, today).map([](const db::Row& row) {
    return row.id<Account>("account_id");
  });
}

WithItems withWaiting(db::Reader& reader, Id<Tenant> tenant, Date today,
                      const std::vector<InvoiceRequest>& requests,
                      std::set<Id<BillableItem>>* taken) {
  WithItems with{requests, {}};
  std::map<Id<Account>, std::size_t> firsts;
  std::vector<Id<Account>> accounts;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    if (requests[i].kind != InvoiceKind::Renewal || requests[i].inPlaceOf) continue;
    if (firsts.try_emplace(requests[i].account, i).second) accounts.push_back(requests[i].account);
  }
  if (accounts.empty()) return with;
  const auto sql = std::string{kSelect} + "status = 'waiting' AND account_id IN ({ids})";
  auto items = db::mapByIds(reader, sql, accounts, itemOf);
  std::ranges::sort(items, {}, [](const StoredItem& item) { return item.id.value(); });
  std::set<Id<BillableItem>> own;
  auto& seen = taken != nullptr ? *taken : own;
  for (const auto& item : items) {
    const auto at = firsts.at(item.account);
    auto& request = with.requests[at];
    const bool fits = item.tenant == tenant && mayBeInvoiced(item, today) &&
                      item.line.unitPrice.currency() == request.currency;
    if (!fits || !seen.insert(item.id).second) continue;
    request.lines.push_back(item.line);
    with.items.emplace_back(at, item.id);
  }
  return with;
}

void invoiced(db::Transaction& tx, Id<BillableItem> id, Id<Invoice> invoice) {
  if (tx.execute(kInvoiced, invoice, id) != 1)
    throw db::Conflict{"a billable item was invoiced meanwhile", 0};
}

void released(db::Transaction& tx, Id<Invoice> invoice) {
  tx.execute(kReleased, invoice);
}

}  // namespace hostler::billable_items
