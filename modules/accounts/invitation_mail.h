#pragma once

#include "core/secrets/secret.h"
#include "modules/accounts/message_sender.h"
#include "modules/accounts/team_repository.h"
#include "modules/resellers/resellers.h"

#include <string>

namespace hostler {

/// The mail that asks somebody to join an account. The link begins with what the tenant has
/// configured, and its token stands behind a '#', so that it reaches no server's log.
OutgoingMessage invitationMail(const Tenant& tenant, const Invitation& invitation,
                               const std::string& inviter, const Account& account,
                               const Secret& token);

}  // namespace hostler
