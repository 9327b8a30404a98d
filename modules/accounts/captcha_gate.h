#pragma once

#include "modules/accounts/desk_parts.h"

#include <optional>
#include <string>

namespace hostler {

/// Asks for a captcha once an address has failed a few times, and takes each answer once (security
/// rule A23).
class CaptchaGate {
 public:
  explicit CaptchaGate(DeskParts& parts) : parts_{parts} {}

  bool isRequired(const Origin& origin);
  /// Throws ValidationError for `captcha` when one is due and what came is none, wrong or used.
  void check(Id<Tenant> tenant, const Origin& origin, const std::optional<std::string>& token);
  static std::int64_t prune(db::Transaction& tx, Instant before);

 private:
  DeskParts& parts_;
};

}  // namespace hostler
