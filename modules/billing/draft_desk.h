#pragma once

#include "core/audit/audit_log.h"
#include "modules/billing/billing.h"
#include "modules/billing/invoice_draft.h"
#include "modules/billing/issue_hooks.h"
#include "modules/billing/manual_invoice.h"

namespace hostler {

/// What staff do with invoices that are not issued yet. Thread-safe; each call is one transaction.
class DraftDesk {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Accounts& accounts;
    Billing& billing;
    AuditLog& audit;
    events::BeforeHooks* before;  ///< asked before a draft is issued; null: nobody
  };
  explicit DraftDesk(Parts parts)
      : parts_{parts}, hooks_{parts.database, parts.billing, parts.before} {}

  /// Keeps what was written, numbered and posted nowhere. Throws NotFound for a client who is not
  /// the tenant's, and ValidationError for `lines` in another currency than the client's or that
  /// come to no amount there is.
  Id<Invoice> write(const Actor& actor, const ManualInvoice& written);
  /// Puts `written` in the place of all that the draft said. Throws as write(), NotFound, and 409
  /// `invoice_issued` once it is issued.
  void rewrite(const Actor& actor, Id<Invoice> id, const ManualInvoice& written);
  /// Throws NotFound, and 409 `invoice_issued`.
  void discard(const Actor& actor, Id<Invoice> id);
  /// Issues it as of today, under the id that it has. Throws as Billing::issue, NotFound, 409
  /// `invoice_issued`, and 412 `precondition_failed` when it was rewritten while hooks thought.
  void issue(const Actor& actor, Id<Invoice> id);

 private:
  InvoiceDraft locked(db::Transaction& tx, const Actor& actor, Id<Invoice> id);
  Json factsOf(db::Reader& reader, const InvoiceDraft& draft);

  Parts parts_;
  IssueHooks hooks_;
};

}  // namespace hostler
