#pragma once

#include "modules/billing/billing.h"
#include "modules/billing/corrections.h"

namespace hostler {

/// Issues an invoice anew, as its client is by now: with the GSTIN that came later, the right
/// address. The old one stays as it was issued; a credit note takes it back, and what was paid on
/// it pays the new one.
class Reissue {
 public:
  struct Parts {
    Billing& billing;
    Corrections& corrections;
    Accounts& accounts;
    Tenants& tenants;
    AuditLog& audit;
    events::Bus& bus;
  };
  explicit Reissue(Parts parts) : parts_{parts} {}

  struct Done {
    CreditNote note;
    Invoice invoice;
  };
  /// 409 `invoice_not_reissuable` for one that a note has taken back already, wholly or in part,
  /// for a debit note, and where the law lets no credit note lower its tax any more.
  Done reissue(db::Transaction& tx, const Actor& actor, Id<Invoice> id, const std::string& reason);
  /// What an invoice is made of when it is issued anew. Throws NotFound.
  InvoiceRequest wanted(db::Reader& reader, const Scope& scope, Id<Invoice> id);

 private:
  InvoiceRequest requestLike(db::Reader& reader, const Invoice& invoice);
  void mustBeReissuable(db::Transaction& tx, const Invoice& invoice);

  Parts parts_;
};

}  // namespace hostler
