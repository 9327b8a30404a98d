#include "modules/accounts/second_factor.h"

#include "modules/accounts/accounts_events.h"
#include "modules/accounts/qr_code.h"
#include "modules/accounts/refusals.h"
#include "modules/accounts/sign_in_challenges.h"
#include "modules/accounts/totp.h"
#include "modules/accounts/user_repository.h"

namespace hostler {
namespace {

constexpr int kWrongInARow = 5;

DomainError noFactor() {
  return {"no_second_factor", 409, "Two-factor sign-in is not set up; begin with enable-2fa."};
}

// A wrong code or password of somebody who is signed in: the fifth in a row ends the session.
void noteFailure(DeskParts& parts, db::Transaction& tx, const Actor& actor) {
  parts.engine.audit.record(tx, actor, "user.second_factor_failed", actor.user->text());
  if (session_repository::countFactorFailure(tx, *actor.session) < kWrongInARow) return;
  session_repository::end(tx, *actor.session, "factor_failures", parts.engine.clock.now());
  parts.engine.audit.record(tx, actor, "session.ended", actor.session->text());
}

// Of many that guess together, those behind the fifth come too late. The user's row is locked.
void mustBeAlive(DeskParts& parts, db::Transaction& tx, const Actor& actor) {
  const auto session = session_repository::lock(tx, *actor.session);
  if (!session || !session->isAlive(parts.engine.clock.now())) throw deadSession();
}

}  // namespace

User SecondFactor::ownUser(db::Reader& reader, const Actor& actor) {
  auto user = user_repository::find(reader, actor.scope.tenant, *actor.user);
  if (!user) throw deadSession();
  return std::move(*user);
}

SecondFactor::Setup SecondFactor::begin(const Actor& actor) {
  const Secret secret{parts_.engine.random.bytes(kTotpSecretBytes)};
  const auto issuer = parts_.engine.tenants.get(actor.scope.tenant).name;
  const auto name = parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto user = user_repository::lock(tx, actor.scope.tenant, *actor.user);
    if (!user) throw deadSession();
    if (user->hasSecondFactor())
      throw DomainError{"second_factor_exists", 409,
                        "Two-factor sign-in is on already; end it first."};
    user_repository::savePendingTotp(
        tx, user->id,
        parts_.engine.vault.seal(user_repository::kTotpPending, user->id.value(), secret));
    return user->email;
  });
  const auto url = totpUrl(secret, issuer, name);
  return {totpSecretText(secret), url.reveal(), qrSvg(url.reveal())};
}

std::vector<std::string> SecondFactor::confirm(const Actor& actor, const std::string& code) {
  parts_.attempts.check(actor.origin);
  const auto codes = parts_.engine.database.transaction(
      [&](db::Transaction& tx) -> std::optional<std::vector<std::string>> {
        const auto user = user_repository::lock(tx, actor.scope.tenant, *actor.user);
        const auto pending = user_repository::pendingTotp(tx, *actor.user);
        if (!user || !pending) throw noFactor();
        const auto now = parts_.engine.clock.now();
        const auto secret =
            parts_.engine.vault.open(user_repository::kTotpPending, user->id.value(), *pending);
        const auto step = totpStepOf(secret, code, now);
        if (!step) return std::nullopt;
        user_repository::startTotp(
            tx, user->id,
            parts_.engine.vault.seal(user_repository::kTotp, user->id.value(), secret), *step, now);
        endOthers(tx, actor, "second_factor_changed");
        if (actor.session) session_repository::refreshFactor(tx, *actor.session, now);
        parts_.engine.audit.record(tx, actor, "user.second_factor_enabled", user->id.text());
        parts_.engine.events.publish(tx, actor, user->scope(), SecondFactorEnabled{user->id});
        parts_.notices.secondFactor(tx, *user, true, actor.origin);
        return parts_.recoveryCodes.replace(tx, user->id);
      });
  if (!codes) fail(actor, wrongCode());
  return *codes;
}

