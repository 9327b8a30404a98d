#include "modules/company/company_rule.h"

#include "modules/billing/vat_number.h"

#include <algorithm>

namespace hostler {
namespace {

bool isCapital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

// Ministry of Corporate Affairs: listed or not, industry, state, year, kind, number, such as
// U72900MH2015PTC123456.
bool isCin(std::string_view text) {
  constexpr std::string_view kForm = "@99999@@9999@@@999999";
  return (text[0] == 'L' || text[0] == 'U') &&
         std::ranges::equal(text, kForm, [](char is, char should) {
           return should == '9' ? isDigit(is) : isCapital(is);
         });
}

std::string compactCapitals(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '.' || c == '-') continue;
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

// Nothing is not said, and null takes away.
std::string chosen(const std::optional<std::optional<std::string>>& said,
                   const std::string& before) {
  return said ? said->value_or("") : before;
}

std::optional<std::string> unlessEmpty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}

// Numbers of member states are judged as clients' are, others by what they begin with.
std::string checkedVatNumber(const std::string& text, const std::string& country,
                             FieldErrors& errors) {
  if (text.empty()) return {};
  if (country == "IN") {
    errors.add("vat_number", "in_india", "is for sellers outside India: give the GSTIN instead");
    return {};
  }
  auto read = readVatNumber(text);
  if (read.fault && read.fault->code != "unknown_country") {
    errors.add("vat_number", read.fault->code, read.fault->message);
    return {};
  }
  const auto number = read.fault ? compactCapitals(text) : read.number.text();
  const auto of = read.fault ? number.substr(0, 2) : read.number.country();
  if (of != country || !TenantSettings::fits("tax.vat_number", number)) {
    errors.add("vat_number", "other_country",
               "must begin with the letters of the address's country and go on with letters and "
               "digits, such as " +
                   (country == "GR" ? std::string{"EL"} : country) + "123456789");
    return {};
  }
  return number;
}

std::string checkedRegistration(const std::string& text, const std::string& country,
                                FieldErrors& errors) {
  // Firms and partnerships have numbers of other forms; only what is as long as a CIN is one.
  constexpr std::size_t kCinLength = 21;
  if (country != "IN" || text.size() != kCinLength) return text;
  auto cin = compactCapitals(text);
  if (cin.size() != kCinLength || !isCin(cin)) {
    errors.add("registration_number", "malformed",
               "must be a CIN, such as U72900MH2015PTC123456, or the number of another register");
  }
  return cin;
}

void changeNumbers(Company& company, const Company& before, const CompanyPatch& patch,
                   FieldErrors& errors) {
  const auto& address = company.tenant.address;
  const bool inIndia = address.country == "IN";
  const auto pan = unlessEmpty(chosen(patch.pan, before.pan));
  const auto gstin = patch.gstin ? *patch.gstin : before.tenant.gstin;
  const auto identity = checkedTaxIdentity(pan, gstin, address, errors);
  if (pan && !inIndia) {
    errors.add("pan", "foreign_address",
               "belongs to a seller in India: take it away, or give an address there");
  }
  if (gstin && inIndia && address.stateCode.empty()) {
    errors.add("address", "required",
               "must be given with its state, whose code the GSTIN begins with");
  }
  company.pan = identity.pan.value_or("");
  company.tenant.gstin = identity.gstin;
  company.lutNumber = chosen(patch.lutNumber, before.lutNumber);
  if (!company.lutNumber.empty() && !inIndia) {
    errors.add("lut_number", "foreign_address",
               "belongs to a seller in India: take it away, or give an address there");
  }
  const bool moved = address.country != before.tenant.address.country;
  if (patch.vatNumber || moved) {
    company.vatNumber =
        checkedVatNumber(chosen(patch.vatNumber, before.vatNumber), address.country, errors);
  }
  if (patch.registrationNumber || moved) {
    company.registrationNumber = checkedRegistration(
        chosen(patch.registrationNumber, before.registrationNumber), address.country, errors);
  }
}

}  // namespace

Company companyOf(Tenant tenant, const TenantSettings& settings) {
  return {std::move(tenant), settings.text("company.pan"),
          settings.text("company.registration_number"), settings.text("tax.vat_number"),
          settings.text("tax.lut_number")};
}

std::vector<std::string> missingOf(const Company& company) {
  const auto& tenant = company.tenant;
  const auto& at = tenant.address;
  std::vector<std::string> missing;
  if (tenant.legalName.empty()) missing.emplace_back("legal_name");
  if (at.line1.empty() || at.city.empty()) missing.emplace_back("address");
  if (at.country == "IN" && at.stateCode.empty()) missing.emplace_back("state");
  if (tenant.email.empty()) missing.emplace_back("email");
  return missing;
}

Company changedCompany(const Company& before, const CompanyPatch& patch, Date on,
                       PhoneNumbers& phones, FieldErrors& errors) {
  auto company = before;
  auto& tenant = company.tenant;
  if (patch.name) tenant.name = *patch.name;
  if (patch.legalName) tenant.legalName = *patch.legalName;
  if (patch.address) tenant.address = checkedAddress(*patch.address, on, "address", errors);
  if (patch.email) tenant.email = patch.email->value_or("");
  if (patch.phone) {
    const auto& typed = *patch.phone;
    const auto phone = typed ? phones.normal(*typed, tenant.address.country) : std::string{};
    if (!phone) {
      errors.add("phone", "malformed",
                 "must be a phone number that can be dialled, best with its country code");
    }
    tenant.phone = phone.value_or("");
  }
  if (patch.timeZone) {
    if (const auto zone = TimeZone::find(*patch.timeZone)) {
      tenant.zone = *zone;
    } else {
      errors.add("time_zone", "unknown_time_zone",
                 "must be a zone of the IANA time zone database, such as Asia/Kolkata");
    }
  }
  if (patch.currency) tenant.currency = *patch.currency;
  changeNumbers(company, before, patch, errors);
  return company;
}

}  // namespace hostler
