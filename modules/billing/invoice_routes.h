#pragma once

#include "core/http/router.h"
#include "modules/billing/billing.h"
#include "modules/billing/billing_permissions.h"
#include "modules/billing/invoice_document.h"
#include "modules/billing/invoice_views.h"

namespace hostler {

/// A client's invoices and credit notes.
class InvoiceRoutes {
 public:
  InvoiceRoutes(db::Database& database, Billing& billing, Corrections& corrections,
                Tenants& tenants, InvoiceDocuments& documents)
      : database_{database},
        billing_{billing},
        corrections_{corrections},
        tenants_{tenants},
        documents_{documents} {}
  void mount(http::Router& router);

 private:
  InvoiceView one(const Scope& scope, Id<Invoice> id);
  template <class Paper>
  http::Answer pdf(http::Context& context);
  http::Answer proformaPdf(http::Context& context);

  db::Database& database_;
  Billing& billing_;
  Corrections& corrections_;
  Tenants& tenants_;
  InvoiceDocuments& documents_;
};

}  // namespace hostler
