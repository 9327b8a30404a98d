#include "modules/accounts/doorkeeper.h"

#include "core/problem/problem.h"
#include "modules/accounts/policy_authority.h"

namespace hostler {
namespace {

constexpr std::string_view kBearer = "bearer ";
// A key's last use is written at most this often, so that a busy key is not a row that every
// request waits for.
constexpr std::chrono::minutes kUseNotedEvery{10};

DomainError deadCredentials() {
  return {"invalid_token", 401,
          "This token is not valid, or no longer. Sign in again, or send another key."};
}

// The scheme's name is not case-sensitive (RFC 9110, 11.1).
bool isBearer(std::string_view header) {
  return header.size() > kBearer.size() && lookupKey(header.substr(0, kBearer.size())) == kBearer;
}

// Rights that depend on the request are told what it is like.
std::shared_ptr<const Authority> inRequest(std::shared_ptr<const Authority> authority,
                                           const RequestFacts& facts) {
  const auto* policies = dynamic_cast<const PolicyAuthority*>(authority.get());
  return policies == nullptr ? authority : policies->in(facts);
}

bool isSetup(const front::Request& request) {
  return request.path().starts_with("/api/auth/");
}

}  // namespace

Actor AccountsDoorkeeper::identify(const front::Request& request, Id<Tenant> tenant,
                                   const Origin& origin) {
  Actor anonymous;
  anonymous.scope = Scope::ofTenant(tenant);
  anonymous.origin = origin;
  const auto count = request.count("authorization");
  if (count == 0) return anonymous;
  const auto header = request.header("authorization");
  if (count > 1 || !isBearer(header)) throw deadCredentials();
  const auto credential = header.substr(kBearer.size());
  if (credential.starts_with(kApiKeyPrefix)) return byApiKey(credential, tenant, origin);
  const auto claims = parts_.tokens.read(credential);
  if (!claims) throw deadCredentials();
  auto actor = bySession(*claims, request, tenant);
  actor.authority =
      inRequest(std::move(actor.authority), {origin.address, actor.fresh, parts_.clock.now()});
  return actor;
}

Actor AccountsDoorkeeper::bySession(const AccessClaims& claims, const front::Request& request,
                                    Id<Tenant> tenant) {
  return parts_.database.read([&](db::Reader& reader) {
    const auto now = parts_.clock.now();
    const auto state = session_repository::state(reader, claims.session);
    if (!state || state->session.tenant != tenant || state->session.user != claims.user)
      throw deadCredentials();
    const auto& session = state->session;
    if (!session.isAlive(now) || state->parentEnded || state->userStatus != UserStatus::Active)
      throw deadCredentials();
    Actor actor;
    actor.scope = {tenant, session.account};
    actor.user = session.user;
    actor.session = session.id;
    actor.impersonator = session.impersonator;
    actor.credential = "session";
    actor.role = state->role;
    actor.fresh = session.freshAt && now.since(*session.freshAt) < kFactorFreshFor;
    if (state->userKind == UserKind::Staff) {
      asStaff(actor, *state, request);
    } else {
      asClient(actor, reader, *state);
    }
    return actor;
  });
}

void AccountsDoorkeeper::asClient(Actor& actor, db::Reader& reader, const SessionState& state) {
  if (!state.session.account || !state.accountStatus ||
      *state.accountStatus == AccountStatus::Closed)
    throw deadCredentials();
  actor.kind = Actor::Kind::Client;
  actor.suspended = *state.accountStatus == AccountStatus::Suspended;
  actor.authority = parts_.authorities.of(
      reader, {state.session.tenant, *state.session.account, state.session.user, state.userKind});
}

void AccountsDoorkeeper::asStaff(Actor& actor, const SessionState& state,
                                 const front::Request& request) {
  actor.kind = Actor::Kind::Staff;
  actor.authority = parts_.roles.authority(state.role, state.roleActions);
  if (state.hasSecondFactor) return;
  if (!parts_.production) {
    actor.fresh = true;  // the sandbox asks staff without a factor for none
    return;
  }
  // Staff must have a second factor (security rule A21): until then they may set it up, and nothing
  // else.
  actor.authority = nullptr;
  if (!isSetup(request)) {
    throw DomainError{"second_factor_required", 403,
                      "Set up two-factor sign-in first: POST /api/auth/enable-2fa."};
  }
}

Actor AccountsDoorkeeper::byApiKey(std::string_view text, Id<Tenant> tenant, const Origin& origin) {
  if (!isApiKey(text)) throw deadCredentials();
  auto [actor, key] = parts_.database.read([&](db::Reader& reader) {
    const auto now = parts_.clock.now();
    const auto state = api_key_repository::findByHash(reader, hashOfApiKey(text));
    if (!state || state->key.tenant != tenant || state->key.revokedAt) throw deadCredentials();
    const auto& found = state->key;
    const bool expired = found.expiresAt && *found.expiresAt <= now;
    const bool closed =
        !found.account || !state->accountStatus || *state->accountStatus == AccountStatus::Closed;
    if (expired || closed || state->userStatus != UserStatus::Active) throw deadCredentials();
    if (!found.addresses.empty() &&
        !http::ClientAddress{found.addresses}.isTrusted(origin.address)) {
      throw DomainError{"address_not_allowed", 403, "This key may not be used from this address."};
    }
    Actor caller;
    caller.kind = Actor::Kind::Client;
    caller.scope = {tenant, found.account};
    caller.credential = "api_key:" + found.id.text();
    caller.role = kClientRole;
    caller.fresh = found.countsAsFresh();
    caller.suspended = *state->accountStatus == AccountStatus::Suspended;
    caller.authority = std::make_shared<const BothAllow>(
        std::make_shared<const ListedActions>(found.scopes),
        inRequest(
            parts_.authorities.of(reader, {tenant, *found.account, found.user, state->userKind}),
            {origin.address, caller.fresh, now}));
    return std::pair{std::move(caller), found};
  });
  noteUse(key);
  return actor;
}

void AccountsDoorkeeper::noteUse(const ApiKey& key) {
  const auto now = parts_.clock.now();
  if (key.usedAt && now.since(*key.usedAt) < kUseNotedEvery) return;
  try {
    parts_.database.transaction(
        [&](db::Transaction& tx) { api_key_repository::markUsed(tx, key.id, now); });
  } catch (const db::DatabaseError& error) {
    // Reading goes on while nothing can be written, so the note alone is lost.
    log_.warning("accounts.key_use_not_noted", {{"key", key.id.text()}, {"reason", error.what()}});
  }
}

}  // namespace hostler
