#include "mapping.h"

#include "names.h"
#include "states.h"
#include "times.h"

#include <algorithm>
#include <array>

namespace hostler::godaddy {
namespace {

using sdk::Json;

const Json& memberOf(const Json& object, const char* name) {
  static const Json nothing;
  if (!object.is_object()) throw MappingError{"an entry is not an object"};
  const auto found = object.find(name);
  return found == object.end() ? nothing : *found;
}

[[noreturn]] void wrong(const char* name, const char* what) {
  throw MappingError{std::string{name} + " is not " + what};
}

std::string nameIn(const Json& object) {
  auto name = lowered(textIn(object, "domain"));
  if (!isDomainName(name)) wrong("domain", "a domain name");
  return name;
}

// A number or a text, as v1 and v2 have it.
std::string idIn(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_number_integer()) return std::to_string(value.get<std::int64_t>());
  return textIn(object, name);
}

std::string currencyIn(const Json& object) {
  auto currency = textIn(object, "currency");
  if (currency.empty()) currency = "USD";  // the specification's default
  if (currency.size() != 3 ||
      !std::ranges::all_of(currency, [](char c) { return c >= 'A' && c <= 'Z'; }))
    wrong("currency", "a currency");
  return currency;
}

int yearsIn(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_null()) return 1;
  if (!value.is_number_unsigned() || value < 1 || value > 10) wrong(name, "a number of years");
  return value.get<int>();
}

struct Word {
  std::string_view word;
  int number;
};
// IANA's registries of DNSSEC algorithms and of DS digests.
constexpr std::array<Word, 15> kAlgorithms{{{"RSAMD5", 1},
                                            {"DH", 2},
                                            {"DSA", 3},
                                            {"RSASHA1", 5},
                                            {"DSA_NSEC3_SHA1", 6},
                                            {"RSASHA1_NSEC3_SHA1", 7},
                                            {"RSASHA256", 8},
                                            {"RSASHA512", 10},
                                            {"ECC_GOST", 12},
                                            {"ECDSAP256SHA256", 13},
                                            {"ECDSAP384SHA384", 14},
                                            {"ED25519", 15},
                                            {"ED448", 16},
                                            {"PRIVATEDNS", 253},
                                            {"PRIVATEOID", 254}}};
constexpr std::array<Word, 4> kDigests{{{"SHA1", 1}, {"SHA256", 2}, {"GOST", 3}, {"SHA384", 4}}};

template <std::size_t N>
int numberOf(const std::array<Word, N>& words, const Json& object, const char* name) {
  const auto text = textIn(object, name);
  for (const auto& [word, number] : words) {
    if (word == text) return number;
  }
  wrong(name, "a known word");
}
template <std::size_t N>
std::optional<std::string> wordOf(const std::array<Word, N>& words, int wanted) {
  for (const auto& [word, number] : words) {
    if (number == wanted) return std::string{word};
  }
  return std::nullopt;
}

}  // namespace

std::string textIn(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_null()) return {};
  if (!value.is_string()) wrong(name, "a text");
  return value.get<std::string>();
}

bool flagIn(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (value.is_null()) return false;
  if (!value.is_boolean()) wrong(name, "true or false");
  return value.get<bool>();
}

const Json& listIn(const Json& object, const char* name) {
  static const Json empty = Json::array();
  const auto& value = memberOf(object, name);
  if (value.is_null()) return empty;
  if (!value.is_array()) wrong(name, "a list");
  return value;
}

std::optional<std::int64_t> timeIn(const Json& object, const char* name) {
  const auto text = textIn(object, name);
  if (text.empty()) return std::nullopt;
  const auto time = secondsOf(text);
  if (!time) wrong(name, "a point in time");
  return time;
}

std::int64_t microsIn(const Json& object, const char* name) {
  const auto& value = memberOf(object, name);
  if (!value.is_number_unsigned() || value > kLargestMicros) wrong(name, "a price");
  return value.get<std::int64_t>();
}

sdk::Registration toRegistration(const Json& domain) {
  sdk::Registration registration;
  registration.domain = nameIn(domain);
  registration.id = idIn(domain, "domainId");
  registration.providerState = textIn(domain, "status");
  if (registration.providerState.empty()) wrong("status", "there");
  registration.state = stateOf(registration.providerState);
  registration.expiresAt = timeIn(domain, "expires");
  registration.createdAt = timeIn(domain, "createdAt");
  registration.autoRenew = flagIn(domain, "renewAuto");
  registration.locked = flagIn(domain, "locked");
  registration.privacy = flagIn(domain, "privacy");
  for (const auto& host : listIn(domain, "nameServers")) {
    if (!host.is_string()) wrong("nameServers", "a list of names");
    registration.nameservers.push_back(lowered(host.get<std::string>()));
  }
  return registration;
}

