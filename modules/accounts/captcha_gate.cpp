#include "modules/accounts/captcha_gate.h"

#include "core/http/client_address.h"
#include "core/secrets/digest.h"

namespace hostler {
namespace {

constexpr auto kUse = "INSERT INTO captcha_tokens (token_hash, used_at) VALUES (?, ?)";
constexpr auto kFind = "SELECT used_at FROM captcha_tokens WHERE token_hash = ?";
constexpr auto kPrune = "DELETE FROM captcha_tokens WHERE used_at < ?";

ValidationError notSolved() {
  return {"captcha", "captcha_failed", "was not solved, or its token was used; solve another one"};
}

}  // namespace

bool CaptchaGate::isDue(Id<Tenant> tenant, CaptchaUse use, const Origin& origin) {
  if (parts_.engine.captcha.provider(tenant) == "none") return false;
  const auto settings = parts_.engine.tenants.settings(tenant);
  if (use == CaptchaUse::Register && settings.flag("captcha.on_register")) return true;
  if (use == CaptchaUse::Contact && settings.flag("captcha.on_contact")) return true;
  return parts_.attempts.counted(origin) >= settings.integer("captcha.after_failures");
}

bool CaptchaGate::isRequired(Id<Tenant> tenant, CaptchaUse use, const Origin& origin) {
  return isDue(tenant, use, origin) && !parts_.engine.captcha.isKnownDown(tenant);
}

void CaptchaGate::Pass::take(db::Transaction& tx) const {
  if (!tokenHash_.empty() && !tx.tryInsert(kUse, tokenHash_, at_)) throw notSolved();
}

CaptchaGate::Pass CaptchaGate::ask(Id<Tenant> tenant, CaptchaUse use, const Origin& origin,
                                   const std::optional<std::string>& token) {
  Pass pass;
  if (!isDue(tenant, use, origin)) return pass;
  auto& captcha = parts_.engine.captcha;
  if (!token) {
    // A provider that is down for us is mostly down for browsers too, which then have no token.
    if (captcha.answers(tenant))
      throw ValidationError{"captcha", "captcha_required", "solve the captcha and send its token"};
    letThrough(tenant, use, origin);
    return pass;
  }
  pass.tokenHash_ = hex(sha256(*token));
  pass.at_ = parts_.engine.clock.now();
  switch (solved_.holderOf(pass.tokenHash_, origin.requestId)) {
    case SolvedCaptchas::Holder::ThisRequest:
      return pass;
    case SolvedCaptchas::Holder::Another:
      throw notSolved();
    case SolvedCaptchas::Holder::Nobody:
      break;
  }
  if (!parts_.engine.database.query(kFind, pass.tokenHash_).empty()) throw notSolved();
  const auto verdict = captcha.verify(tenant, *token, use, origin);
  if (verdict == CaptchaVerdict::Failed) throw notSolved();
  if (verdict == CaptchaVerdict::Unavailable) {
    letThrough(tenant, use, origin);
  } else if (!solved_.keep(pass.tokenHash_, origin.requestId)) {
    throw notSolved();
  }
  return pass;
}

void CaptchaGate::check(Id<Tenant> tenant, CaptchaUse use, const Origin& origin,
                        const std::optional<std::string>& token) {
  const auto pass = ask(tenant, use, origin, token);
  if (!pass.tokenHash_.empty())
    parts_.engine.database.transaction([&](db::Transaction& tx) { pass.take(tx); });
}

// Who signs in has a password to get right, and addresses and users that fail are shut out anyway:
// no provider's bad day locks operators out of their own engine.
void CaptchaGate::letThrough(Id<Tenant> tenant, CaptchaUse use, const Origin& origin) {
  const bool mayPass = use == CaptchaUse::Login ||
                       parts_.engine.tenants.settings(tenant).text("captcha.when_down") != "refuse";
  if (!mayPass)
    throw DomainError{"captcha_unavailable", 503,
                      "The check that tells people from programs cannot be made just now; try "
                      "again in some minutes."};
  auto& limits = parts_.engine.limits;
  const auto verdict =
      limits.takeStrictly("captcha_down:" + http::limitKey(origin.address), limits.settings().auth);
  if (!verdict.allowed)
    throw DomainError{"rate_limited",
                      429,
                      "Too many attempts from this address; try again later.",
                      {{"retry_after", verdict.reset.count()}}};
}

std::int64_t CaptchaGate::prune(db::Transaction& tx, Instant before) {
  return tx.execute(kPrune, before);
}

}  // namespace hostler
