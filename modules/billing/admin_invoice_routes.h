#pragma once

#include "core/http/router.h"
#include "modules/billing/corrections.h"
#include "modules/billing/invoice_views.h"
#include "modules/billing/issue_hooks.h"
#include "modules/billing/payment_service.h"
#include "modules/billing/reissue.h"
#include "modules/billing/tds_desk.h"

namespace hostler {

struct ManualLine {
  std::string description;
  Decimal quantity = 1;
  Money unitPrice = Money::zero(Currency::of("INR"));
  std::string sac;
  static void describe(Shape<ManualLine>& shape);
};

/// An invoice that staff write by hand.
struct ManualInvoice {
  Id<Account> account;
  std::vector<ManualLine> lines;
  std::optional<Date> dueDate;
  std::optional<std::string> notes;
  static void describe(Shape<ManualInvoice>& shape);
};

/// What staff do with invoices.
class AdminInvoiceRoutes {
 public:
  AdminInvoiceRoutes(db::Database& database, Billing& billing, Corrections& corrections,
                     Reissue& reissue, PaymentService& payments, TdsDesk& tds, Accounts& accounts,
                     Tenants& tenants, events::BeforeHooks* before)
      : database_{database},
        billing_{billing},
        corrections_{corrections},
        reissue_{reissue},
        payments_{payments},
        tds_{tds},
        accounts_{accounts},
        tenants_{tenants},
        hooks_{database, billing, before} {}
  void mount(http::Router& router);

 private:
  void mountReading(http::Router& router);
  void mountActing(http::Router& router);
  InvoiceView one(const Actor& actor, Id<Invoice> id);
  InvoiceRequest requestOf(const Account& account, const ManualInvoice& body);
  InvoiceRequest likeIssued(db::Reader& reader, const Scope& scope, Id<Invoice> id);
  InvoiceView create(const Actor& actor, const ManualInvoice& body);

  db::Database& database_;
  Billing& billing_;
  Corrections& corrections_;
  Reissue& reissue_;
  PaymentService& payments_;
  TdsDesk& tds_;
  Accounts& accounts_;
  Tenants& tenants_;
  IssueHooks hooks_;
};

}  // namespace hostler
