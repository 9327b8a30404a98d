#include "modules/accounts/api_key_desk.h"

#include "core/http/client_address.h"
#include "modules/accounts/accounts_events.h"
#include "modules/accounts/wide_network.h"

#include <algorithm>

namespace hostler {
namespace {

void checkScopes(const std::vector<std::string>& scopes, const std::set<std::string>& actions,
                 FieldErrors& errors) {
  if (scopes.empty())
    errors.add("scopes", "required", "name at least one action, such as billing:* or read");
  for (std::size_t i = 0; i < scopes.size(); ++i) {
    if (scopes[i] == kFreshFactorScope) continue;
    const bool meansSomething =
        isActionPattern(scopes[i]) && std::ranges::any_of(actions, [&](const std::string& action) {
          return coversAction(scopes[i], action);
        });
    if (!meansSomething)
      errors.add(FieldErrors::at("scopes", i), "unknown_scope",
                 "is no action and no pattern of one");
  }
}

void checkAddresses(const std::vector<std::string>& addresses, FieldErrors& errors) {
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    try {
      const http::ClientAddress readable{{addresses[i]}};
    } catch (const std::invalid_argument&) {
      errors.add(FieldErrors::at("ip_allow", i), "malformed",
                 "must be an address or a network, such as 203.0.113.0/24");
    }
  }
}

// Such a key destroys what its owner could, unasked: it says which actions it is for, and is of no
// use to whoever finds it elsewhere.
void checkFreshFactor(const ApiKeyDesk::Wanted& wanted, FieldErrors& errors) {
  if (std::ranges::find(wanted.scopes, kFreshFactorScope) == wanted.scopes.end()) return;
  const auto isFreshFactor = [](const std::string& scope) { return scope == kFreshFactorScope; };
  if (std::ranges::all_of(wanted.scopes, isFreshFactor))
    errors.add("scopes", "required", "name the actions beside fresh-factor, such as services:*");
  if (wanted.addresses.empty())
    errors.add("ip_allow", "required",
               "is required with fresh-factor: the addresses that the program calls from");
  for (std::size_t i = 0; i < wanted.addresses.size(); ++i) {
    if (!isWideNetwork(wanted.addresses[i])) continue;
    errors.add(FieldErrors::at("ip_allow", i), "too_wide",
               "is most of the internet; with fresh-factor, name the addresses that the program "
               "calls from, at widest a /8 of IPv4 or a /16 of IPv6");
  }
}

}  // namespace

ApiKeyDesk::Made ApiKeyDesk::create(const Actor& actor, const Wanted& wanted,
                                    const std::set<std::string>& actions) {
  if (!actor.user) throw DomainError{"forbidden", 403, "A key cannot make keys; sign in."};
  const auto now = parts_.engine.clock.now();
  FieldErrors errors;
  checkScopes(wanted.scopes, actions, errors);
  checkAddresses(wanted.addresses, errors);
  checkFreshFactor(wanted, errors);
  if (wanted.expiresAt && *wanted.expiresAt <= now)
    errors.add("expires_at", "out_of_range", "must be in the future");
  errors.throwIfAny();
  Made made{{}, newApiKey(parts_.engine.random)};
  auto& key = made.key;
  key.id = parts_.engine.ids.next<ApiKey>();
  key.tenant = actor.scope.tenant;
  key.account = actor.scope.account;
  key.user = *actor.user;
  key.name = wanted.name;
  key.hint = hintOf(made.secret);
  key.scopes = wanted.scopes;
  key.addresses = wanted.addresses;
  key.expiresAt = wanted.expiresAt;
  key.createdAt = now;
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (api_key_repository::countLiving(tx, actor.scope) >= kMostKeys) {
      throw DomainError{"too_many_keys", 409, "Revoke a key that is not used any more first."};
    }
    api_key_repository::insert(tx, key, hashOfApiKey(made.secret.reveal()));
    parts_.engine.audit.record(
        tx, actor, Change{"api_key.created", key.id.text(), nullptr, Json{{"scopes", key.scopes}}});
    parts_.engine.events.publish(tx, actor, actor.scope, ApiKeyCreated{key.id});
  });
  return made;
}

std::vector<ApiKey> ApiKeyDesk::list(const Scope& scope, const http::ListOrder& order, int limit) {
  return parts_.engine.database.read(
      [&](db::Reader& reader) { return api_key_repository::list(reader, scope, order, limit); });
}

void ApiKeyDesk::revoke(const Actor& actor, Id<ApiKey> id) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (!api_key_repository::revoke(tx, actor.scope, id, parts_.engine.clock.now()))
      throw NotFound{};
    parts_.engine.audit.record(tx, actor, "api_key.revoked", id.text());
    parts_.engine.events.publish(tx, actor, actor.scope, ApiKeyRevoked{id});
  });
}

}  // namespace hostler
