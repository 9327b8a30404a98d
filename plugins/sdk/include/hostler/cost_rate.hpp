#pragma once

#include <hostler/fields.hpp>

#include <string>
#include <utility>

namespace hostler::sdk {

enum class CostPer { Hour = 1, Month, GigabyteMonth };
template <>
struct Words<CostPer> {
  static constexpr std::pair<CostPer, std::string_view> kAll[] = {
      {CostPer::Hour, "hour"},
      {CostPer::Month, "month"},
      {CostPer::GigabyteMonth, "gigabyte_month"}};
};

/// What the provider takes for something. The amount is the provider's own decimal text
/// ("0.00743999984115362"): it is rounded once, by the engine's price rule, and passes through no
/// binary floating point on the way (JsonRules::fractionsAsText).
struct CostRate {
  std::string amount;
  std::string currency;  ///< ISO 4217, upper case
  CostPer per = CostPer::Month;

  static constexpr auto members() {
    return std::tuple{field("amount", &CostRate::amount), field("currency", &CostRate::currency),
                      field("per", &CostRate::per)};
  }
};

}  // namespace hostler::sdk
