#pragma once

#include "modules/billing/billing.h"
#include "modules/services/service_actions.h"

#include <set>

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

  /// A service's part of an invoice. All parts of one come to its total: what is on it besides
  /// (items that waited for a renewal, rounding) is with the first of them.
  struct Part {
    Id<Service> service;
    std::string title;
    Money total = Money::zero(Currency::of("INR"));  ///< of this part, with tax
    Date dueDate = Date::ofDaysSinceEpoch(0);
    Period term{dueDate, dueDate};
    std::size_t services = 1;  ///< that the invoice is for; 0: renewed without one
    Money invoiceTotal = Money::zero(Currency::of("INR"));
  };
  struct Issued : Part {
    Id<Invoice> invoice;
    std::string number;
    InvoiceStatus status = InvoiceStatus::Unpaid;  ///< as it was issued
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
  /// invoice pays it at once. `together`: those of one client in one currency that are due on one
  /// day share an invoice, up to kMostTogether of them, unless their client wants each by itself.
  std::vector<Issued> issueDue(const Actor& actor, const std::vector<Due>& due, bool payFromCredit,
                               bool together = false);
  /// The same, wherever the services' invoiced time ends by now.
  std::vector<Issued> issue(const Actor& actor, const std::vector<Id<Service>>& services,
                            bool payFromCredit);
  /// What issueDue() would invoice of these, in their order; reads only. Those that it would leave
  /// alone are not in it. `taken`: as for Billing::preview.
  std::vector<Part> foresee(db::Reader& reader, Id<Tenant> tenant,
                            const std::vector<Id<Service>>& services, bool together,
                            std::set<Id<BillableItem>>& taken);
  /// A service as its next term will be invoiced: by the plan and at the price that it will have.
  Service asRenewed(db::Reader& reader, const Service& service);

  static constexpr std::size_t kMostTogether = 100;  ///< services on one invoice

 private:
  struct Bill;
  struct Term;
  std::vector<Service> stillDue(db::Transaction& tx, const std::vector<Due>& due);
  std::vector<Bill> billsOf(db::Reader& reader, const std::vector<Term>& terms, bool together);

  Parts parts_;
};

}  // namespace hostler
