#include "modules/automation/reissued_invoices.h"

#include "modules/billing/billing_events.h"

namespace hostler {

void followReissuedInvoices(events::Bus& bus) {
  bus.subscribe<InvoiceReissued>(
      [](db::Transaction& tx, const Actor&, const Scope&, const InvoiceReissued& event) {
        tx.execute("UPDATE late_fees SET invoice_id = ? WHERE invoice_id = ?", event.after,
                   event.before);
        tx.execute("UPDATE invoice_notices SET invoice_id = ? WHERE invoice_id = ?", event.after,
                   event.before);
      });
}

}  // namespace hostler
