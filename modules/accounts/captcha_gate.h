#pragma once

#include "modules/accounts/desk_parts.h"

#include <optional>
#include <string>

namespace hostler {

/// Asks for a captcha: at registration and in the contact form where the shop's settings say so,
/// and of everybody whose address has failed a few times. Takes each answer once (security rule
/// A23), whatever the provider would say of it again.
class CaptchaGate {
 public:
  explicit CaptchaGate(DeskParts& parts) : parts_{parts} {}

  /// Whether one has to be solved now; not while its provider is known to be down.
  bool isRequired(Id<Tenant> tenant, CaptchaUse use, const Origin& origin);
  /// Throws ValidationError for `captcha` when one is due and what came is none, wrong or used.
  /// While the provider does not answer, a few of each address get through (DomainError 429 after
  /// them), or, where the shop's setting `captcha.when_down` says so, nobody but who signs in
  /// (DomainError 503).
  void check(Id<Tenant> tenant, CaptchaUse use, const Origin& origin,
             const std::optional<std::string>& token);
  static std::int64_t prune(db::Transaction& tx, Instant before);

 private:
  bool isDue(Id<Tenant> tenant, CaptchaUse use, const Origin& origin);
  void letThrough(Id<Tenant> tenant, CaptchaUse use, const Origin& origin);

  DeskParts& parts_;
};

}  // namespace hostler
