#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// An Indian permanent account number in capitals; nothing for what cannot be one: five letters of
/// which the fourth names a kind of holder, 0001 to 9999, and a check letter whose rule is not
/// public (Income-tax Rules, rule 114). Small letters are taken as capitals.
std::optional<std::string> normalPan(std::string_view text);

/// As people see it: "••••••234F".
std::string maskedPan(std::string_view last4);

}  // namespace hostler
