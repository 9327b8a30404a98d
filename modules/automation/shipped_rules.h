#pragma once

#include <span>
#include <string_view>

namespace hostler {

/// A file of scripts/rules as it is built into the program.
struct ShippedRule {
  std::string_view script;  ///< "rules/suspend_overdue.lua"
  std::string_view source;
};

std::span<const ShippedRule> shippedRules();

}  // namespace hostler
