#pragma once

#include "core/audit/audit_log.h"
#include "core/db/database.h"
#include "core/events/event_bus.h"
#include "core/http/rate_limits.h"
#include "core/jobs/queue.h"
#include "core/nodes/id_mint.h"
#include "core/secrets/random.h"
#include "core/secrets/vault.h"
#include "core/time/clock.h"
#include "modules/accounts/account_money.h"
#include "modules/accounts/caller_authority.h"
#include "modules/accounts/captcha.h"
#include "modules/accounts/message_sender.h"
#include "modules/accounts/password_hasher.h"
#include "modules/resellers/resellers.h"

namespace hostler {

/// What the module stands on. All outlive it.
struct AccountsParts {
  db::Database& database;
  const Clock& clock;
  Random& random;
  IdMint& ids;
  Vault& vault;
  AuditLog& audit;
  events::Bus& events;
  jobs::Queue& jobs;
  Tenants& tenants;
  http::RateLimits& limits;
  MessageSender& messages;
  AccountMoney& money;
  Captcha& captcha;
  ClientAuthorities& authorities;
};

struct AccountsSettings {
  bool production = true;
  PasswordCost passwordCost;
  HashingLimits hashing;
  std::string phoneLibrary;  ///< empty: beside the program
};

}  // namespace hostler
