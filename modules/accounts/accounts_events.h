#pragma once

// What this module announces. Facts in the past, with ids; no names, addresses or secrets.

#include "core/shape/shape.h"
#include "modules/accounts/accounts.h"

#include <string>

namespace hostler {

struct AccountRegistered {
  static constexpr std::string_view kName = "account.registered";
  Id<Account> account;
  Id<User> user;
  std::string number;
  static void describe(Shape<AccountRegistered>& shape);
};

/// Profile, address, tax identity, currency, language or alias: `fields` names what.
struct AccountChanged {
  static constexpr std::string_view kName = "account.changed";
  Id<Account> account;
  std::vector<std::string> fields;
  static void describe(Shape<AccountChanged>& shape);
};

struct AccountSuspended {
  static constexpr std::string_view kName = "account.suspended";
  Id<Account> account;
  std::string reason;
  static void describe(Shape<AccountSuspended>& shape);
};

struct AccountActivated {
  static constexpr std::string_view kName = "account.activated";
  Id<Account> account;
  static void describe(Shape<AccountActivated>& shape);
};

struct UserSignedIn {
  static constexpr std::string_view kName = "user.signed_in";
  Id<User> user;
  Id<Session> session;
  bool secondFactor = false;
  static void describe(Shape<UserSignedIn>& shape);
};

/// Too many failed sign-ins: the user is locked out until `until`.
struct UserLocked {
  static constexpr std::string_view kName = "user.locked";
  Id<User> user;
  Instant until;
  static void describe(Shape<UserLocked>& shape);
};

struct UserSignedOut {
  static constexpr std::string_view kName = "user.signed_out";
  Id<User> user;
  Id<Session> session;
  static void describe(Shape<UserSignedOut>& shape);
};

/// A refresh token came a second time: it was copied, and its session has been ended.
struct RefreshTokenReused {
  static constexpr std::string_view kName = "user.refresh_token_reused";
  Id<User> user;
  Id<Session> session;
  static void describe(Shape<RefreshTokenReused>& shape);
};

/// `how`: changed, reset.
struct PasswordChanged {
  static constexpr std::string_view kName = "user.password_changed";
  Id<User> user;
  std::string how;
  static void describe(Shape<PasswordChanged>& shape);
};

struct EmailChanged {
  static constexpr std::string_view kName = "user.email_changed";
  Id<User> user;
  static void describe(Shape<EmailChanged>& shape);
};

struct EmailVerified {
  static constexpr std::string_view kName = "user.email_verified";
  Id<User> user;
  static void describe(Shape<EmailVerified>& shape);
};

struct SecondFactorEnabled {
  static constexpr std::string_view kName = "user.second_factor_enabled";
  Id<User> user;
  static void describe(Shape<SecondFactorEnabled>& shape);
};

struct SecondFactorDisabled {
  static constexpr std::string_view kName = "user.second_factor_disabled";
  Id<User> user;
  static void describe(Shape<SecondFactorDisabled>& shape);
};

struct ApiKeyCreated {
  static constexpr std::string_view kName = "api_key.created";
  Id<ApiKey> key;
  static void describe(Shape<ApiKeyCreated>& shape);
};

struct ApiKeyRevoked {
  static constexpr std::string_view kName = "api_key.revoked";
  Id<ApiKey> key;
  static void describe(Shape<ApiKeyRevoked>& shape);
};

struct ImpersonationStarted {
  static constexpr std::string_view kName = "account.impersonation_started";
  Id<Account> account;
  Id<User> staff;
  Id<Session> session;
  static void describe(Shape<ImpersonationStarted>& shape);
};

/// One of an account's users was taken out.
struct UserRemoved {
  static constexpr std::string_view kName = "user.removed";
  Id<User> user;
  static void describe(Shape<UserRemoved>& shape);
};

/// One of an account's users was switched on or off, or got other rights: `fields` names what
/// (active, groups, roles, policies).
struct UserChanged {
  static constexpr std::string_view kName = "user.changed";
  Id<User> user;
  std::vector<std::string> fields;
  static void describe(Shape<UserChanged>& shape);
};

/// `change`: added, changed, removed.
struct StaffChanged {
  static constexpr std::string_view kName = "staff.changed";
  Id<User> user;
  std::string change;
  static void describe(Shape<StaffChanged>& shape);
};

namespace events {
class Bus;
}
/// Makes all of the above known to hooks, webhooks and the documentation.
void declareAccountsEvents(events::Bus& bus);

}  // namespace hostler
