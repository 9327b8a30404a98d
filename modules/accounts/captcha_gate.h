#pragma once

#include "modules/accounts/desk_parts.h"
#include "modules/accounts/solved_captchas.h"

#include <optional>
#include <string>

namespace hostler {

/// Asks for a captcha: at registration and in the contact form where the shop's settings say so,
/// and of everybody whose address has failed a few times. Takes each answer once (security rule
/// A23), whatever the provider would say of it again.
class CaptchaGate {
 public:
  explicit CaptchaGate(DeskParts& parts) : parts_{parts}, solved_{parts.engine.clock} {}

  /// Whether one has to be solved now; not while its provider is known to be down.
  bool isRequired(Id<Tenant> tenant, CaptchaUse use, const Origin& origin);
  /// A token that was found right, to be taken with what it was shown for.
  class Pass {
   public:
    /// Throws ValidationError for `captcha` when it was taken meanwhile.
    void take(db::Transaction& tx) const;

   private:
    friend class CaptchaGate;
    std::string tokenHash_;  // empty: none was due
    Instant at_;
  };
  /// Throws ValidationError for `captcha` when one is due and what came is none, wrong or used.
  /// While the provider does not answer, a few of each address get through (DomainError 429 after
  /// them), or, where the shop's setting `captcha.when_down` says so, nobody but who signs in
  /// (DomainError 503). Asks the provider, and so waits for it: not to be called in a transaction.
  Pass ask(Id<Tenant> tenant, CaptchaUse use, const Origin& origin,
           const std::optional<std::string>& token);
  /// ask(), and takes the token at once.
  void check(Id<Tenant> tenant, CaptchaUse use, const Origin& origin,
             const std::optional<std::string>& token);
  static std::int64_t prune(db::Transaction& tx, Instant before);

 private:
  bool isDue(Id<Tenant> tenant, CaptchaUse use, const Origin& origin);
  void letThrough(Id<Tenant> tenant, CaptchaUse use, const Origin& origin);

  DeskParts& parts_;
  SolvedCaptchas solved_;
};

}  // namespace hostler
