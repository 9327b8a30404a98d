#pragma once

// What is sold with a product: the options that it was configured with, and add-ons beside it. The
// sold ones keep the prices of their day.

#include "core/json/json.h"
#include "core/money/money.h"
#include "core/shape/shape.h"
#include "core/time/period.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// What a quantity costs in one currency and cycle, from so many on.
struct TierPrice {
  Currency currency = Currency::of("INR");
  Cycle cycle = Cycle::Monthly;
  Money price = Money::zero(Currency::of("INR"));     ///< of each
  Money setupFee = Money::zero(Currency::of("INR"));  ///< once, however many
  int from = 1;

  static void describe(Shape<TierPrice>& shape);
};

enum class Tiers {
  Volume = 1,  ///< the price of the tier that the quantity lies in, for all of it
  Graduated    ///< each tier's price for what lies in that tier
};
template <>
inline constexpr std::array kEnumNames<Tiers>{std::string_view{"volume"},
                                              std::string_view{"graduated"}};

struct ExtraCost {
  Money price, setupFee;  ///< of one item in each cycle, and once
};
/// What so many cost. Without any price it is free; nothing where there are prices, but none for
/// this currency and cycle. Pure.
std::optional<ExtraCost> costOf(const std::vector<TierPrice>& prices, Tiers tiers, int quantity,
                                Currency currency, Cycle cycle);

enum class ExtraKind { Option = 1, Addon };
template <>
inline constexpr std::array kEnumNames<ExtraKind>{std::string_view{"option"},
                                                  std::string_view{"addon"}};

/// One that was chosen and priced.
struct Extra {
  ExtraKind kind = ExtraKind::Option;
  std::string key;    ///< the option's name, or the add-on's id
  std::string title;  ///< as invoices have it: "Extra disk: 20 GB"
  Json value;         ///< as it was chosen: a choice's name, a quantity, true
  Money price = Money::zero(Currency::of("INR"));     ///< of one item, in each cycle
  Money setupFee = Money::zero(Currency::of("INR"));  ///< of one item, once
  std::string taxClass;                               ///< empty: the product's own
  Json sets = Json::object();  ///< members of product_settings that it decides
  Json adds = Json::object();  ///< numbers of product_settings that it adds to

  static void describe(Shape<Extra>& shape);
};

/// What all of them cost in each cycle, of one item.
Money everyCycle(const std::vector<Extra>& extras, Currency currency);
/// A plugin's product_settings as they are with the extras: what they set first, then what they
/// add. Pure.
Json settingsWith(Json settings, const std::vector<Extra>& extras);
/// Whether two differ in what a provider has to do.
bool haveOtherSettings(const std::vector<Extra>& a, const std::vector<Extra>& b);

/// As they are kept; nothing where there are none.
std::optional<std::string> keptText(const std::vector<Extra>& extras);
std::vector<Extra> extrasFromText(const std::optional<std::string>& text);

}  // namespace hostler
