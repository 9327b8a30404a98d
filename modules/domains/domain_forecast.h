#pragma once

#include "modules/accounts/accounts.h"
#include "modules/billing/billing.h"
#include "modules/domains/domain_repository.h"

#include <vector>

namespace hostler {

/// Whether the night still has a renewal of this domain to invoice, sooner or later: it is active
/// and renews by itself, no term of it is open, and nobody has called off its renewal for this
/// expiry. `invoiceDaysBefore`: the tenant's.
bool awaitsRenewal(db::Reader& reader, const Domain& domain, std::int64_t invoiceDaysBefore);

/// Tells which renewals DomainLife will invoice, when and at what price. Reads only; thread-safe.
class DomainForecast {
 public:
  struct Parts {
    Tenants& tenants;
    Accounts& accounts;
    Billing& billing;
    DomainRepository& domains;
  };
  explicit DomainForecast(Parts parts) : parts_{parts} {}

  /// A renewal for a year, at the price that the table of TLDs has today. `invoiceOn` may be past
  /// where the night has not been there yet.
  struct Renewal {
    Domain domain;
    std::string description;
    Date invoiceOn, dueDate;
    Period term;
    Money price;  ///< before tax
    Money total;  ///< with tax; zero where it was not asked for
  };
  struct Wanted {
    std::optional<Date> expiresFrom, expiresTo;  ///< both days included; nothing: whenever
    int most = 1'000;
    bool withTax = false;  ///< costs a question for each of them
    /// Also those whose renewal is invoiced already, or was called off: whose year ends all the
    /// same.
    bool withInvoiced = false;
  };
  /// Renewals of domains that renew by themselves, the first to expire first. Those that are not
  /// sold for another year in their client's currency are not in it: the night asks for a person.
  std::vector<Renewal> renewals(db::Reader& reader, const Scope& scope, const Wanted& wanted);

 private:
  Parts parts_;
};

}  // namespace hostler
