#pragma once

#include "core/http/client_address.h"
#include "core/http/site.h"
#include "core/telemetry/log.h"
#include "core/time/clock.h"
#include "modules/accounts/access_token.h"
#include "modules/accounts/api_key_repository.h"
#include "modules/accounts/caller_authority.h"
#include "modules/accounts/session_repository.h"
#include "modules/accounts/staff_roles.h"

namespace hostler {

/// How long a factor counts as fresh after it was shown.
inline constexpr std::chrono::minutes kFactorFreshFor{15};

/// Tells who sends a request. An access token only names a session; whether that is alive, and what
/// its user may now, is read at every request, so that a logout or a changed right counts from the
/// next one (security rule A9).
class AccountsDoorkeeper final : public http::Doorkeeper {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    const AccessTokens& tokens;
    ClientAuthorities& authorities;
    StaffRoles& roles;
    bool production = true;
  };
  explicit AccountsDoorkeeper(Parts parts) : parts_{parts} {}

  Actor identify(const front::Request& request, Id<Tenant> tenant, const Origin& origin) override;

 private:
  Actor bySession(const AccessClaims& claims, const front::Request& request, Id<Tenant> tenant);
  Actor byApiKey(std::string_view key, Id<Tenant> tenant, const Origin& origin);
  void asClient(Actor& actor, db::Reader& reader, const SessionState& state);
  void asStaff(Actor& actor, const SessionState& state, const front::Request& request);
  void noteUse(const ApiKey& key);

  Parts parts_;
  Log log_{"modules.accounts"};
};

}  // namespace hostler
