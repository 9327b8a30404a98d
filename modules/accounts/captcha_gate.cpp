#include "modules/accounts/captcha_gate.h"

#include "core/secrets/digest.h"

namespace hostler {
namespace {

constexpr auto kUse = "INSERT INTO captcha_tokens (token_hash, used_at) VALUES (?, ?)";
constexpr auto kPrune = "DELETE FROM captcha_tokens WHERE used_at < ?";

}  // namespace

bool CaptchaGate::isRequired(const Origin& origin) {
  return parts_.engine.captcha.provider() != "none" &&
         parts_.attempts.counted(origin) >= parts_.settings.captchaAfterFailures;
}

void CaptchaGate::check(Id<Tenant> tenant, const Origin& origin,
                        const std::optional<std::string>& token) {
  if (!isRequired(origin)) return;
  if (!token)
    throw ValidationError{"captcha", "captcha_required", "solve the captcha and send its token"};
  const bool fresh = parts_.engine.database.transaction([&](db::Transaction& tx) {
    return tx.tryInsert(kUse, hex(sha256(*token)), parts_.engine.clock.now());
  });
  if (!fresh || !parts_.engine.captcha.isSolved(tenant, *token, origin)) {
    throw ValidationError{"captcha", "captcha_failed",
                          "was not solved, or its token was used; solve another one"};
  }
}

std::int64_t CaptchaGate::prune(db::Transaction& tx, Instant before) {
  return tx.execute(kPrune, before);
}

}  // namespace hostler