void SecondFactor::end(const Actor& actor, const std::string& code, const Secret& password) {
  parts_.attempts.check(actor.origin);
  const bool passwordRight = passwordFits(actor, password);
  const bool ended = parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto user = user_repository::lock(tx, actor.scope.tenant, *actor.user);
    if (!user || !user->hasSecondFactor()) throw noFactor();
    mustBeAlive(parts_, tx, actor);
    if (!passwordRight || !acceptTotp(tx, *user, code)) {
      noteFailure(parts_, tx, actor);
      return false;
    }
    user_repository::endTotp(tx, user->id, parts_.engine.clock.now());
    parts_.recoveryCodes.removeAll(tx, user->id);
    endOthers(tx, actor, "second_factor_changed");
    parts_.engine.audit.record(tx, actor, "user.second_factor_disabled", user->id.text());
    parts_.engine.events.publish(tx, actor, user->scope(), SecondFactorDisabled{user->id});
    parts_.notices.secondFactor(tx, *user, false, actor.origin);
    return true;
  });
  if (!ended) fail(actor, passwordRight ? wrongCode() : wrongCredentials());
}

void SecondFactor::endOthers(db::Transaction& tx, const Actor& actor, std::string_view reason) {
  session_repository::endAllOf(tx, *actor.user, actor.session, reason, parts_.engine.clock.now());
  SignInChallenges::endAllOf(tx, *actor.user);
}

bool SecondFactor::acceptTotp(db::Transaction& tx, const User& user, const std::string& code) {
  const auto sealed = user_repository::totp(tx, user.id);
  if (!sealed || !user.hasSecondFactor()) return false;
  const auto secret = parts_.engine.vault.open(user_repository::kTotp, user.id.value(), *sealed);
  const auto step = totpStepOf(secret, code, parts_.engine.clock.now());
  return step && user_repository::useTotpStep(tx, user.id, *step);
}

bool SecondFactor::acceptRecoveryCode(db::Transaction& tx, const User& user,
                                      const std::string& code) {
  return user.hasSecondFactor() && parts_.recoveryCodes.use(tx, user.id, code);
}

bool SecondFactor::passwordFits(const Actor& actor, const Secret& password) {
  const auto kept = parts_.engine.database.read(
      [&](db::Reader& reader) { return user_repository::findWithHash(reader, *actor.user); });
  return parts_.hasher.verify(password, kept ? kept->passwordHash : std::string{}).right;
}

void SecondFactor::stepUp(const Actor& actor, const ShownFactor& shown) {
  parts_.attempts.check(actor.origin);
  const bool passwordRight = shown.password && passwordFits(actor, *shown.password);
  const bool right = parts_.engine.database.transaction([&](db::Transaction& tx) {
    const auto user = user_repository::lock(tx, actor.scope.tenant, *actor.user);
    if (!user) throw deadSession();
    mustBeAlive(parts_, tx, actor);
    bool accepted = false;
    if (shown.code) {
      accepted = user->hasSecondFactor() ? acceptTotp(tx, *user, *shown.code)
                                         : parts_.codes.accept(tx, CodePurpose::StepUp,
                                                               actor.session->value(), *shown.code);
    } else {
      accepted = passwordRight && !user->hasSecondFactor();
    }
    if (accepted) {
      session_repository::refreshFactor(tx, *actor.session, parts_.engine.clock.now());
      parts_.engine.audit.record(tx, actor, "session.stepped_up", actor.session->text());
    } else {
      noteFailure(parts_, tx, actor);
    }
    return accepted;
  });
  if (!right) fail(actor, shown.code ? wrongCode() : wrongCredentials());
}

void SecondFactor::sendCode(const Actor& actor, MessageChannel channel) {
  const auto user =
      parts_.engine.database.read([&](db::Reader& reader) { return ownUser(reader, actor); });
  if (user.hasSecondFactor())
    throw DomainError{"second_factor_exists", 409, "Use the code that your authenticator shows."};
  // Whoever sits at an open session may enter another number, but cannot prove it.
  const std::string phone = user.phone && user.phoneVerifiedAt ? *user.phone : "";
  Destination to{channel, channel == MessageChannel::Email ? user.email : phone};
  if (to.address.empty() || !parts_.notices.canSend(actor.scope.tenant, channel)) {
    throw ValidationError{"channel", "unavailable",
                          "cannot be used for this account; choose another one"};
  }
  if (!parts_.notices.mayReach(actor.scope.tenant, to)) {
    throw DomainError{"rate_limited",
                      429,
                      "Too many codes were sent to this address; try again later.",
                      {{"retry_after", 3600}}};
  }
  parts_.engine.database.transaction([&](db::Transaction& tx) {
    parts_.notices.stepUpCode(tx, user, to,
                              parts_.codes.issue(tx, CodePurpose::StepUp, actor.session->value()));
  });
}

void SecondFactor::fail(const Actor& actor, DomainError refusal) {
  parts_.attempts.count(actor.origin);
  throw refusal;
}

}  // namespace hostler
