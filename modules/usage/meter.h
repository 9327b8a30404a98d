#pragma once

#include "core/money/money.h"
#include "core/problem/problem.h"
#include "core/shape/words.h"
#include "modules/entities/entities.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// What was used, exactly: millionths of a meter's unit.
class Quantity {
 public:
  static constexpr std::int64_t kPerUnit = 1'000'000;
  /// A thousand million units at once: more is a mistake of whoever counts.
  static constexpr std::int64_t kMost = kPerUnit * 1'000'000'000;

  constexpr Quantity() = default;
  static constexpr Quantity ofMicro(std::int64_t micro) { return Quantity{micro}; }
  /// Nothing where it is negative, above kMost, or has more than six digits behind the point.
  static std::optional<Quantity> of(Decimal units);

  std::int64_t micro() const { return micro_; }
  Decimal units() const { return Decimal::ofScaled(micro_, 6); }
  bool isZero() const { return micro_ == 0; }
  /// A unit that was begun counts whole.
  Quantity roundedUp() const;
  /// Throws std::overflow_error above nine million million units.
  Quantity plus(Quantity other) const;
  /// What is above another; zero where nothing is.
  Quantity above(Quantity other) const {
    return Quantity{micro_ > other.micro_ ? micro_ - other.micro_ : 0};
  }
  friend auto operator<=>(Quantity, Quantity) = default;

 private:
  explicit constexpr Quantity(std::int64_t micro) : micro_{micro} {}
  std::int64_t micro_ = 0;
};

/// How a month's quantity follows from what was reported.
enum class Metering {
  Sum = 1,  ///< added up: bandwidth, requests, hours
  Peak,     ///< the largest: licences
  Average,  ///< each holds until the next; the mean over the month's time: GB-months
  Running   ///< nothing is reported: the hours for which the service is there
};
template <>
inline constexpr std::array kEnumNames<Metering>{std::string_view{"sum"}, std::string_view{"peak"},
                                                 std::string_view{"average"},
                                                 std::string_view{"running"}};

/// One step of a graduated price.
struct UsageTier {
  std::optional<Decimal> upTo;  ///< billable units in a month; nothing: all that follow
  Decimal unitPrice;            ///< in whole currency units: "0.0125" rupees
};

struct UsagePrice {
  Currency currency = Currency::of("INR");
  std::vector<UsageTier> tiers;
  std::optional<Money> cap;  ///< of one month, before tax
};

/// Something that a product's services are billed for by use, after the month.
struct UsageMeter {
  Id<UsageMeter> id;
  Id<Product> product;
  std::string name;   ///< "bandwidth": what reports call it
  std::string title;  ///< on invoices
  std::string unit;   ///< "GB"
  Metering metering = Metering::Sum;
  bool wholeUnits = false;  ///< each report (of Running: the month) counts by started units
  Quantity included;        ///< in a month, free of charge
  std::vector<UsagePrice> prices;
  bool active = true;

  const UsagePrice* priceIn(Currency currency) const;
};

/// What is wrong with a meter's prices, under their paths ("prices[0].tiers[1].up_to").
std::vector<FieldError> priceFaults(const UsageMeter& meter);

}  // namespace hostler
