#pragma once

#include "modules/accounts/accounts.h"
#include "modules/accounts/address_rule.h"
#include "modules/accounts/user.h"

#include <optional>
#include <string>

namespace hostler {

/// Whoever signs in, as the API shows them.
struct UserView {
  Id<User> id;
  UserKind kind = UserKind::Root;
  std::string role, name;
  std::optional<std::string> username;
  std::string email;
  bool emailVerified = false;
  std::optional<std::string> phone;
  bool phoneVerified = false;
  bool twoFactor = false;
  std::string language;
  std::optional<Instant> lastSignInAt;
  Instant createdAt;

  static UserView of(const User& user);
  static void describe(Shape<UserView>& shape);
};

/// Whoever buys, as they see themselves. The PAN is masked.
struct AccountView {
  Id<Account> id;
  std::string number;
  std::optional<std::string> alias;
  AccountStatus status = AccountStatus::Active;
  std::string firstName, lastName, email;
  bool verified = false;  ///< the address is proved
  std::optional<std::string> company, phone, pan, gstin;
  AddressView address;
  Currency currency = Currency::of("INR");
  std::string language;
  Instant createdAt, updatedAt;

  static AccountView of(const Account& account, const User& root);
  static void describe(Shape<AccountView>& shape);
};

}  // namespace hostler
