#pragma once

#include "core/http/page.h"
#include "modules/domains/availability.h"

namespace hostler {

struct DomainSearchQuery {
  std::string text;
  std::optional<Currency> currency;
  int limit = 50;
  static void describe(Shape<DomainSearchQuery>& shape);
};
struct DomainCheckQuery {
  std::string domain;
  std::optional<Currency> currency;
  static void describe(Shape<DomainCheckQuery>& shape);
};
struct DomainPricingQuery {
  std::optional<Currency> currency;
  static void describe(Shape<DomainPricingQuery>& shape);
};

/// One name that can be looked for, what is known of it, and what it costs before tax.
struct DomainNameView {
  std::string domain, unicode, tld;
  NameState status = NameState::Checking;
  int years = 1;  ///< the fewest that it is sold for, which the prices are of
  std::optional<Money> registration, transfer, renewal;
  std::vector<std::string> requirements;
  std::optional<bool> definitive;

  static DomainNameView of(const std::string& ascii, const std::string& unicode, const Tld& tld,
                           Currency currency);
  static void describe(Shape<DomainNameView>& shape);
};

struct TldPricingView {
  std::string tld, unicode;
  int minYears = 1, maxYears = 10, graceDays = 0, redemptionDays = 0;
  std::optional<Money> registration, transfer, renewal, graceFee, restoreFee;
  std::vector<std::string> requirements;

  static TldPricingView of(const Tld& tld, Currency currency);
  static void describe(Shape<TldPricingView>& shape);
};

}  // namespace hostler
