#pragma once

#include "bank_account.h"

#include <hostler/json.hpp>
#include <hostler/money.hpp>

#include <string>
#include <string_view>

namespace hostler::bank_transfer {

/// What the payer writes on the transfer: our id of the attempt in capitals, without its prefix and
/// its underscore ("PAY0C7K2M9QZ4F1H"). It is unique, since the id is, and banks and UPI take it.
std::string referenceOf(std::string_view attempt);

/// An amount as people write it: "1180.00", "1180" in yen.
std::string decimalText(const sdk::Money& amount);

/// What any UPI app opens, and what the portal draws as a QR code. Empty for other currencies than
/// rupees, which UPI does not have, and without a UPI address.
std::string upiLink(const BankAccount& account, const sdk::Money& amount,
                    std::string_view reference);

/// The instructions, as api.md 4 has them: `text`, `reference`, and the same apart as `details`
/// ({"name", "label", "value"}), with `upi` where there is a link.
sdk::Json instructions(const BankAccount& account, const sdk::Money& amount,
                       const std::string& reference);

}  // namespace hostler::bank_transfer
