#pragma once

#include "core/money/currency.h"
#include "core/secrets/secret.h"
#include "modules/accounts/address_rule.h"

#include <optional>
#include <string>

namespace hostler {

/// A client as staff, importers and the demo make one: no code is sent, and the address counts as
/// proved.
struct NewClient {
  Id<Tenant> tenant = kPlatform;
  std::string email;
  std::optional<std::string> username;  ///< default: made of the address
  Secret password;                      ///< empty: nobody can sign in until the password is reset
  std::string firstName, lastName;
  std::optional<std::string> company;
  std::optional<std::string> phone;  ///< any form that can be dialled from the address's country
  AddressBody address;               ///< `state` by name or ISO 3166-2 code
  std::optional<std::string> pan, gstin;
  std::optional<Currency> currency;  ///< default: the tenant's
  std::string language = "en";
};

}  // namespace hostler
