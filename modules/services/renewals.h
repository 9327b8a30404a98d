#pragma once

#include "modules/billing/billing.h"
#include "modules/services/service_actions.h"

namespace hostler {

/// What the next period of a service costs, line by line: itself first, then its extras.
std::vector<LineDraft> renewalLinesOf(const Service& service);
/// The period that follows what is invoiced. Pure.
Period nextPeriodOf(const Service& service);

/// Invoices the next periods of services: each period once, whatever runs twice.
class Renewals {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    Billing& billing;
    ServiceRepository& services;
    ServiceDesk& desk;
    ServiceActions& actions;
  };
  explicit Renewals(Parts parts) : parts_{parts} {}

  struct Issued {
    Id<Service> service;
    Id<Invoice> invoice;
    std::string number;
    Money total = Money::zero(Currency::of("INR"));
    Date dueDate = Date::ofDaysSinceEpoch(0);
  };
  /// A service to renew, and where its invoiced time ended when it was found to be due: one that
  /// was renewed since is left alone.
  struct Due {
    Id<Service> service;
    std::optional<Date> billedUntil;
  };
  /// One invoice for each service that may still be renewed, in one transaction: active (or
  /// suspended by its client), not asked to end before, its next period not invoiced, no change of
  /// plan about to be made. A change that is not paid yet is called off; one that waits for the
  /// next term is invoiced with it. What is free is renewed with an invoice of nothing or without
  /// one, as the tenant wants (renewal.free_invoice). `payFromCredit`: credit that covers an
  /// invoice pays it at once.
  std::vector<Issued> issueDue(const Actor& actor, const std::vector<Due>& due, bool payFromCredit);
  /// The same, wherever the services' invoiced time ends by now.
  std::vector<Issued> issue(const Actor& actor, const std::vector<Id<Service>>& services,
                            bool payFromCredit);
  /// A service as its next term will be invoiced: by the plan and at the price that it will have.
  Service asRenewed(db::Reader& reader, const Service& service);

 private:
  std::vector<Service> stillDue(db::Transaction& tx, const std::vector<Due>& due);

  Parts parts_;
};

}  // namespace hostler
