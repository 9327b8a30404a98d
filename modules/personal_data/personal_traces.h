#pragma once

#include <span>

namespace hostler {

/// One place in which an account leaves traces of the people behind it, and how they go: `sql` is
/// run with the tenant and the account, or, in tables that are long and are not found by an
/// account, with each id that `ids` finds, so that nobody else's rows are locked meanwhile.
/// Invoices, credit notes, payments and the ledger are none of these, since tax law wants them as
/// they are.
struct PersonalTrace {
  const char* what;
  const char* sql;
  const char* ids = nullptr;
};

/// In the order in which they go, while the account's users still have their addresses.
std::span<const PersonalTrace> personalTraces();

}  // namespace hostler
