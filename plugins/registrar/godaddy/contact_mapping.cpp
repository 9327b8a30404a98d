#include "contact_mapping.h"

#include "mapping.h"
#include "names.h"

namespace hostler::godaddy {
namespace {

using sdk::Contact;
using sdk::Json;

std::string faultIn(const Contact& contact) {
  for (const auto& [name, value] : {std::pair{"first_name", &contact.firstName},
                                    {"last_name", &contact.lastName},
                                    {"email", &contact.email},
                                    {"line1", &contact.line1},
                                    {"city", &contact.city},
                                    {"state", &contact.state},
                                    {"postal_code", &contact.postalCode}}) {
    if (value->empty()) return std::string{name} + " is empty";
  }
  if (!isPhone(contact.phone)) return "phone is not of the form +CC.NNNN";
  if (!isCountry(contact.country)) return "country is not a country's two capital letters";
  return {};
}

Json fromContact(const Contact& contact) {
  Json address{{"address1", contact.line1},
               {"city", contact.city},
               {"state", contact.state},
               {"postalCode", contact.postalCode},
               {"country", contact.country}};
  if (!contact.line2.empty()) address["address2"] = contact.line2;
  Json json{{"nameFirst", contact.firstName},
            {"nameLast", contact.lastName},
            {"email", contact.email},
            {"phone", contact.phone},
            {"addressMailing", std::move(address)}};
  if (!contact.organization.empty()) json["organization"] = contact.organization;
  return json;
}

Contact toContact(const Json& json) {
  const auto address = json.is_object() ? json.value("addressMailing", Json()) : Json();
  if (!address.is_object()) throw MappingError{"a contact has no address"};
  return {textIn(json, "nameFirst"),     textIn(json, "nameLast"),  textIn(json, "organization"),
          textIn(json, "email"),         textIn(json, "phone"),     textIn(address, "address1"),
          textIn(address, "address2"),   textIn(address, "city"),   textIn(address, "state"),
          textIn(address, "postalCode"), textIn(address, "country")};
}

std::optional<Contact> someContact(const Json& domain, const char* name) {
  const auto found = domain.find(name);
  if (found == domain.end() || found->is_null()) return std::nullopt;
  return toContact(*found);
}

}  // namespace

std::optional<std::string> faultOf(const sdk::Contacts& contacts) {
  const auto check = [](const char* who, const Contact& contact) -> std::optional<std::string> {
    const auto fault = faultIn(contact);
    if (fault.empty()) return std::nullopt;
    return std::string{"contacts."} + who + "." + fault;
  };
  if (auto fault = check("registrant", contacts.registrant)) return fault;
  for (const auto& [who, contact] : {std::pair{"admin", &contacts.admin},
                                     {"tech", &contacts.tech},
                                     {"billing", &contacts.billing}}) {
    if (!*contact) continue;
    if (auto fault = check(who, **contact)) return fault;
  }
  return std::nullopt;
}

void addContacts(Json& body, const sdk::Contacts& contacts) {
  const auto registrant = fromContact(contacts.registrant);
  const auto orRegistrant = [&](const std::optional<Contact>& contact) {
    return contact ? fromContact(*contact) : registrant;
  };
  body["contactRegistrant"] = registrant;
  body["contactAdmin"] = orRegistrant(contacts.admin);
  body["contactTech"] = orRegistrant(contacts.tech);
  body["contactBilling"] = orRegistrant(contacts.billing);
}

sdk::Contacts toContacts(const Json& domain) {
  const auto registrant = someContact(domain, "contactRegistrant");
  if (!registrant) throw MappingError{"the domain has no registrant"};
  return {*registrant, someContact(domain, "contactAdmin"), someContact(domain, "contactTech"),
          someContact(domain, "contactBilling")};
}

bool areSame(const sdk::Contacts& a, const sdk::Contacts& b) {
  const auto asSent = [](const sdk::Contacts& contacts) {
    Json json = Json::object();
    addContacts(json, contacts);
    return json;
  };
  return asSent(a) == asSent(b);
}

bool isSamePerson(const Contact& a, const Contact& b) {
  return hasSameEmail(a, b) && lowered(a.firstName) == lowered(b.firstName) &&
         lowered(a.lastName) == lowered(b.lastName);
}

bool hasSameEmail(const Contact& a, const Contact& b) {
  return lowered(a.email) == lowered(b.email);
}

}  // namespace hostler::godaddy
