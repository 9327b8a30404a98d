#pragma once

#include "core/shape/shape.h"
#include "core/time/date.h"
#include "modules/resellers/resellers.h"

#include <optional>
#include <string>

namespace hostler {

/// A postal address as people send it: `state` is a name or an ISO 3166-2 code.
struct AddressBody {
  std::string line1, city, state, postalCode, country;
  std::optional<std::string> line2;

  static void describe(Shape<AddressBody>& shape);
};

/// An address as it is answered.
struct AddressView {
  std::string line1, city, state, stateCode, postalCode, country;
  std::optional<std::string> line2;

  static AddressView of(const PostalAddress& address);
  static void describe(Shape<AddressView>& shape);
};

/// Checks an address by its country's rules and gives the state its code. Adds what is wrong to
/// `errors` under `path`. `on` is the day for which states must exist.
PostalAddress checkedAddress(const AddressBody& body, Date on, const std::string& path,
                             FieldErrors& errors);

/// What an account says of its taxes, in normal form.
struct TaxIdentity {
  std::optional<std::string> pan, gstin;
};

/// Checks PAN and GSTIN: their form, that the GSTIN is of this PAN and of the address's state. Adds
/// to `errors`. `pan` is what is known already where only the other changes.
TaxIdentity checkedTaxIdentity(const std::optional<std::string>& pan,
                               const std::optional<std::string>& gstin,
                               const PostalAddress& address, FieldErrors& errors);

}  // namespace hostler
