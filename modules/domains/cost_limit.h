#pragma once

#include "core/db/database.h"
#include "core/json/json.h"
#include "core/money/money.h"
#include "core/time/date.h"
#include "modules/resellers/resellers.h"

#include <map>
#include <optional>
#include <string>

namespace hostler {

/// What currencies are worth in a seller's own, as it has said for a day (see exchange_rates).
class Worths {
 public:
  /// `rates`: what one whole unit of a currency is worth.
  Worths(Currency own, std::map<std::string, Decimal> rates);
  static Worths on(db::Reader& reader, const Tenant& tenant, Date day);

  /// An amount in another currency, cut off behind four decimals; nothing where a rate is missing.
  std::optional<Decimal> converted(Decimal amount, const std::string& from,
                                   const std::string& to) const;

 private:
  std::optional<Decimal> of(const std::string& currency) const;

  std::string own_;
  std::map<std::string, Decimal> rates_;
};

/// What a registrar takes for so many years.
struct RegistrarCost {
  Decimal amount;
  std::string currency;
  int years = 1;

  static RegistrarCost of(Money money, int years);
  /// Nothing for what is no cost.
  static std::optional<RegistrarCost> read(const Json& json);
  Json json() const {
    return {{"amount", amount.text()}, {"currency", currency}, {"years", years}};
  }
  std::optional<RegistrarCost> in(const std::string& other, const Worths& worths) const;
  /// By the year; of the same currency.
  bool isMoreThan(const RegistrarCost& other) const;
};

/// What a name may cost at its registrar so that it is sold at the price of its TLD: what the shop
/// states for a year; where that says nothing in the registrar's currency, what the buyer pays.
class CostLimit {
 public:
  /// `sold`: for so many years, before tax.
  CostLimit(const std::optional<Money>& statedOfYear, const std::optional<Money>& sold, int years,
            const Worths& worths);

  /// Not where it cannot be compared: nobody knows then what would be paid.
  bool covers(const RegistrarCost& cost) const;
  /// What may be taken at most once `quoted` was told, which it covers: as much as was sold for, or
  /// as was told where that is more, and never more than is stated.
  RegistrarCost most(const RegistrarCost& quoted) const;

 private:
  std::optional<RegistrarCost> stated(const std::string& currency) const;
  std::optional<RegistrarCost> sold(const std::string& currency) const;

  std::optional<RegistrarCost> stated_, sold_;
  Worths worths_;
};

}  // namespace hostler
