#pragma once

#include "core/db/transaction.h"
#include "modules/entities/entities.h"

#include <string>
#include <string_view>

namespace hostler {

/// References of money that people look for and say what came in: a bank's, a cheque's number, a
/// transaction on a chain.
namespace hand_reference {

/// As it was meant: without the blanks around it.
std::string trimmed(std::string_view reference);
/// As it is compared: two people write one transfer's reference differently.
std::string normal(std::string_view reference);
/// Whether money under this reference, which is a normal one, was booked for the tenant before,
/// through whatever account. A transaction on a chain is known by each of its outputs
/// ("<transaction>:<output>"), and each of them by it.
bool isBooked(db::Transaction& tx, Id<Tenant> tenant, const std::string& reference);

}  // namespace hand_reference
}  // namespace hostler
