#pragma once

#include "modules/accounts/account_opening.h"
#include "modules/accounts/desk_parts.h"
#include "modules/accounts/registration.h"
#include "modules/accounts/session_desk.h"

namespace hostler {

struct RegisterBody {
  std::string username, email, phone, password;
  MessageChannel channel = MessageChannel::Email;
  std::optional<std::string> captcha;
  static void describe(Shape<RegisterBody>& shape);
};

struct RegisterCheckBody {
  std::optional<std::string> username, email, phone, password;
  static void describe(Shape<RegisterCheckBody>& shape);
};

struct ProfileBody {
  std::string firstName, lastName;
  std::optional<std::string> company, pan, gstin;
  AddressBody address;
  static void describe(Shape<ProfileBody>& shape);
};

/// Signing up, from the first page to the account. Known and unknown addresses look alike to the
/// end: who has an account gets a mail that says so, instead of a code (security rule A16).
class SignUp {
 public:
  static constexpr std::chrono::hours kLife{24};

  SignUp(DeskParts& parts, SessionDesk& sessions) : parts_{parts}, sessions_{sessions} {}

  struct Started {
    std::string handle, sentTo;
    Instant expiresAt;  ///< of the code
  };
  /// `admit` runs first in the transaction of the sign-up, which takes nobody whom it throws for.
  /// Throws ValidationError, and DomainError 409 `username_taken`. Hashes the password before it
  /// writes anything.
  Started start(Id<Tenant> tenant, const RegisterBody& body, const Origin& origin,
                const std::function<void(db::Transaction&)>& admit);
  /// What start() would refuse: shapes and a free user name, never whether an address is known.
  FieldErrors check(Id<Tenant> tenant, const RegisterCheckBody& body);

  /// Throws DomainError 401 for a code that is wrong or stale.
  void verify(Id<Tenant> tenant, const std::string& handle, const std::string& code,
              const Origin& origin);
  /// A new code, or nothing: the caller is never told which.
  void resend(Id<Tenant> tenant, const std::optional<std::string>& handle,
              const std::optional<std::string>& email, const Origin& origin);
  Registration saveProfile(Id<Tenant> tenant, const std::string& handle, const ProfileBody& body);
  Registration get(Id<Tenant> tenant, const std::string& handle);

  struct Completed {
    OpenedAccount opened;
    OpenedSession session;
  };
  /// Throws DomainError 409 where a step is missing or the sign-up is complete already.
  Completed complete(Id<Tenant> tenant, const std::string& handle, const Origin& origin);

 private:
  void sendCode(db::Transaction& tx, const Registration& registration);
  Registration requireVerified(db::Transaction& tx, Id<Tenant> tenant, const std::string& handle);
  AccountOpening openingOf(const Registration& registration);

  DeskParts& parts_;
  SessionDesk& sessions_;
};

/// Checks what people say of themselves, here and in their profile later. Adds to `errors`; the PAN
/// comes back beside.
struct CheckedProfile {
  RegistrationProfile profile;
  std::optional<std::string> pan;
};
CheckedProfile checkedProfile(DeskParts& parts, Id<Tenant> tenant, const ProfileBody& body,
                              FieldErrors& errors);

}  // namespace hostler
