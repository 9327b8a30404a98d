#include "modules/accounts/client_desk.h"

#include "modules/accounts/accounts_events.h"
#include "modules/accounts/password_rule.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/user_repository.h"

#include <algorithm>

namespace hostler {
namespace {

// A user name out of an address: what stands before the '@', as far as it fits.
std::string nameFrom(const std::string& email, Random& random) {
  std::string name;
  for (const char c : email.substr(0, std::min<std::size_t>(email.find('@'), 40))) {
    if (isUsername(std::string{"aa"} + c)) name.push_back(c);
  }
  return isUsername(name) ? name : "client" + random.digits(8);
}

void checkShape(const NewClient& wanted, FieldErrors& errors) {
  // The request's own shape judges here too, for callers that are no request.
  Json address{{"line1", wanted.address.line1},
               {"city", wanted.address.city},
               {"state", wanted.address.state},
               {"postal_code", wanted.address.postalCode},
               {"country", wanted.address.country}};
  Json body{{"first_name", wanted.firstName}, {"last_name", wanted.lastName}, {"address", address}};
  ProfileBody profile;
  Codec<ProfileBody>::read(body, profile, "", errors);
  AccountChange contact;
  Codec<AccountChange>::read(Json{{"email", wanted.email}}, contact, "", errors);
  if (wanted.username && !isUsername(*wanted.username)) {
    errors.add("username", "malformed",
               "must be 3 to 64 letters, digits, dots, dashes and underscores");
  }
}

}  // namespace

OpenedAccount ClientDesk::create(const NewClient& wanted, const std::optional<Actor>& by) {
  FieldErrors errors;
  checkShape(wanted, errors);
  errors.throwIfAny();
  AccountOpening opening;
  opening.profile.firstName = wanted.firstName;
  opening.profile.lastName = wanted.lastName;
  opening.profile.company = wanted.company;
  // Staff may leave the PAN out: the client gives it before anything is bought.
  opening.profile.address =
      checkedAddress(wanted.address, parts_.engine.tenants.today(wanted.tenant), "address", errors);
  const auto identity =
      checkedTaxIdentity(wanted.pan, wanted.gstin, opening.profile.address, errors);
  opening.profile.gstin = identity.gstin;
  opening.pan = identity.pan;
  if (wanted.phone) {
    opening.phone = parts_.phones.normal(*wanted.phone, opening.profile.address.country);
    if (!opening.phone)
      errors.add("phone", "malformed",
                 "must be a phone number that can be dialled, best with its country code");
  }
  const auto& password = wanted.password.reveal();
  if (!password.empty()) {
    if (password.size() < kLeastPasswordCharacters)
      errors.add("password", "too_short", "must have at least 8 characters");
    checkPassword(wanted.password, {wanted.email, wanted.firstName, wanted.lastName}, "password",
                  errors);
  }
  errors.throwIfAny();
  opening.tenant = wanted.tenant;
  opening.email = wanted.email;
  opening.username = wanted.username.value_or(nameFrom(wanted.email, parts_.engine.random));
  if (!password.empty()) opening.passwordHash = parts_.hasher.hash(wanted.password);
  opening.currency = wanted.currency.value_or(parts_.engine.tenants.get(wanted.tenant).currency);
  opening.language = wanted.language;
  opening.emailProved = true;
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    if (!wanted.username &&
        user_repository::isRootUsernameTaken(tx, opening.tenant, opening.username)) {
      opening.username = opening.username.substr(0, 50) + parts_.engine.random.digits(6);
    }
    return openAccount(tx, parts_, opening, by ? by->origin : Origin{},
                       by.value_or(Actor::system(opening.tenant, "command")));
  });
}

void ClientDesk::invite(const OpenedAccount& opened) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    parts_.notices.welcome(tx, opened.user, opened.account);
    parts_.notices.resetPassword(
        tx, opened.user,
        parts_.links.issue(tx, LinkPurpose::ResetPassword, opened.user.tenant, opened.user.id,
                           opened.user.email));
  });
}

