#pragma once

#include "modules/domains/domain_desk.h"
#include "modules/domains/domain_prices.h"

#include <set>

namespace hostler {

/// Invoices renewals and restorings: one open term for each domain, whatever runs twice.
class DomainRenewals {
 public:
  struct Parts {
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    Accounts& accounts;
    Billing& billing;
    DomainDesk& desk;
  };
  explicit DomainRenewals(Parts parts) : parts_{parts} {}

  struct Wanted {
    int years = 1;
    bool byOwner = false;  ///< who asks for it now, from the actor's address
    bool payFromCredit = false;
  };
  /// The invoice that issue() would make now, a draft; reads only. `taken`: as for
  /// Billing::preview. Throws as issue() does.
  Invoice foresee(db::Reader& reader, const Domain& domain, const Wanted& wanted,
                  std::set<Id<BillableItem>>& taken);
  /// For a domain that the caller has locked. Throws 409 `domain_state`, `renewal_under_way`,
  /// `item_not_on_sale`.
  Invoice issue(db::Transaction& tx, const Actor& actor, Domain& domain, const Wanted& wanted);

 private:
  InvoiceRequest requestOf(db::Reader& reader, const Domain& domain, const Wanted& wanted);

  Parts parts_;
};

}  // namespace hostler
