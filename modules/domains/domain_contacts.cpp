#include "modules/domains/domain_contacts.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace hostler {
namespace {

// The country codes of two digits; "1" and "7" stand alone, and all others have three.
constexpr std::array<std::string_view, 44> kTwoDigits{
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
    "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
    "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98"};

std::size_t codeLength(std::string_view digits) {
  if (digits.starts_with('1') || digits.starts_with('7')) return 1;
  return std::ranges::find(kTwoDigits, digits.substr(0, 2)) != kTwoDigits.end() ? 2 : 3;
}

}  // namespace

std::string registryPhone(const std::string& number) {
  const bool isPlain =
      number.size() > 6 && number.front() == '+' &&
      std::all_of(number.begin() + 1, number.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!isPlain) return number;
  const auto code = codeLength(std::string_view{number}.substr(1));
  return number.substr(0, code + 1) + "." + number.substr(code + 1);
}

DomainContacts contactsOf(const Account& account, const Contact& owner) {
  DomainContact registrant;
  registrant.firstName = account.firstName;
  registrant.lastName = account.lastName;
  registrant.organization = account.company.value_or("");
  registrant.email = owner.email;
  registrant.phone = registryPhone(owner.phone);
  registrant.line1 = account.address.line1;
  registrant.line2 = account.address.line2;
  registrant.city = account.address.city;
  registrant.state =
      account.address.stateName.empty() ? account.address.stateCode : account.address.stateName;
  registrant.postalCode = account.address.postalCode;
  registrant.country = account.address.country;
  return {registrant, std::nullopt, std::nullopt, std::nullopt};
}

void DomainContact::describe(Shape<DomainContact>& shape) {
  shape.field("first_name", &DomainContact::firstName).length(1, 60);
  shape.field("last_name", &DomainContact::lastName).length(1, 60);
  shape.field("organization", &DomainContact::organization).length(0, 100).withDefault();
  shape.field("email", &DomainContact::email).email();
  shape.field("phone", &DomainContact::phone)
      .length(7, 20)
      .pattern(R"(\+[0-9]{1,3}\.?[0-9]{4,14})", "must be such as +91.9822012345");
  shape.field("line1", &DomainContact::line1).length(1, 100);
  shape.field("line2", &DomainContact::line2).length(0, 100).withDefault();
  shape.field("city", &DomainContact::city).length(1, 60);
  shape.field("state", &DomainContact::state).length(0, 60).withDefault();
  shape.field("postal_code", &DomainContact::postalCode).length(0, 20).withDefault();
  shape.field("country", &DomainContact::country)
      .pattern("[A-Z]{2}", "must be a country's code of two letters");
}

void DomainContacts::describe(Shape<DomainContacts>& shape) {
  shape.field("registrant", &DomainContacts::registrant);
  shape.field("admin", &DomainContacts::admin);
  shape.field("tech", &DomainContacts::tech);
  shape.field("billing", &DomainContacts::billing);
}

}  // namespace hostler
