#include "modules/billing/billable_desk.h"

namespace hostler {

void NewBillableItem::describe(Shape<NewBillableItem>& shape) {
  shape.field("account", &NewBillableItem::account);
  shape.field("description", &NewBillableItem::description).length(1, 300);
  shape.field("quantity", &NewBillableItem::quantity).positive().withDefault();
  shape.field("unit_price", &NewBillableItem::unitPrice).positive();
  shape.field("sac", &NewBillableItem::sac).length(0, 10).withDefault();
  shape.field("invoice_from", &NewBillableItem::invoiceFrom)
      .describedAs("invoiced by itself from this day on; left out: with the next renewal");
}

StoredItem BillableDesk::add(db::Transaction& tx, const Actor& actor,
                             const NewBillableItem& wanted) {
  const auto account = parts_.accounts.get(tx, actor.scope.tenant, wanted.account);
  if (wanted.unitPrice.currency() != account.currency)
    throw ValidationError{"unit_price", "other_currency", "must be in the client's currency"};
  StoredItem item;
  item.id = parts_.ids.next<BillableItem>();
  item.tenant = actor.scope.tenant;
  item.account = account.id;
  item.line.kind = LineKind::Manual;
  item.line.description = wanted.description;
  item.line.quantity = wanted.quantity;
  item.line.unitPrice = wanted.unitPrice;
  item.line.discount = Money::zero(account.currency);
  item.line.taxClass = wanted.sac;
  item.invoiceFrom = wanted.invoiceFrom;
  item.createdAt = parts_.clock.now();
  billable_items::insert(tx, item);
  parts_.audit.record(tx, actor, {"billable_item.added", item.id.text(), nullptr, toJson(wanted)});
  return item;
}

}  // namespace hostler
