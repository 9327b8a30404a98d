#pragma once

#include "modules/accounts/desk_parts.h"
#include "modules/accounts/registration.h"
#include "modules/accounts/user.h"

namespace hostler {

/// All that an account begins with, checked before.
struct AccountOpening {
  Id<Tenant> tenant;
  std::string username, email;
  std::optional<std::string> phone;  ///< E.164
  std::string passwordHash;          ///< empty: nobody can sign in until the password is reset
  RegistrationProfile profile;
  std::optional<std::string> pan;
  Currency currency = Currency::of("INR");
  std::string language = "en";
  bool emailProved = false, phoneProved = false;
};

struct OpenedAccount {
  Account account;
  User user;
};

/// Makes an account and its root user, records and announces them. `actor` is who asked: nobody
/// yet, where people sign up by themselves. Throws DomainError 409 `email_taken` or
/// `username_taken`.
OpenedAccount openAccount(db::Transaction& tx, DeskParts& parts, const AccountOpening& opening,
                          const Origin& origin, const std::optional<Actor>& actor);

/// What people may call themselves at sign-in.
bool isUsername(std::string_view text);
/// Whether an account may be called this at sign-in: not to be taken for a number.
bool isAlias(std::string_view text);

}  // namespace hostler
