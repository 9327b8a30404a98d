#pragma once

#include "core/base/scope.h"
#include "core/db/database.h"

#include <string>
#include <vector>

namespace hostler {

/// The addresses of an account that are known to be of its people and of nobody else: they were
/// proved, by a link or a code that was sent there, and no living user of another account and none
/// of the staff has them. Whatever else stands in a profile may be a stranger's. Mailboxes are in
/// small letters and telephones in E.164, as messages are looked up. `client` holds the account.
std::vector<std::string> ownAddresses(db::Reader& reader, const Scope& client);

}  // namespace hostler
