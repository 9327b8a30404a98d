#pragma once

#include "core/audit/actor.h"

#include <optional>
#include <string>

namespace hostler {

/// What a browser needs to show a captcha: a provider's site key, or a challenge of its own.
struct CaptchaChallenge {
  std::optional<std::string> siteKey, challenge;
};

/// Tells people from programs. Tokens are used once: the caller sees to that, so an implementation
/// only asks its provider. Thread-safe.
class Captcha {
 public:
  virtual ~Captcha() = default;
  /// "turnstile", "recaptcha"; "none" asks nobody anything.
  virtual std::string provider() const = 0;
  virtual CaptchaChallenge challenge(Id<Tenant> tenant) = 0;
  virtual bool isSolved(Id<Tenant> tenant, const std::string& token, const Origin& origin) = 0;
};

/// The built-in choice: no captcha.
class NoCaptcha final : public Captcha {
 public:
  std::string provider() const override { return "none"; }
  CaptchaChallenge challenge(Id<Tenant>) override { return {}; }
  bool isSolved(Id<Tenant>, const std::string&, const Origin&) override { return true; }
};

}  // namespace hostler
