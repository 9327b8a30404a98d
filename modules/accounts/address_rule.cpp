#include "modules/accounts/address_rule.h"

#include "modules/accounts/countries.h"
#include "modules/accounts/gstin.h"
#include "modules/accounts/pan.h"
#include "modules/accounts/states.h"

#include <algorithm>
#include <cctype>

namespace hostler {

void AddressBody::describe(Shape<AddressBody>& shape) {
  shape.field("line1", &AddressBody::line1).length(1, 200);
  shape.field("line2", &AddressBody::line2).length(0, 200);
  shape.field("city", &AddressBody::city).length(1, 100);
  shape.field("state", &AddressBody::state).length(0, 100).describedAs("name or ISO 3166-2 code");
  shape.field("postal_code", &AddressBody::postalCode).length(0, 20);
  shape.field("country", &AddressBody::country).length(2, 2).describedAs("ISO 3166-1 alpha-2");
}

AddressView AddressView::of(const PostalAddress& address) {
  AddressView view{address.line1,      address.city,    address.stateName, address.stateCode,
                   address.postalCode, address.country, std::nullopt};
  if (!address.line2.empty()) view.line2 = address.line2;
  return view;
}

void AddressView::describe(Shape<AddressView>& shape) {
  shape.field("line1", &AddressView::line1);
  shape.field("line2", &AddressView::line2).nullable();
  shape.field("city", &AddressView::city);
  shape.field("state", &AddressView::state);
  shape.field("state_code", &AddressView::stateCode).describedAs("GST's two digits in India");
  shape.field("postal_code", &AddressView::postalCode);
  shape.field("country", &AddressView::country);
}

PostalAddress checkedAddress(const AddressBody& body, Date on, const std::string& path,
                             FieldErrors& errors) {
  PostalAddress address;
  address.line1 = body.line1;
  address.line2 = body.line2.value_or("");
  address.city = body.city;
  address.postalCode = body.postalCode;
  address.country = body.country;
  std::ranges::transform(address.country, address.country.begin(), [](char c) {
    return static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  });
  if (!isCountry(address.country)) {
    errors.add(FieldErrors::under(path, "country"), "unknown_country",
               "must be a country's code of ISO 3166-1, such as IN");
    return address;
  }
  if (!isPostalCode(address.country, address.postalCode)) {
    errors.add(FieldErrors::under(path, "postal_code"), "malformed",
               "is not a postal code of this country");
  }
  const auto state = findState(address.country, body.state, on);
  if (!state) {
    errors.add(FieldErrors::under(path, "state"), "unknown_state",
               "must be a state of this country, by name or ISO 3166-2 code");
    return address;
  }
  address.stateName = state->name;
  address.stateCode = state->code;
  return address;
}

TaxIdentity checkedTaxIdentity(const std::optional<std::string>& pan,
                               const std::optional<std::string>& gstin,
                               const PostalAddress& address, FieldErrors& errors) {
  TaxIdentity identity;
  if (pan) {
    identity.pan = normalPan(*pan);
    if (!identity.pan) errors.add("pan", "malformed", "must be a PAN, such as ABCPE1234F");
  }
  if (!gstin) return identity;
  const auto read = readGstin(*gstin);
  if (!read) {
    errors.add("gstin", "malformed", "must be a GSTIN whose check character is right");
  } else if (address.country != "IN") {
    errors.add("gstin", "foreign_address", "belongs to an address in India");
  } else if (identity.pan && read->pan != *identity.pan) {
    errors.add("gstin", "other_pan", "is not of this PAN");
  } else if (!address.stateCode.empty() && read->stateCode != address.stateCode) {
    errors.add("gstin", "other_state", "is of another state than the address");
  } else {
    identity.gstin = read->text;
  }
  return identity;
}

}  // namespace hostler
