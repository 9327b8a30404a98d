#include "modules/accounts/password_desk.h"

#include "modules/accounts/account_repository.h"
#include "modules/accounts/accounts_events.h"
#include "modules/accounts/known_devices.h"
#include "modules/accounts/password_rule.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/stranger.h"
#include "modules/accounts/user_repository.h"

namespace hostler {
namespace {

DomainError deadLink() {
  return {"invalid_token", 401, "This link is wrong, used, or too old; ask for a new one."};
}

std::optional<LinkTokens::Meaning> meaningOf(LinkTokens& links, db::Reader& reader,
                                             Id<Tenant> tenant, const std::string& token) {
  if (auto meaning = links.find(reader, LinkPurpose::ResetPassword, tenant, token)) return meaning;
  return links.find(reader, LinkPurpose::JoinStaff, tenant, token);
}

std::vector<std::string> ownWords(const User& user) {
  return {user.email, user.name, user.username.value_or("")};
}

}  // namespace

void PasswordDesk::forgotPassword(Id<Tenant> tenant, const SignInNames& names,
                                  const Origin& origin) {
  parts_.attempts.count(origin);
  const auto found = parts_.engine.database.read([&](db::Reader& reader) {
    return names.email
               ? user_repository::findByEmail(reader, tenant, *names.email)
               : user_repository::findByName(reader, tenant, *names.account, *names.username);
  });
  const bool active = found && found->user.isActive();
  const Destination to{
      MessageChannel::Email,
      active ? found->user.email
             : names.email.value_or(*(names.username ? names.username : names.email))};
  const bool mayReach = parts_.notices.mayReach(tenant, to);
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    // A stranger costs as much: a token, which nobody holds, and a mail that nobody gets.
    const auto user = active ? found->user : strangerTo(tenant);
    const auto token = parts_.links.issue(tx, LinkPurpose::ResetPassword, tenant,
                                          mayReach ? user.id : Id<User>{}, to.address);
    Actor by;
    by.scope = Scope::ofTenant(tenant);
    by.origin = origin;
    if (active) by.scope = found->user.scope();
    parts_.engine.audit.record(tx, by, "user.password_reset_asked",
                               active ? found->user.id.text() : "");
    if (mayReach) parts_.notices.resetPassword(tx, user, token);
  });
}

void PasswordDesk::forgotUsername(Id<Tenant> tenant, const std::string& account,
                                  const std::string& email, const Origin& origin) {
  parts_.attempts.count(origin);
  const bool mayReach = parts_.notices.mayReach(tenant, {MessageChannel::Email, email});
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    auto users = user_repository::inAccountByEmail(tx, tenant, account, email);
    // Strangers cost as much, so that the answer takes as long as for who is known.
    Actor by;
    by.scope = users.empty() ? Scope::ofTenant(tenant) : users.front().scope();
    by.origin = origin;
    parts_.engine.audit.record(tx, by, "user.name_asked",
                               users.empty() ? "" : users.front().id.text());
    if (!mayReach) return;
    if (users.empty()) users.push_back(strangerTo(tenant));
    for (const auto& user : users) {
      const auto owner = account_repository::find(tx, tenant, user.account.value_or(Id<Account>{}));
      if (owner || !user.account)
        parts_.notices.forgottenUsername(tx, user, owner ? owner->number : account);
    }
  });
}

void PasswordDesk::reset(Id<Tenant> tenant, const std::string& token, const Secret& password,
                         const Origin& origin) {
  parts_.attempts.count(origin);
  const auto user = parts_.engine.database.read([&](db::Reader& reader) {
    const auto meaning = meaningOf(parts_.links, reader, tenant, token);
    return meaning ? user_repository::find(reader, tenant, meaning->user) : std::nullopt;
  });
  if (!user || !user->isActive()) throw deadLink();
  FieldErrors errors;
  checkPassword(password, ownWords(*user), "password", errors);
  errors.throwIfAny();
  const auto hash = parts_.hasher.hash(password);
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    auto meaning = parts_.links.use(tx, LinkPurpose::ResetPassword, tenant, token);
    if (!meaning) meaning = parts_.links.use(tx, LinkPurpose::JoinStaff, tenant, token);
    const auto owner = meaning ? user_repository::lock(tx, tenant, meaning->user) : std::nullopt;
    if (!owner || !owner->isActive()) throw deadLink();
    // The link came to the address, so it proves it, where nobody else has.
    if (!owner->emailVerifiedAt)
      user_repository::claimEmail(tx, owner->id, meaning->emailKey, parts_.engine.clock.now());
    settle(tx, *owner, hash, std::nullopt, "reset", actorOf(*owner, origin));
  });
}

void PasswordDesk::change(const Actor& actor, const Secret& current, const Secret& next) {
  parts_.attempts.check(actor.origin);
  const auto kept = parts_.engine.database.read(
      [&](db::Reader& reader) { return user_repository::findWithHash(reader, *actor.user); });
  if (!kept || !parts_.hasher.verify(current, kept->passwordHash).right) {
    parts_.attempts.count(actor.origin);
    throw DomainError{"wrong_password", 401, "The current password is not right."};
  }
  FieldErrors errors;
  checkPassword(next, ownWords(kept->user), "new_password", errors);
  errors.throwIfAny();
  const auto hash = parts_.hasher.hash(next);
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto user = user_repository::lock(tx, actor.scope.tenant, *actor.user);
    if (!user) throw deadSession();
    settle(tx, *user, hash, actor.session, "changed", actor);
  });
}

void PasswordDesk::settle(db::Transaction& tx, const User& user, const std::string& hash,
                          std::optional<Id<Session>> spared, const std::string& how,
                          const Actor& by) {
  const auto now = parts_.engine.clock.now();
  user_repository::savePassword(tx, user.id, hash, now);
  session_repository::endAllOf(tx, user.id, spared, "password_" + how, now);
  SignInChallenges::endAllOf(tx, user.id);
  LinkTokens::endAllOf(tx, user.id);
  known_devices::forgetAllOf(tx, user.id);
  parts_.engine.audit.record(tx, by, "user.password_" + how, user.id.text());
  parts_.engine.events.publish(tx, by, user.scope(), PasswordChanged{user.id, how});
  parts_.notices.passwordChanged(tx, user, by.origin);
}

void PasswordDesk::verifyEmail(Id<Tenant> tenant, const std::string& token, const Origin& origin) {
  parts_.attempts.check(origin);
  enum class Outcome { Proved, Dead, Taken };
  const auto outcome = parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto meaning = parts_.links.use(tx, LinkPurpose::VerifyEmail, tenant, token);
    const auto user = meaning ? user_repository::lock(tx, tenant, meaning->user) : std::nullopt;
    if (!user || lookupKey(user->email) != meaning->emailKey) return Outcome::Dead;
    if (!user_repository::claimEmail(tx, user->id, meaning->emailKey, parts_.engine.clock.now()))
      return Outcome::Taken;
    const auto actor = actorOf(*user, origin);
    parts_.engine.audit.record(tx, actor, "user.email_verified", user->id.text());
    parts_.engine.events.publish(tx, actor, user->scope(), EmailVerified{user->id});
    return Outcome::Proved;
  });
  if (outcome == Outcome::Taken) throw emailTaken();
  if (outcome == Outcome::Proved) return;
  parts_.attempts.count(origin);
  throw deadLink();
}

}  // namespace hostler
