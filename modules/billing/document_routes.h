#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/billing.h"
#include "modules/billing/issue_hooks.h"

namespace hostler {

/// Documents beside invoices and credit notes: debit notes, and invoices as the e-invoice portal
/// takes them.
class DocumentRoutes {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    Billing& billing;
    AuditLog& audit;
    events::BeforeHooks* before = nullptr;  ///< asked before a debit note is issued
  };
  explicit DocumentRoutes(Parts parts)
      : parts_{parts}, hooks_{parts.database, parts.billing, parts.before} {}
  void mount(http::Router& router);

 private:
  void mountDebitNotes(http::Router& router);
  void mountElectronic(http::Router& router);
  Invoice found(db::Reader& reader, const Scope& scope, Id<Invoice> id);

  Parts parts_;
  IssueHooks hooks_;
};

}  // namespace hostler
