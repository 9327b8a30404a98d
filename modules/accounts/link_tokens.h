#pragma once

#include "core/db/database.h"
#include "core/secrets/random.h"
#include "core/secrets/secret.h"
#include "core/time/clock.h"
#include "modules/entities/entities.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hostler {

enum class LinkPurpose { ResetPassword = 1, VerifyEmail, JoinStaff };
template <>
inline constexpr std::array kEnumNames<LinkPurpose>{std::string_view{"reset_password"},
                                                    std::string_view{"verify_email"},
                                                    std::string_view{"join_staff"}};

/// What the links in mails prove: 256 random bits, kept hashed, for one purpose of one user, once,
/// the newest only (security rule A14).
class LinkTokens {
 public:
  LinkTokens(const Clock& clock, Random& random) : clock_{clock}, random_{random} {}

  /// Ends the one before. `email` is the address that the link is sent to and so proves.
  Secret issue(db::Transaction& tx, LinkPurpose purpose, Id<Tenant> tenant, Id<User> user,
               const std::string& email);

  struct Meaning {
    Id<User> user;
    std::string emailKey;
  };
  std::optional<Meaning> find(db::Reader& reader, LinkPurpose purpose, Id<Tenant> tenant,
                              std::string_view token);
  /// As find, and it never works again.
  std::optional<Meaning> use(db::Transaction& tx, LinkPurpose purpose, Id<Tenant> tenant,
                             std::string_view token);
  static void endAllOf(db::Transaction& tx, Id<User> user);
  static std::int64_t prune(db::Transaction& tx, Instant now);

  static std::chrono::minutes lifeOf(LinkPurpose purpose);

 private:
  const Clock& clock_;
  Random& random_;
};

}  // namespace hostler
