#pragma once

#include "modules/accounts/desk_parts.h"
#include "modules/accounts/sign_up.h"

namespace hostler {

/// What a client may change of themselves; what staff may, beside, in ClientChange.
struct AccountChange {
  std::optional<std::string> firstName, lastName, email, phone, currentPassword, language;
  std::optional<std::optional<std::string>> company, pan, gstin, alias;
  std::optional<AddressBody> address;
  std::optional<Currency> currency;
  static void describe(Shape<AccountChange>& shape);
};

/// What only staff decide.
struct StaffChoices {
  std::optional<bool> taxExempt;
  std::optional<std::optional<std::string>> exemptionReason, group;
};

/// Profiles: reading and changing an account with its root user.
class ProfileDesk {
 public:
  explicit ProfileDesk(DeskParts& parts) : parts_{parts} {}

  OpenedAccount get(db::Reader& reader, Id<Tenant> tenant, Id<Account> account);
  /// A client's own change. A new address needs the password and is not proved until its owner
  /// follows the link that is sent there (security rule A17). Throws ValidationError, DomainError
  /// 401 for the password, 403 to who acts for the client and to keys, 409 for what is taken or not
  /// possible now.
  OpenedAccount change(const Actor& actor, const AccountChange& change);
  /// The same by staff, who need no password.
  OpenedAccount changeAsStaff(const Actor& actor, Id<Account> account, const AccountChange& change,
                              const StaffChoices& choices);

 private:
  OpenedAccount apply(const Actor& actor, Id<Account> account, const AccountChange& change,
                      const StaffChoices& choices);
  void changeProfile(db::Transaction& tx, const Actor& actor, OpenedAccount& current,
                     const AccountChange& change, FieldErrors& errors,
                     std::vector<std::string>& fields);
  void changeTaxIdentity(db::Transaction& tx, OpenedAccount& current, const AccountChange& change,
                         FieldErrors& errors, std::vector<std::string>& fields);
  void changeUser(db::Transaction& tx, const Actor& actor, OpenedAccount& current,
                  const AccountChange& change, FieldErrors& errors,
                  std::vector<std::string>& fields);
  void changeEmail(db::Transaction& tx, const Actor& actor, User& user, const std::string& email);

  DeskParts& parts_;
};

}  // namespace hostler
