#pragma once

#include "modules/billing/billing.h"
#include "modules/services/service_actions.h"

namespace hostler {

/// What the next period of a service costs, line by line.
LineDraft renewalLineOf(const Service& service);
/// The period that follows what is invoiced. Pure.
Period nextPeriodOf(const Service& service);

/// Invoices the next periods of services: each period once, whatever runs twice.
class Renewals {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
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
  /// One invoice for each service that may still be renewed, in one transaction: active (or
  /// suspended by its client), not asked to end before, its next period not invoiced. A change of
  /// plan that is not paid yet is called off. `payFromCredit`: credit that covers an invoice pays
  /// it at once.
  std::vector<Issued> issue(const Actor& actor, const std::vector<Id<Service>>& services,
                            bool payFromCredit);

 private:
  Parts parts_;
};

}  // namespace hostler
