#pragma once

#include "core/base/id.h"

#include <optional>
#include <string_view>

namespace hostler {

/// A seller: the platform itself is tenant one, every reseller another.
struct Tenant;
template <>
inline constexpr std::string_view kIdPrefix<Tenant> = "ten";

/// Somebody who buys and owns: every row that is a client's carries its account.
struct Account;
template <>
inline constexpr std::string_view kIdPrefix<Account> = "acc";

inline constexpr Id<Tenant> kPlatform = Id<Tenant>::of(1);

/// Whose rows a call may see: one tenant's and, where `account` is set, one client's alone. A
/// repository cannot be called without one, and what lies outside is not found.
struct Scope {
  Id<Tenant> tenant;
  std::optional<Id<Account>> account;

  static Scope ofTenant(Id<Tenant> tenant) { return {tenant, std::nullopt}; }
  static Scope ofAccount(Id<Tenant> tenant, Id<Account> account) { return {tenant, account}; }
};

}  // namespace hostler
