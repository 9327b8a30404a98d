#pragma once

// People who buy and people who sign in, as other modules may ask for them.

#include "core/db/database.h"
#include "core/money/currency.h"
#include "core/shape/words.h"
#include "modules/entities/entities.h"
#include "modules/resellers/resellers.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

enum class AccountStatus { Active = 1, Suspended, Closed };
template <>
inline constexpr std::array kEnumNames<AccountStatus>{
    std::string_view{"active"}, std::string_view{"suspended"}, std::string_view{"closed"}};

/// Somebody who buys.
struct Account {
  Id<Account> id;
  Id<Tenant> tenant;
  std::string number;  ///< 12 digits
  std::optional<std::string> alias;
  AccountStatus status = AccountStatus::Active;
  std::string firstName, lastName;
  std::optional<std::string> company;
  PostalAddress address;
  std::optional<std::string> gstin;
  Currency currency = Currency::of("INR");
  std::string language = "en";
  bool taxExempt = false;
  std::optional<std::string> exemptionReason;
  std::optional<std::string> group;
  Instant createdAt;
  Instant updatedAt;
  Id<User> rootUser;
  std::optional<std::string> panLast4;      ///< all that is ever shown of it
  std::optional<std::string> statusReason;  ///< why it is suspended

  std::string fullName() const { return firstName + " " + lastName; }
};

/// Where messages to an account go: its root user.
struct Contact {
  std::string name, email, phone;
  std::string language = "en";
};

class Accounts {
 public:
  explicit Accounts(db::Database& database) : database_{database} {}

  /// Throws NotFound when it is not this tenant's.
  Account get(db::Reader& reader, Id<Tenant> tenant, Id<Account> id);
  std::vector<Account> getAll(db::Reader& reader, Id<Tenant> tenant,
                              const std::vector<Id<Account>>& ids);
  /// Throws NotFound, too; so does the next when one of them is not there.
  Contact contactOf(db::Reader& reader, Id<Tenant> tenant, Id<Account> id);
  std::map<Id<Account>, Contact> contactsOf(db::Reader& reader, Id<Tenant> tenant,
                                            const std::vector<Id<Account>>& ids);
  /// Other accounts of this tenant with the same PAN: for staff, never for clients.
  std::vector<Id<Account>> possibleDuplicatesOf(db::Reader& reader, Id<Tenant> tenant,
                                                Id<Account> id);

 private:
  db::Database& database_;
};

}  // namespace hostler
