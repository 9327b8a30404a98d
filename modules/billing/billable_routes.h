#pragma once

#include "core/http/router.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/billable_items.h"
#include "modules/billing/billing.h"
#include "modules/billing/issue_hooks.h"

namespace hostler {

/// Billable items as staff keep them.
class BillableRoutes {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Accounts& accounts;
    Billing& billing;
    AuditLog& audit;
    events::BeforeHooks* before = nullptr;  ///< asked before staff have what waits invoiced
  };
  explicit BillableRoutes(Parts parts)
      : parts_{parts}, hooks_{parts.database, parts.billing, parts.before} {}
  void mount(http::Router& router);

  /// One invoice per currency of all that waits for a client and whose day has come; none where
  /// nothing waits. `today` may lie ahead for what staff want invoiced at once.
  std::vector<Invoice> invoiceWaiting(db::Transaction& tx, const Actor& actor, Id<Account> account,
                                      Date today);

 private:
  struct Wanted {
    InvoiceRequest request;
    std::vector<Id<BillableItem>> items;
  };
  std::vector<Wanted> wanted(db::Reader& reader, Id<Account> account, Date today);

  Parts parts_;
  IssueHooks hooks_;
};

}  // namespace hostler