std::optional<std::int64_t> heldSince(const Json& domain) {
  const auto here = timeIn(domain, "registrarCreatedAt");
  return here ? here : timeIn(domain, "createdAt");
}

std::optional<Price> priceIn(const Json& answer) {
  if (memberOf(answer, "price").is_null()) return std::nullopt;
  return Price{microsIn(answer, "price"), currencyIn(answer), yearsIn(answer, "period")};
}

sdk::Availability toAvailability(const Json& answer) {
  sdk::Availability availability;
  availability.domain = nameIn(answer);
  if (!memberOf(answer, "available").is_boolean()) wrong("available", "true or false");
  availability.available = flagIn(answer, "available");
  availability.definitive = flagIn(answer, "definitive");
  if (const auto price = priceIn(answer)) availability.cost = toCost(*price);
  return availability;
}

sdk::Availability toUnavailable(const Json& error) {
  sdk::Availability availability;
  availability.domain = nameIn(error);
  const auto code = textIn(error, "code");
  availability.offered = code != "UNSUPPORTED_TLD";
  availability.reason = code;
  return availability;
}

Order toOrder(const Json& answer, int years) {
  Order order{idIn(answer, "orderId"), {microsIn(answer, "total"), currencyIn(answer), years}};
  if (order.id.empty()) wrong("orderId", "there");
  return order;
}

std::vector<sdk::Agreement> toAgreements(const Json& list) {
  if (!list.is_array()) throw MappingError{"the agreements are not a list"};
  std::vector<sdk::Agreement> agreements;
  for (const auto& each : list) {
    sdk::Agreement agreement{textIn(each, "agreementKey"), textIn(each, "title"),
                             textIn(each, "url"), textIn(each, "content")};
    if (agreement.key.empty()) wrong("agreementKey", "there");
    agreements.push_back(std::move(agreement));
  }
  return agreements;
}

std::vector<sdk::RegistrationField> toFields(const Json& schema) {
  // What every purchase has, and RegisterDomain has members of its own for.
  constexpr std::array<std::string_view, 10> kUsual{
      "domain",  "period",       "privacy",        "renewAuto",   "nameServers",
      "consent", "contactAdmin", "contactBilling", "contactTech", "contactRegistrant"};
  const auto& required = listIn(schema, "required");
  const auto& properties = memberOf(schema, "properties");
  if (!properties.is_object()) wrong("properties", "an object");
  std::vector<sdk::RegistrationField> fields;
  for (const auto& [name, property] : properties.items()) {
    if (std::ranges::find(kUsual, name) != kUsual.end()) continue;
    const auto type = textIn(property, "type");
    sdk::RegistrationField field;
    field.name = name;
    field.type = type == "integer" || type == "number" ? "number"
                 : type == "boolean"                   ? "flag"
                                                       : "text";
    field.required = flagIn(property, "required") ||
                     std::find(required.begin(), required.end(), name) != required.end();
    field.pattern = textIn(property, "pattern");
    field.defaultValue = textIn(property, "defaultValue");
    fields.push_back(std::move(field));
  }
  return fields;
}

std::vector<sdk::DelegationSigner> toSigners(const Json& domainV2) {
  std::vector<sdk::DelegationSigner> signers;
  for (const auto& record : listIn(domainV2, "dnssecRecords")) {
    const auto& tag = memberOf(record, "keyTag");
    if (!tag.is_number_unsigned() || tag > 65535) wrong("keyTag", "a key tag");
    signers.push_back({tag.get<int>(), numberOf(kAlgorithms, record, "algorithm"),
                       numberOf(kDigests, record, "digestType"), textIn(record, "digest")});
  }
  return signers;
}

std::optional<Json> fromSigner(const sdk::DelegationSigner& signer) {
  const auto algorithm = wordOf(kAlgorithms, signer.algorithm);
  const auto digestType = wordOf(kDigests, signer.digestType);
  if (!algorithm || !digestType) return std::nullopt;
  return Json{{"keyTag", signer.keyTag},
              {"algorithm", *algorithm},
              {"digestType", *digestType},
              {"digest", signer.digest}};
}

}  // namespace hostler::godaddy
