#pragma once

#include "core/http/router.h"
#include "modules/billing/corrections.h"
#include "modules/billing/draft_desk.h"
#include "modules/billing/invoice_views.h"
#include "modules/billing/issue_hooks.h"
#include "modules/billing/payment_service.h"
#include "modules/billing/reissue.h"
#include "modules/billing/tds_desk.h"

namespace hostler {

/// One that is issued at once, or kept as a draft.
struct NewManualInvoice : ManualInvoice {
  bool draft = false;
  static void describe(Shape<NewManualInvoice>& shape);
};

/// What staff do with invoices.
class AdminInvoiceRoutes {
 public:
  AdminInvoiceRoutes(db::Database& database, Billing& billing, Corrections& corrections,
                     Reissue& reissue, PaymentService& payments, TdsDesk& tds, DraftDesk& drafts,
                     Accounts& accounts, Tenants& tenants, events::BeforeHooks* before)
      : database_{database},
        billing_{billing},
        corrections_{corrections},
        reissue_{reissue},
        payments_{payments},
        tds_{tds},
        drafts_{drafts},
        accounts_{accounts},
        tenants_{tenants},
        hooks_{database, billing, before} {}
  void mount(http::Router& router);

 private:
  void mountReading(http::Router& router);
  void mountDrafts(http::Router& router);
  void mountActing(http::Router& router);
  InvoiceView one(const Actor& actor, Id<Invoice> id);
  InvoiceView create(const Actor& actor, const NewManualInvoice& body);

  db::Database& database_;
  Billing& billing_;
  Corrections& corrections_;
  Reissue& reissue_;
  PaymentService& payments_;
  TdsDesk& tds_;
  DraftDesk& drafts_;
  Accounts& accounts_;
  Tenants& tenants_;
  IssueHooks hooks_;
};

}  // namespace hostler
