#pragma once

#include "core/base/scope.h"
#include "core/db/database.h"

namespace hostler {

/// What this module asks of billing, which it must not include.
class AccountMoney {
 public:
  virtual ~AccountMoney() = default;
  /// Whether an account has invoices that are not settled, or credit: then its currency stays
  /// (security rule M20).
  virtual bool hasOpenMoney(db::Reader& reader, const Scope& scope) = 0;
};

/// For an engine without billing.
class NoAccountMoney final : public AccountMoney {
 public:
  bool hasOpenMoney(db::Reader&, const Scope&) override { return false; }
};

}  // namespace hostler
