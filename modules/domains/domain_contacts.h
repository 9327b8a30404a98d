#pragma once

#include "core/json/json.h"
#include "core/shape/shape.h"
#include "modules/accounts/accounts.h"

namespace hostler {

/// A person or an organization behind a domain, as plugins/sdk has it.
struct DomainContact {
  std::string firstName, lastName, organization, email, phone;
  std::string line1, line2, city, state, postalCode, country;
  static void describe(Shape<DomainContact>& shape);
};
struct DomainContacts {
  DomainContact registrant;
  std::optional<DomainContact> admin, tech, billing;
  static void describe(Shape<DomainContacts>& shape);
};

/// "+919822012345" as registries write it: "+91.9822012345". Numbers of no known country, and what
/// has a dot already, stay as they are.
std::string registryPhone(const std::string& number);

/// The account's owner as registrant.
DomainContacts contactsOf(const Account& account, const Contact& owner);

}  // namespace hostler