std::vector<OpenedAccount> ClientDesk::list(Id<Tenant> tenant,
                                            const account_repository::Filter& filter,
                                            const http::ListOrder& order, int limit) {
  return parts_.engine.database.read([&](db::Reader& reader) {
    std::vector<OpenedAccount> page;
    for (auto& account : account_repository::list(reader, tenant, filter, order, limit)) {
      auto root = user_repository::find(reader, tenant, account.rootUser);
      if (!root) throw std::logic_error{"an account has no root user"};
      page.push_back({std::move(account), std::move(*root)});
    }
    return page;
  });
}

OpenedAccount ClientDesk::locked(db::Transaction& tx, Id<Tenant> tenant, Id<Account> id) {
  auto account = account_repository::lock(tx, tenant, id);
  if (!account) throw NotFound{};
  auto root = user_repository::lock(tx, tenant, account->rootUser);
  if (!root) throw NotFound{};
  return {std::move(*account), std::move(*root)};
}

void ClientDesk::move(const Actor& actor, Id<Account> id, AccountStatus from, AccountStatus to,
                      const std::optional<std::string>& reason) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto found = locked(tx, actor.scope.tenant, id);
    if (found.account.status != from) {
      throw DomainError{"wrong_state",
                        409,
                        "The account is " + std::string{wordOf(found.account.status)} + ".",
                        {{"status", wordOf(found.account.status)}}};
    }
    account_repository::saveStatus(tx, id, to, reason, parts_.engine.clock.now());
    const auto scope = found.user.scope();
    parts_.engine.audit.record(
        tx, actor,
        Change{"account." + std::string{wordOf(to)}, id.text(), Json{{"status", wordOf(from)}},
               Json{{"status", wordOf(to)}}});
    if (to == AccountStatus::Suspended) {
      parts_.engine.events.publish(tx, actor, scope, AccountSuspended{id, reason.value_or("")});
      parts_.notices.accountSuspended(tx, found.user, reason.value_or(""));
    } else {
      parts_.engine.events.publish(tx, actor, scope, AccountActivated{id});
      parts_.notices.accountActivated(tx, found.user);
    }
  });
}

void ClientDesk::suspend(const Actor& actor, Id<Account> account, const std::string& reason) {
  move(actor, account, AccountStatus::Active, AccountStatus::Suspended, reason);
}

void ClientDesk::activate(const Actor& actor, Id<Account> account) {
  move(actor, account, AccountStatus::Suspended, AccountStatus::Active, std::nullopt);
}

void ClientDesk::verify(const Actor& actor, Id<Account> id) {
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto found = locked(tx, actor.scope.tenant, id);
    if (found.user.emailVerifiedAt) return;
    if (!user_repository::claimEmail(tx, found.user.id, found.user.email,
                                     parts_.engine.clock.now()))
      throw emailTaken();
    parts_.engine.audit.record(tx, actor, "user.email_verified", found.user.id.text());
    parts_.engine.events.publish(tx, actor, found.user.scope(), EmailVerified{found.user.id});
  });
}

OpenedSession ClientDesk::impersonate(const Actor& actor, Id<Account> id,
                                      const std::string& reason) {
  if (!actor.user || !actor.session)
    throw DomainError{"forbidden", 403, "Only staff who are signed in may do this."};
  return parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto found = locked(tx, actor.scope.tenant, id);
    if (found.account.status == AccountStatus::Closed)
      throw DomainError{"wrong_state", 409, "The account is closed."};
    auto session = sessions_.impersonate(tx, found.user, actor);
    // Under both names: the entry is the account's too, so that its owner sees it among the
    // activities.
    auto both = actor;
    both.scope = found.user.scope();
    both.impersonator = actor.user;
    both.user = found.user.id;
    parts_.engine.audit.record(
        tx, both,
        Change{"account.impersonation_started", id.text(), nullptr, Json{{"reason", reason}}});
    parts_.engine.events.publish(tx, both, found.user.scope(),
                                 ImpersonationStarted{id, *actor.user, session.session});
    return session;
  });
}

}  // namespace hostler
