#include "modules/accounts/sign_in.h"

#include "modules/accounts/account_repository.h"
#include "modules/accounts/accounts_events.h"
#include "modules/accounts/known_devices.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/user_repository.h"

namespace hostler {
namespace {

std::optional<UserWithHash> candidateOf(db::Reader& reader, Id<Tenant> tenant,
                                        const SignInNames& names) {
  return names.email ? user_repository::findByEmail(reader, tenant, *names.email)
                     : user_repository::findByName(reader, tenant, *names.account, *names.username);
}

}  // namespace

SignInOutcome SignIn::withPassword(const SignInNames& names, const Secret& password,
                                   const SignInContext& context) {
  parts_.attempts.check(context.origin);
  captcha_.check(context.tenant, CaptchaUse::Login, context.origin, context.captcha);
  const auto found = parts_.engine.database.read(
      [&](db::Reader& reader) { return candidateOf(reader, context.tenant, names); });
  const std::string hash = found ? found->passwordHash : std::string{};
  // Many that wait for their turn together must not get past the limit together.
  const auto verdict =
      parts_.hasher.verify(password, hash, [&] { parts_.attempts.check(context.origin); });
  const auto outcome =
      parts_.engine.database.transaction([&](db::Transaction& tx) -> std::optional<SignInOutcome> {
        const auto user =
            judged(tx, found ? std::optional{found->user} : std::nullopt, verdict.right, context);
        if (!user) return std::nullopt;
        if (!user->hasSecondFactor()) return enter(tx, *user, false, context);
        SignInOutcome waiting;
        waiting.challenge = challenges_.open(tx, user->id);
        return waiting;
      });
  if (!outcome) {
    parts_.attempts.count(context.origin);
    throw wrongCredentials();
  }
  if (verdict.outdated) {
    const auto better = parts_.hasher.hash(password);
    parts_.engine.database.transaction([&](db::Transaction& tx) {
      user_repository::upgradeHash(tx, found->user.id, hash, better);
    });
  }
  return *outcome;
}

// The user, where the password is right and the door is open. A failure is counted and recorded
// either way, so that one who does not exist costs the same writes.
std::optional<User> SignIn::judged(db::Transaction& tx, const std::optional<User>& candidate,
                                   bool right, const SignInContext& context) {
  const auto user =
      candidate ? user_repository::lock(tx, context.tenant, candidate->id) : std::nullopt;
  if (!user) {
    Actor stranger;
    stranger.scope = Scope::ofTenant(context.tenant);
    stranger.origin = context.origin;
    parts_.engine.audit.record(tx, stranger, "user.sign_in_failed", "");
    return std::nullopt;
  }
  const bool locked = isLocked(tx, *user, known_devices::hashOf(context.deviceCookie));
  if (right && !locked && mayEnter(tx, *user)) return user;
  if (!right && !locked) countFailure(tx, *user, context);
  parts_.engine.audit.record(tx, actorOf(*user, context.origin), "user.sign_in_failed",
                             user->id.text());
  return std::nullopt;
}

bool SignIn::isLocked(db::Transaction& tx, const User& user, const std::string& device) {
  const auto now = parts_.engine.clock.now();
  const auto own = device.empty() ? std::nullopt : known_devices::lock(tx, user.id, device);
  return own ? own->isLocked(now) : user.lock.isLocked(now);
}

bool SignIn::mayEnter(db::Reader& reader, const User& user) {
  if (!user.isActive()) return false;
  if (!user.account) return user.isStaff();
  const auto account = account_repository::find(reader, user.tenant, *user.account);
  return account && account->status != AccountStatus::Closed;
}

void SignIn::countFailure(db::Transaction& tx, const User& user, const SignInContext& context) {
  const auto now = parts_.engine.clock.now();
  const auto device = known_devices::hashOf(context.deviceCookie);
  const auto own = device.empty() ? std::nullopt : known_devices::lock(tx, user.id, device);
  const auto next = (own ? *own : user.lock).afterFailure(now);
  if (own) {
    known_devices::saveLock(tx, user.id, device, next);
  } else {
    user_repository::saveLock(tx, user.id, next);
  }
  if (!next.isLocked(now)) return;
  const auto actor = actorOf(user, context.origin);
  parts_.engine.audit.record(tx, actor, "user.locked", user.id.text());
  parts_.engine.events.publish(tx, actor, user.scope(), UserLocked{user.id, *next.lockedUntil});
  parts_.notices.signInLocked(tx, user, *next.lockedUntil, context.origin);
}

SignInOutcome SignIn::withFactor(std::string_view challenge, const ShownFactor& shown,
                                 const SignInContext& context) {
  parts_.attempts.check(context.origin);
  const auto outcome =
      parts_.engine.database.transaction([&](db::Transaction& tx) -> std::optional<SignInOutcome> {
        const auto attempt = challenges_.attempt(tx, challenge);
        if (!attempt) return std::nullopt;
        const auto user = user_repository::lock(tx, context.tenant, attempt->user);
        if (!user || !mayEnter(tx, *user)) return std::nullopt;
        if (isLocked(tx, *user, known_devices::hashOf(context.deviceCookie))) return std::nullopt;
        const bool right = shown.code ? factors_.acceptTotp(tx, *user, *shown.code)
                                      : shown.recoveryCode && factors_.acceptRecoveryCode(
                                                                  tx, *user, *shown.recoveryCode);
        if (!right) {
          countFailure(tx, *user, context);
          parts_.engine.audit.record(tx, actorOf(*user, context.origin),
                                     "user.second_factor_failed", user->id.text());
          return std::nullopt;
        }
        if (!challenges_.close(tx, attempt->id)) return std::nullopt;
        return enter(tx, *user, true, context);
      });
  if (!outcome) {
    parts_.attempts.count(context.origin);
    throw wrongCode();
  }
  return *outcome;
}

SignInOutcome SignIn::enter(db::Transaction& tx, const User& user, bool secondFactor,
                            const SignInContext& context) {
  const auto now = parts_.engine.clock.now();
  SignInOutcome outcome;
  outcome.session = sessions_.open(tx, user, context.origin);
  auto device = known_devices::hashOf(context.deviceCookie);
  if (device.empty()) {
    outcome.deviceCookie = known_devices::newCookie(parts_.engine.random);
    device = known_devices::hashOf(*outcome.deviceCookie);
  }
  known_devices::remember(tx, user.id, device, now);
  if (user.lock.failures > 0)
    user_repository::saveLock(tx, user.id,
                              FailureLock{0, user.lock.failedAt, user.lock.lockedUntil});
  user_repository::markSignedIn(tx, user.id, now);
  const auto actor = actorOf(user, context.origin);
  parts_.engine.audit.record(tx, actor, "user.signed_in", user.id.text());
  parts_.engine.events.publish(tx, actor, user.scope(),
                               UserSignedIn{user.id, outcome.session->session, secondFactor});
  return outcome;
}

}  // namespace hostler
