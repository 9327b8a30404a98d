#pragma once

#include "core/audit/audit_log.h"
#include "modules/compute/compute_repository.h"
#include "modules/compute/kinds.h"

namespace hostler {

/// How many belongings of each kind a machine includes: they cost the seller money, and are not
/// billed apart. A product says so; what it does not speak of is as the kind has it.
class Allowances {
 public:
  struct Parts {
    db::Database& database;
    Catalog& catalog;
    ComputeRepository& compute;
    AuditLog& audit;
    int mostOfAccount = 200;  ///< belongings of one account in all
  };
  explicit Allowances(Parts parts) : parts_{parts} {}

  std::vector<ComputeRepository::Allowance> of(db::Reader& reader, Id<Tenant> tenant,
                                               Id<Product> product);
  /// All that the product includes; kinds that are left out are as if nobody had spoken of them.
  /// Throws ValidationError for a kind that there is not, or that comes twice.
  void set(const Actor& actor, Id<Product> product,
           const std::vector<ComputeRepository::Allowance>& all);

  /// Throws 409 `not_included` where the machine's product includes no more of this kind, or not so
  /// large a one. The machine's row is locked by the caller, so nobody counts beside it.
  void check(db::Reader& reader, const Service& machine, const ResourceKind& kind, int gigabytes);

 private:
  ComputeRepository::Allowance of(db::Reader& reader, const Service& machine,
                                  const ResourceKind& kind);

  Parts parts_;
};

}  // namespace hostler
