#pragma once

#include "core/audit/audit_log.h"
#include "modules/accounts/phone_numbers.h"
#include "modules/company/company_views.h"

namespace hostler {

/// Who the seller is: read and changed by its staff. Documents that were issued keep what they were
/// issued with, as they have copies of it. Thread-safe.
class CompanyDesk {
 public:
  struct Parts {
    db::Database& database;
    Tenants& tenants;
    AuditLog& audit;
  };
  explicit CompanyDesk(Parts parts) : parts_{parts} {}

  CompanyView show(Id<Tenant> tenant);
  /// With the country the regime of taxes (`tax.regime`) changes between India's and others'.
  /// Throws ValidationError, and DomainError 409 `country_fixed` once an invoice was issued,
  /// `currency_fixed` once something was sold, `rates_kept` while exchange rates to the old
  /// currency are there.
  void change(const Actor& actor, const CompanyPatch& patch);

 private:
  void save(db::Transaction& tx, const Actor& actor, const Company& before, const Company& after);

  Parts parts_;
  PhoneNumbers phones_;
};

}  // namespace hostler
