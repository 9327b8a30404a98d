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

/// In the order in which they go.
std::span<const PersonalTrace> personalTraces();

/// One place in which an address is found by itself, without an account: `find` is asked with the
/// tenant and addresses, `forget` is run for the ids that it answers.
struct AddressTrace {
  const char* what;
  const char* find;
  const char* forget;
};

/// To be gone through while the account's users still have their addresses, and with those alone
/// that are nobody else's.
std::span<const AddressTrace> addressTraces();

}  // namespace hostler
