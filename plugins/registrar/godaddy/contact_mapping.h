#pragma once

#include <hostler/json.hpp>
#include <hostler/registrar_types.hpp>

#include <optional>
#include <string>

namespace hostler::godaddy {

/// Why a contact cannot be sent, naming the member ("contacts.admin.phone …"); nothing where it
/// can.
std::optional<std::string> faultOf(const sdk::Contacts& contacts);

/// Joins contactRegistrant, contactAdmin, contactTech and contactBilling to a request's body.
void addContacts(sdk::Json& body, const sdk::Contacts& contacts);
/// The contacts of a domain's details. Throws MappingError.
sdk::Contacts toContacts(const sdk::Json& domain);

/// Each of the four the same in every member, where an absent one is the registrant.
bool areSame(const sdk::Contacts& a, const sdk::Contacts& b);
/// The same person at first sight: name and mail address, whatever the case. A registrar may write
/// the rest in its own way.
bool isSamePerson(const sdk::Contact& a, const sdk::Contact& b);
bool hasSameEmail(const sdk::Contact& a, const sdk::Contact& b);

}  // namespace hostler::godaddy
