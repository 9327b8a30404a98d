#pragma once

#include <hostler/registrar_types.hpp>

#include <string_view>

namespace hostler::godaddy {

/// GoDaddy has some two hundred words for a domain's state, in families by their first part. A word
/// of no known family is for a person to look at.
sdk::RegistrationState stateOf(std::string_view status);

/// True while the account holds the domain, or is about to.
bool isHeld(sdk::RegistrationState state);
/// True while an order or transfer is on its way.
bool isUnderWay(sdk::RegistrationState state);

}  // namespace hostler::godaddy
