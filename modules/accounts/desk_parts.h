#pragma once

#include "modules/accounts/access_token.h"
#include "modules/accounts/accounts_parts.h"
#include "modules/accounts/attempt_limit.h"
#include "modules/accounts/link_tokens.h"
#include "modules/accounts/notices.h"
#include "modules/accounts/one_time_codes.h"
#include "modules/accounts/phone_numbers.h"
#include "modules/accounts/recovery_codes.h"
#include "modules/accounts/staff_roles.h"

namespace hostler {

/// What the use cases of this module are made with: the engine's parts and the module's own.
struct DeskParts {
  AccountsParts engine;
  AccountsSettings settings;
  PasswordHasher& hasher;
  AccessTokens& tokens;
  LinkTokens& links;
  OneTimeCodes& codes;
  RecoveryCodes& recoveryCodes;
  AttemptLimit& attempts;
  Notices& notices;
  PhoneNumbers& phones;
  StaffRoles& roles;
  Accounts& accounts;
};

}  // namespace hostler
