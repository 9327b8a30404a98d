#pragma once

#include "core/shape/words.h"
#include "core/time/instant.h"
#include "modules/accounts/failure_lock.h"
#include "modules/entities/entities.h"

#include <array>
#include <optional>
#include <string>

namespace hostler {

/// Root owns an account; iam users are made by it; staff have no account.
enum class UserKind { Root = 1, Iam, Staff };
template <>
inline constexpr std::array kEnumNames<UserKind>{std::string_view{"root"}, std::string_view{"iam"},
                                                 std::string_view{"staff"}};

enum class UserStatus { Active = 1, Disabled, Removed };
template <>
inline constexpr std::array kEnumNames<UserStatus>{
    std::string_view{"active"}, std::string_view{"disabled"}, std::string_view{"removed"}};

inline constexpr std::string_view kClientRole = "client";
inline constexpr std::string_view kOwnerRole = "owner";

/// Somebody who signs in, without what proves it: the secrets of a user leave the repository only
/// for a check.
struct User {
  Id<User> id;
  Id<Tenant> tenant;
  std::optional<Id<Account>> account;  ///< staff have none
  UserKind kind = UserKind::Root;
  std::string role{kClientRole};  ///< owner, admin, staff, client
  UserStatus status = UserStatus::Active;
  std::string name;
  std::optional<std::string> username;
  std::string email;
  std::optional<Instant> emailVerifiedAt;
  std::optional<std::string> phone;
  std::optional<Instant> phoneVerifiedAt;
  std::string language = "en";
  Instant passwordChangedAt;
  std::optional<Instant> totpConfirmedAt;
  FailureLock lock;
  std::optional<Instant> lastSignInAt;
  Instant createdAt;

  bool isActive() const { return status == UserStatus::Active; }
  bool isStaff() const { return kind == UserKind::Staff; }
  bool hasSecondFactor() const { return totpConfirmedAt.has_value(); }
  Scope scope() const { return {tenant, account}; }
};

/// Small letters: how names and addresses are compared. Both are ASCII by their shape.
std::string lookupKey(std::string_view text);

}  // namespace hostler
