#pragma once

#include "core/db/database.h"
#include "core/http/page.h"
#include "modules/billing/billing_entities.h"
#include "modules/billing/invoice.h"

#include <set>
#include <utility>
#include <vector>

namespace hostler {

enum class ItemStatus { Waiting = 1, Invoiced, Cancelled };
template <>
inline constexpr std::array kEnumNames<ItemStatus>{
    std::string_view{"waiting"}, std::string_view{"invoiced"}, std::string_view{"cancelled"}};

/// Work or goods that a client is invoiced for later: with its next renewal invoice, or from a day
/// on by one of its own.
struct StoredItem {
  Id<BillableItem> id;
  Id<Tenant> tenant;
  Id<Account> account;
  ItemStatus status = ItemStatus::Waiting;
  LineDraft line;
  std::optional<Date> invoiceFrom;  ///< not before this day; none: with the next renewal alone
  std::optional<Id<Invoice>> invoice;
  Instant createdAt;
};

namespace billable_items {

void insert(db::Transaction& tx, const StoredItem& item);
std::optional<StoredItem> find(db::Reader& reader, Id<Tenant> tenant, Id<BillableItem> id);
std::vector<StoredItem> list(db::Reader& reader, Id<Tenant> tenant,
                             std::optional<Id<Account>> account, const http::ListOrder& order,
                             int limit);
/// False when it no longer waits.
bool cancel(db::Transaction& tx, Id<Tenant> tenant, Id<BillableItem> id);
/// What waits for this client and may be invoiced on `today`; of all currencies.
std::vector<StoredItem> waitingFor(db::Reader& reader, Id<Account> account, Date today);
/// Clients with items whose day has come.
std::vector<Id<Account>> dueAccounts(db::Reader& reader, Id<Tenant> tenant, Date today);

/// The same requests, in which each client's first renewal also has the lines of what waits for
/// it; and which item went into which request. `taken`: items that are on another one by now; what
/// is added here is added there.
struct WithItems {
  std::vector<InvoiceRequest> requests;
  std::vector<std::pair<std::size_t, Id<BillableItem>>> items;
};
WithItems withWaiting(db::Reader& reader, Id<Tenant> tenant, Date today,
                      const std::vector<InvoiceRequest>& requests,
                      std::set<Id<BillableItem>>* taken = nullptr);
/// Throws db::Conflict when another invoice took it meanwhile, so that the transaction runs again.
void invoiced(db::Transaction& tx, Id<BillableItem> id, Id<Invoice> invoice);
/// Its invoice was taken back: what was on it waits again.
void released(db::Transaction& tx, Id<Invoice> invoice);

}  // namespace billable_items
}  // namespace hostler
