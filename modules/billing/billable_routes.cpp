#include "modules/billing/billable_routes.h"

#include "modules/billing/billable_desk.h"
#include "modules/billing/billing_permissions.h"
#include "modules/billing/invoice_views.h"

#include <map>

namespace hostler {

using http::Access;

namespace {

struct BillableItemView {
  Id<BillableItem> id;
  Id<Account> account;
  ItemStatus status = ItemStatus::Waiting;
  std::string description;
  Decimal quantity;
  Money unitPrice = Money::zero(Currency::of("INR"));
  std::string sac;
  std::optional<Date> invoiceFrom;
  std::optional<Id<Invoice>> invoice;
  Instant createdAt;

  static BillableItemView of(const StoredItem& item) {
    return {item.id,
            item.account,
            item.status,
            item.line.description,
            item.line.quantity,
            item.line.unitPrice,
            item.line.taxClass,
            item.invoiceFrom,
            item.invoice,
            item.createdAt};
  }
  static void describe(Shape<BillableItemView>& shape) {
    shape.field("id", &BillableItemView::id);
    shape.field("account_id", &BillableItemView::account);
    shape.field("status", &BillableItemView::status);
    shape.field("description", &BillableItemView::description);
    shape.field("quantity", &BillableItemView::quantity);
    shape.field("unit_price", &BillableItemView::unitPrice);
    shape.field("sac", &BillableItemView::sac);
    shape.field("invoice_from", &BillableItemView::invoiceFrom).nullable();
    shape.field("invoice_id", &BillableItemView::invoice).nullable();
    shape.field("created_at", &BillableItemView::createdAt);
  }
};

struct BillableItemQuery : http::ListQuery {
  std::optional<Id<Account>> account;
  static void describe(Shape<BillableItemQuery>& shape) {
    shape.include<http::ListQuery>();
    shape.field("account", &BillableItemQuery::account);
  }
};

struct WaitingItemsOf {
  Id<Account> account;
  static void describe(Shape<WaitingItemsOf>& shape) {
    shape.field("account", &WaitingItemsOf::account);
  }
};

struct InvoicesMade {
  std::vector<Id<Invoice>> invoices;
  static void describe(Shape<InvoicesMade>& shape) {
    shape.field("invoices", &InvoicesMade::invoices).count(0, 20);
  }
};

// All of them, also those whose day has not come.
const Date kEver = Date::of(9999, 12, 31);

}  // namespace

// One request for each currency.
std::vector<BillableRoutes::Wanted> BillableRoutes::wanted(db::Reader& reader, Id<Account> account,
                                                           Date today) {
  std::map<Currency, Wanted> all;
  for (const auto& item : billable_items::waitingFor(reader, account, today)) {
    if (!item.invoiceFrom && today != kEver) continue;  // with the next renewal alone
    const auto currency = item.line.unitPrice.currency();
    auto& one = all[currency];
    one.request.account = account;
    one.request.kind = InvoiceKind::Manual;
    one.request.currency = currency;
    one.request.lines.push_back(item.line);
    one.items.push_back(item.id);
  }
  std::vector<Wanted> list;
  for (auto& [currency, one] : all) list.push_back(std::move(one));
  return list;
}

std::vector<Invoice> BillableRoutes::invoiceWaiting(db::Transaction& tx, const Actor& actor,
                                                    Id<Account> account, Date today) {
  std::vector<Invoice> made;
  for (const auto& one : wanted(tx, account, today)) {
    made.push_back(parts_.billing.issue(tx, actor, one.request));
    for (const auto id : one.items) billable_items::invoiced(tx, id, made.back().id);
  }
  return made;
}

void BillableRoutes::mount(http::Router& router) {
  const auto manage = Access::staff(kManageInvoices);
  router
      .get<BillableItemQuery, http::Page<BillableItemView>>(
          "/admin/billable-items", manage,
          [this](const auto& request) {
            const auto& query = request.query();
            const auto order = http::ListOrder::of(query);
            auto items = parts_.database.read([&](db::Reader& reader) {
              return billable_items::list(reader, request.scope().tenant, query.account, order,
                                          query.limit + 1);
            });
            return http::Page<BillableItemView>::of(
                std::move(items), query.limit, BillableItemView::of, [](const StoredItem& item) {
                  return http::Cursor{item.id.value(), 0};
                });
          })
      .named("adminListBillableItems", "What clients are still to be invoiced for, and what was")
      .tagged("Admin: billing");
  router
      .post<NewBillableItem, BillableItemView>(
          "/admin/billable-items", manage,
          [this](const auto& request) {
            BillableDesk desk{{parts_.clock, parts_.ids, parts_.accounts, parts_.audit}};
            return BillableItemView::of(parts_.database.transaction([&](db::Transaction& tx) {
              return desk.add(tx, request.actor(), request.body());
            }));
          })
      .named("adminAddBillableItem", "Note something that a client is to be invoiced for")
      .tagged("Admin: billing")
      .creates();
  router
      .get<http::Nothing, BillableItemView>(
          "/admin/billable-items/{id}", manage,
          [this](const auto& request) {
            const auto item = parts_.database.read([&](db::Reader& reader) {
              return billable_items::find(reader, request.scope().tenant,
                                          request.template id<BillableItem>());
            });
            if (!item) throw NotFound{};
            return BillableItemView::of(*item);
          })
      .named("adminGetBillableItem", "One billable item")
      .tagged("Admin: billing");
  router
      .remove<http::Nothing, http::Nothing>(
          "/admin/billable-items/{id}", manage,
          [this](const auto& request) {
            const auto id = request.template id<BillableItem>();
            const auto tenant = request.scope().tenant;
            parts_.database.transaction([&](db::Transaction& tx) {
              if (!billable_items::find(tx, tenant, id)) throw NotFound{};
              if (!billable_items::cancel(tx, tenant, id)) {
                throw DomainError{"item_not_waiting", 409,
                                  "What was invoiced or cancelled already stays as it is."};
              }
              parts_.audit.record(tx, request.actor(),
                                  {"billable_item.cancelled", id.text(), nullptr, nullptr});
            });
          })
      .named("adminCancelBillableItem", "Do not invoice it after all")
      .tagged("Admin: billing");
  router
      .post<WaitingItemsOf, InvoicesMade>(
          "/admin/billable-items/invoice", manage,
          [this](const auto& request) {
            const auto account = request.body().account;
            const auto tenant = request.scope().tenant;
            hooks_.ask(tenant, [&](db::Reader& reader) {
              parts_.accounts.get(reader, tenant, account);
              std::vector<InvoiceRequest> requests;
              for (auto& one : wanted(reader, account, kEver))
                requests.push_back(std::move(one.request));
              return requests;
            });
            return parts_.database.transaction([&](db::Transaction& tx) {
              parts_.accounts.get(tx, request.scope().tenant, account);
              InvoicesMade made;
              for (const auto& invoice : invoiceWaiting(tx, request.actor(), account, kEver))
                made.invoices.push_back(invoice.id);
              return made;
            });
          })
      .named("adminInvoiceBillableItems", "Invoice at once all that waits for a client")
      .tagged("Admin: billing")
      .creates();
}

}  // namespace hostler
