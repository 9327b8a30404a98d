#include "modules/billing/vat_number.h"

#include "modules/billing/vat_check_digit.h"

#include <algorithm>
#include <iterator>

namespace hostler {
namespace {

// How the numbers of a member state are formed, as VIES lists it. In a form 9 stands for a digit, @
// for a letter and * for either of them; what else is there stands for itself. | parts two forms.
struct Form {
  std::string_view prefix, country;
  std::string_view whose;  ///< "France"
  std::string_view said;   ///< for people: "FR, two letters or digits and 9 digits"
  std::string_view forms;
};

constexpr Form kForms[] = {
    {"AT", "AT", "Austria", "ATU and 8 digits", "U99999999"},
    {"BE", "BE", "Belgium", "BE and 10 digits, the first one 0 or 1", "0999999999|1999999999"},
    {"BG", "BG", "Bulgaria", "BG and 9 or 10 digits", "999999999|9999999999"},
    {"CY", "CY", "Cyprus", "CY, 8 digits and a letter", "99999999@"},
    {"CZ", "CZ", "Czechia", "CZ and 8 to 10 digits", "99999999|999999999|9999999999"},
    {"DE", "DE", "Germany", "DE and 9 digits", "999999999"},
    {"DK", "DK", "Denmark", "DK and 8 digits", "99999999"},
    {"EE", "EE", "Estonia", "EE and 9 digits", "999999999"},
    {"EL", "GR", "Greece", "EL and 9 digits", "999999999"},
    {"ES", "ES", "Spain", "ES and 9 characters, of which the first or the last one is a letter",
     "@99999999|99999999@|@9999999@"},
    {"FI", "FI", "Finland", "FI and 8 digits", "99999999"},
    {"FR", "FR", "France", "FR, two letters or digits and 9 digits", "**999999999"},
    {"HR", "HR", "Croatia", "HR and 11 digits", "99999999999"},
    {"HU", "HU", "Hungary", "HU and 8 digits", "99999999"},
    {"IE", "IE", "Ireland", "IE, 7 digits and one or two letters", "9999999@|9999999@@|9@99999@"},
    {"IT", "IT", "Italy", "IT and 11 digits", "99999999999"},
    {"LT", "LT", "Lithuania", "LT and 9 or 12 digits", "999999999|999999999999"},
    {"LU", "LU", "Luxembourg", "LU and 8 digits", "99999999"},
    {"LV", "LV", "Latvia", "LV and 11 digits", "99999999999"},
    {"MT", "MT", "Malta", "MT and 8 digits", "99999999"},
    {"NL", "NL", "the Netherlands", "NL, 9 digits, B and 2 digits", "999999999B99"},
    {"PL", "PL", "Poland", "PL and 10 digits", "9999999999"},
    {"PT", "PT", "Portugal", "PT and 9 digits", "999999999"},
    {"RO", "RO", "Romania", "RO and 2 to 10 digits",
     "99|999|9999|99999|999999|9999999|99999999|999999999|9999999999"},
    {"SE", "SE", "Sweden", "SE and 12 digits", "999999999999"},
    {"SI", "SI", "Slovenia", "SI and 8 digits", "99999999"},
    {"SK", "SK", "Slovakia", "SK and 10 digits", "9999999999"},
    {"XI", "GB", "Northern Ireland", "XI and 9 or 12 digits, or GD or HA and 3 digits",
     "999999999|999999999999|GD999|HA999"},
};

const Form* formOf(std::string_view prefix) {
  const auto found = std::ranges::find(kForms, prefix, &Form::prefix);
  return found == std::end(kForms) ? nullptr : found;
}

bool isOf(std::string_view form, std::string_view number) {
  return std::ranges::equal(number, form, [](char is, char should) {
    const bool isDigit = is >= '0' && is <= '9';
    const bool isLetter = is >= 'A' && is <= 'Z';
    if (should == '9') return isDigit;
    if (should == '@') return isLetter;
    return should == '*' ? isDigit || isLetter : is == should;
  });
}

bool isFormed(std::string_view number, std::string_view forms) {
  while (!forms.empty()) {
    const auto end = std::min(forms.find('|'), forms.size());
    if (isOf(forms.substr(0, end), number)) return true;
    forms.remove_prefix(std::min(end + 1, forms.size()));
  }
  return false;
}

// Capitals without what people put between groups of digits. What else is in it stays, and is seen.
std::string compact(std::string_view text) {
  std::string number;
  for (const char c : text) {
    if (c == ' ' || c == '.' || c == '-') continue;
    number += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return number;
}

VatNumberReading faulty(std::string code, std::string message) {
  return {{}, VatNumberFault{std::move(code), std::move(message)}};
}

}  // namespace

std::string VatNumber::country() const {
  const auto* form = formOf(prefix);
  return std::string{form == nullptr ? std::string_view{prefix} : form->country};
}

std::string VatNumber::registerCountry() const {
  return prefix == "XI" ? prefix : country();
}

VatNumberReading readVatNumber(std::string_view text) {
  auto number = compact(text);
  // Greece's letters are not those of its country's code; people write either.
  if (number.starts_with("GR")) number.replace(0, 2, "EL");
  const auto* form = number.size() < 2 ? nullptr : formOf(std::string_view{number}.substr(0, 2));
  if (form == nullptr)
    return faulty("unknown_country",
                  "must begin with the letters of a member state of the European Union, such as "
                  "FR40303265045");
  VatNumber read{number.substr(0, 2), number.substr(2)};
  const auto whose = "a VAT number of " + std::string{form->whose};
  if (!isFormed(read.number, form->forms))
    return faulty("malformed", "is not " + whose + ": that is " + std::string{form->said});
  if (!hasRightCheckDigit(read.prefix, read.number))
    return faulty("wrong_check_digit",
                  "is not " + whose +
                      ": its check digit is wrong, so look for a digit that was "
                      "mistyped or two that changed places");
  return {std::move(read), std::nullopt};
}

}  // namespace hostler
