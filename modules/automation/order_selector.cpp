#include "modules/automation/selector.h"

#include <set>

namespace hostler {
namespace {

using lua::ColumnType;

constexpr auto kSelectPending = R"sql(
  SELECT o.id, o.account_id, o.currency, o.total, o.created_at, s.balance, i.total AS invoiced,
         (SELECT COUNT(*) FROM payment_invoices pi JOIN payments p ON p.id = pi.payment_id
           WHERE pi.invoice_id = o.invoice_id AND p.status = 'processing') AS processing
    FROM orders o LEFT JOIN invoice_states s ON s.invoice_id = o.invoice_id LEFT JOIN invoices i ON i.id = o.invoice_id
   WHERE o.tenant_id = ? AND o.status = 'pending' AND o.created_at < ? AND o.id > ?
   ORDER BY o.id LIMIT ?)sql";

class UnpaidOrders final : public Selector {
 public:
  explicit UnpaidOrders(SelectorParts parts)
      : Selector{{"orders.unpaid",
                  "Orders that wait for their payment, and were placed before the day.",
                  {{"order_id", ColumnType::Text},
                   {"account_id", ColumnType::Text},
                   {"client_group", ColumnType::Text},
                   {"currency", ColumnType::Text},
                   {"total", ColumnType::Integer},
                   {"paid", ColumnType::Integer},
                   {"payment_under_way", ColumnType::Boolean},
                   {"placed_on", ColumnType::Date},
                   {"days_open", ColumnType::Integer},
                   {"cancel_after_days", ColumnType::Integer}},
                  {"cancel_order", "hold", "skip"}}},
        accounts_{parts.accounts} {}

  RulePage page(db::Reader& reader, const Lookup& lookup, std::int64_t after, int limit) override {
    const auto found = reader.query(kSelectPending, lookup.tenant, lookup.zone.startOf(lookup.day), after, limit);
    RulePage page{lua::RowBatch{description().columns}, {}, after, found.size() < static_cast<std::size_t>(limit)};
    std::vector<Id<Account>> ids;
    for (const auto& row : found) ids.push_back(row.id<Account>("account_id"));
    const auto groups = groupsOf(reader, accounts_, lookup.tenant, ids);
    for (const auto& row : found) {
      const auto id = row.id<Order>("id");
      const auto account = row.id<Account>("account_id");
      const auto placed = lookup.zone.dateOf(row.instant("created_at"));
      const auto paid = row.isNull("balance") ? 0 : row.integer("invoiced") - row.integer("balance");
      const auto group = groups.find(account);
      page.rows.add(id.text(), account.text(), group == groups.end() ? std::nullopt : std::optional{group->second},
                    row.text("currency"), row.integer("total"), paid, row.integer("processing") > 0, placed,
                    placed.daysUntil(lookup.day), lookup.settings.integer("cancel_after_days", 7));
      page.subjects.push_back({id.value(), id.text(), account});
      page.last = id.value();
    }
    return page;
  }

 private:
  Accounts& accounts_;
};

}  // namespace

void addOrderSelector(Selectors& selectors, SelectorParts parts) {
  selectors.emplace("orders.unpaid", std::make_unique<UnpaidOrders>(parts));
}

}  // namespace hostler
