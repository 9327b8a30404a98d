#pragma once

#include "core/audit/audit_log.h"
#include "core/nodes/id_mint.h"
#include "core/shape/shape.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/billable_items.h"

#include <optional>
#include <string>

namespace hostler {

/// What a client is to be invoiced for, as it is noted.
struct NewBillableItem {
  Id<Account> account;
  std::string description;
  Decimal quantity = 1;
  Money unitPrice = Money::zero(Currency::of("INR"));
  std::string sac;
  std::optional<Date> invoiceFrom;
  static void describe(Shape<NewBillableItem>& shape);
};

/// Notes billable items. Thread-safe.
class BillableDesk {
 public:
  struct Parts {
    const Clock& clock;
    IdMint& ids;
    Accounts& accounts;
    AuditLog& audit;
  };
  explicit BillableDesk(Parts parts) : parts_{parts} {}

  /// Throws NotFound for a client who is not the actor's tenant's, ValidationError for a price in
  /// another currency than the client's.
  StoredItem add(db::Transaction& tx, const Actor& actor, const NewBillableItem& wanted);

 private:
  Parts parts_;
};

}  // namespace hostler
