// What GoDaddy takes as a body, and how it says what it does not.
#include "core/time/instant.h"
#include "plugins/sandbox/godaddy/api.h"

#include <algorithm>
#include <cctype>

namespace hostler::sandbox::godaddy {
namespace {

bool isLabel(std::string_view label) {
  return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
         std::ranges::all_of(
             label, [](unsigned char c) { return std::islower(c) || std::isdigit(c) || c == '-'; });
}

bool isPhone(const std::string& text) {
  const auto dot = text.find('.');
  if (text.empty() || text[0] != '+' || dot == std::string::npos || dot > 4 || text.size() > 17)
    return false;
  const auto digits = text.substr(1, dot - 1) + text.substr(dot + 1);
  return dot + 1 < text.size() &&
         std::ranges::all_of(digits, [](unsigned char c) { return std::isdigit(c); });
}

bool isCountry(const std::string& text) {
  return text.size() == 2 &&
         std::ranges::all_of(text, [](unsigned char c) { return std::isupper(c); });
}

std::string textAt(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

}  // namespace

bool isHostName(std::string_view text) {
  if (text.size() > 253 || text.find('.') == std::string_view::npos) return false;
  while (true) {
    const auto dot = text.find('.');
    if (!isLabel(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text = text.substr(dot + 1);
  }
}

BodyCheck::BodyCheck(const Json& body) : body_{body} {
  if (!body.is_object()) throw Refusal{400, "MALFORMED_JSON", "Request body must be an object"};
}

void BodyCheck::fault(const std::string& path, std::string_view code, std::string_view message) {
  fields_.push_back({{"path", path}, {"code", code}, {"message", message}});
}

void BodyCheck::done() const {
  if (fields_.empty()) return;
  throw Refusal{422, "INVALID_BODY", "Request body doesn't fulfill schema, see details in `fields`",
                fields_};
}

void BodyCheck::only(std::initializer_list<std::string_view> members) {
  for (const auto& [name, value] : body_.items()) {
    if (std::ranges::find(members, name) == members.end())
      fault(name, "UNEXPECTED_PROPERTY", "is not a property of this request");
  }
}

std::string BodyCheck::text(const std::string& member, bool required) {
  const auto found = body_.find(member);
  if (found == body_.end()) {
    if (required) fault(member, "MISSING_PROPERTY", "is required");
    return {};
  }
  if (!found->is_string() || (required && *found == "")) {
    fault(member, "INVALID_TYPE", "must be a non-empty string");
    return {};
  }
  return found->get<std::string>();
}

std::optional<bool> BodyCheck::flag(const std::string& member) {
  const auto found = body_.find(member);
  if (found == body_.end()) return std::nullopt;
  if (found->is_boolean()) return found->get<bool>();
  fault(member, "INVALID_TYPE", "must be a boolean");
  return std::nullopt;
}

int BodyCheck::years() {
  const auto found = body_.find("period");
  if (found == body_.end()) return 1;
  if (found->is_number_integer() && *found >= 1 && *found <= 10) return found->get<int>();
  fault("period", "UNKNOWN_RESTRICTION", "must be an integer from 1 to 10");
  return 1;
}

void BodyCheck::contact(const std::string& member, const Json& contact) {
  if (!contact.is_object()) return fault(member, "INVALID_TYPE", "must be an object");
  for (const char* name : {"nameFirst", "nameLast", "email"}) {
    const auto text = textAt(contact, name);
    if (text.empty() || text.size() > 100)
      fault(member + "." + name, "MISSING_PROPERTY", "must be a string of at most 100 characters");
  }
  if (textAt(contact, "email").find('@') == std::string::npos)
    fault(member + ".email", "MISMATCH_FORMAT", "must be an email address");
  if (!isPhone(textAt(contact, "phone")))
    fault(member + ".phone", "MISMATCH_FORMAT", "must be a phone number (+CC.NNNN)");
  const auto address = contact.find("addressMailing");
  if (address == contact.end() || !address->is_object())
    return fault(member + ".addressMailing", "MISSING_PROPERTY", "is required");
  for (const char* name : {"address1", "city", "state", "postalCode"}) {
    if (textAt(*address, name).empty())
      fault(member + ".addressMailing." + name, "MISSING_PROPERTY", "is required");
  }
  if (!isCountry(textAt(*address, "country")))
    fault(member + ".addressMailing.country", "INVALID_VALUE_ENUM", "must be a country code");
}

void BodyCheck::contacts(bool required) {
  for (const char* member :
       {"contactRegistrant", "contactAdmin", "contactTech", "contactBilling"}) {
    const auto found = body_.find(member);
    if (found != body_.end()) {
      contact(member, *found);
    } else if (required && std::string_view{member} == "contactRegistrant") {
      fault(member, "MISSING_PROPERTY", "is required");
    }
  }
}

void BodyCheck::nameServers() {
  const auto found = body_.find("nameServers");
  if (found == body_.end()) return;
  if (!found->is_array() || found->size() < 2)
    return fault("nameServers", "UNKNOWN_RESTRICTION",
                 "At least two apex (aka @) `nameServers` must be specified");
  for (std::size_t i = 0; i < found->size(); ++i) {
    const auto& host = (*found)[i];
    if (!host.is_string() || !isHostName(host.get_ref<const std::string&>()))
      fault("nameServers[" + std::to_string(i) + "]", "MISMATCH_FORMAT", "must be a host name");
  }
}

void BodyCheck::consent(const std::vector<std::string>& keys) {
  const auto found = body_.find("consent");
  if (found == body_.end() || !found->is_object())
    return fault("consent", "MISSING_PROPERTY", "is required");
  if (textAt(*found, "agreedBy").empty())
    fault("consent.agreedBy", "MISSING_PROPERTY", "is required");
  if (!Instant::parse(textAt(*found, "agreedAt")))
    fault("consent.agreedAt", "MISMATCH_FORMAT", "must be an iso-datetime");
  const auto given = found->value("agreementKeys", Json::array());
  for (const auto& key : keys) {
    if (given.is_array() && std::find(given.begin(), given.end(), key) != given.end()) continue;
    fault("consent.agreementKeys", "MISSING_CONSENT",
          "End-user must read and consent to all of the following legal agreements: " + key);
  }
}

}  // namespace hostler::sandbox::godaddy
