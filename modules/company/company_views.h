#pragma once

#include "core/money/currency.h"
#include "core/shape/shape.h"
#include "modules/accounts/address_rule.h"
#include "modules/company/company.h"

#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// The seller as its staff see it.
struct CompanyView {
  std::string name, legalName;
  AddressView address;
  std::optional<std::string> gstin, pan, registrationNumber, vatNumber, lutNumber, email, phone;
  std::string timeZone;
  Currency currency = Currency::of("INR");
  bool countryFixed = false, currencyFixed = false;
  std::vector<std::string> missing;

  static CompanyView of(const Company& company, bool countryFixed, bool currencyFixed);
  static void describe(Shape<CompanyView>& shape);
};

/// A change of it: what is absent stays, null takes away. An address is given whole.
struct CompanyPatch {
  std::optional<std::string> name, legalName, timeZone;
  std::optional<AddressBody> address;
  std::optional<std::optional<std::string>> gstin, pan, registrationNumber, vatNumber, lutNumber,
      email, phone;
  std::optional<Currency> currency;

  static void describe(Shape<CompanyPatch>& shape);
};

}  // namespace hostler
