#pragma once

#include <span>

namespace hostler {

/// One place in which an account leaves traces of the people behind it, and how they go. Without
/// `ids`, `sql` is run with the tenant and the account, which an index of that table has. With
/// `ids` that is asked with them first, without locks, and `sql` is run for what it answers: on
/// MySQL a change that walks a table locks all of it, and everybody would wait. Invoices, credit
/// notes, payments and the ledger are none of these, since tax law wants them as they are.
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
