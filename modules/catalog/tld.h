#pragma once

#include "core/money/money.h"
#include "core/shape/words.h"
#include "modules/entities/entities.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

struct Tld;
template <>
inline constexpr std::string_view kIdPrefix<Tld> = "tld";

/// What is done to a domain for money.
enum class DomainAction { Register = 1, Transfer, Renew, Restore };
template <>
inline constexpr std::array kEnumNames<DomainAction>{
    std::string_view{"register"}, std::string_view{"transfer"}, std::string_view{"renew"},
    std::string_view{"restore"}};

/// What so many years cost in one currency. Nothing: not sold so.
struct TldPrice {
  Currency currency = Currency::of("INR");
  int years = 1;
  std::optional<Money> registration, transfer, renewal;
};

/// What comes on top of a renewal that comes late.
struct TldFees {
  Money grace;                   ///< after the expiry
  std::optional<Money> restore;  ///< from redemption; nothing: it cannot be had back
};

/// A suffix that domains are sold under, and how.
struct Tld {
  Id<Tld> id;
  std::string name;       ///< A-labels without a leading dot: "com", "co.in"
  std::string registrar;  ///< the configured plugin
  bool active = true;     ///< new ones are sold; renewals go on without it
  int position = 0;       ///< of the search's answers
  int minYears = 1, maxYears = 10;
  int graceDays = 30, redemptionDays = 30;  ///< after the expiry; after the grace
  std::string taxClass = "998319";          ///< SAC in India
  std::vector<std::string> requirements;    ///< sentences that a buyer has to know
  std::optional<Money> highestCost;         ///< a year of an ordinary name costs us at most
  std::vector<TldPrice> prices;             ///< by currency and years
  std::vector<TldFees> fees;                ///< one for each currency

  /// What `years` of it cost, fees aside; nothing where they are not sold so. A transfer and a
  /// restoring are for as many years as a renewal with them.
  std::optional<Money> priceOf(DomainAction action, Currency currency, int years) const;
  /// The terms that have a price, rising.
  std::vector<int> offeredYears(DomainAction action, Currency currency) const;
  /// Zero where no fees are set in this currency.
  Money graceFee(Currency currency) const;
  std::optional<Money> restoreFee(Currency currency) const;
  bool sells(int years) const { return years >= minYears && years <= maxYears; }
};

}  // namespace hostler
