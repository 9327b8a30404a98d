#pragma once

// Who buys and who signs in: sign-up, sign-in, sessions, second factors, profiles, API keys, and
// the staff's desk for all of them. The engine composes this one class; everything else of the
// module stands behind it.

#include "core/db/migration.h"
#include "core/http/router.h"
#include "core/http/site.h"
#include "modules/accounts/accounts.h"
#include "modules/accounts/accounts_parts.h"
#include "modules/accounts/new_client.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hostler {

/// The module. Thread-safe once its routes are mounted.
class AccountsModule {
 public:
  /// Declares the module's events. Everything in `parts` outlives it.
  AccountsModule(const AccountsParts& parts, const AccountsSettings& settings);
  ~AccountsModule();
  AccountsModule(const AccountsModule&) = delete;
  AccountsModule& operator=(const AccountsModule&) = delete;

  /// Tells the API who calls.
  http::Doorkeeper& doorkeeper();
  /// What other modules may ask.
  Accounts& accounts();
  /// What a user may do now, for what goes on in their name while they are not there: without what
  /// takes a fresh factor or an address. Nobody for who is gone or switched off.
  std::optional<Actor> standingOf(db::Reader& reader, Id<Tenant> tenant, Id<User> user);
  /// The router must outlive the module: what rights can be about is read from its routes.
  void addRoutes(http::Router& router);

  /// Asks a stranger for a captcha where one is due, for what another module takes from them.
  /// Throws ValidationError for `captcha`; DomainError 429 and 503 while none can be asked.
  void checkCaptcha(Id<Tenant> tenant, CaptchaUse use, const Origin& origin,
                    const std::optional<std::string>& token);

  /// An owner of the platform, who signs in with this address at once. Throws DomainError 409
  /// `email_taken` when somebody has it already, and ValidationError for a password that may not be
  /// used or a malformed address.
  Id<User> createOwner(const std::string& email, const Secret& password);
  /// An account with its root user, whose address counts as proved. Throws ValidationError, and
  /// DomainError 409 `email_taken` or `username_taken`.
  Id<Account> createClient(const NewClient& client);

  /// Forgets what has expired: sessions, codes, links, sign-ups that nobody finished. Returns rows
  /// removed.
  std::size_t prune();

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

std::span<const db::Migration> accountsMigrations();

/// The columns that this module seals, for the rotation of keys.
std::vector<SealedColumn> accountsSealedColumns();

}  // namespace hostler
