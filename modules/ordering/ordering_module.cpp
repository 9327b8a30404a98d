#include "modules/ordering/ordering_module.h"

namespace hostler {

OrderingModule::OrderingModule(Parts parts)
    : orders_{parts.clock, parts.audit},
      pricing_{parts.catalog, parts.billing, parts.tenants, parts.accounts},
      carts_{{parts.database, parts.clock, parts.ids, parts.random, parts.catalog, parts.accounts,
              parts.tenants, pricing_}},
      checkout_{{parts.database, parts.clock, parts.ids, parts.catalog, parts.billing,
                 parts.payments, carts_, parts.audit, parts.bus, parts.before, &pricing_,
                 &parts.tenants}},
      service_{{parts.database, parts.clock, parts.catalog, parts.billing, parts.corrections,
                parts.audit, parts.bus}},
      routes_{parts.database, parts.clock, parts.ids,      parts.tenants, carts_,
              checkout_,      service_,    parts.payments, parts.audit} {
  parts.bus.declare<OrderPlaced>(
      "A client checked out: the order exists, and its invoice is issued.");
  parts.bus.declare<OrderAccepted>("Staff let an order go ahead before it is paid.");
  parts.bus.declare<OrderCancelled>("An unpaid order was called off.");
}

}  // namespace hostler
