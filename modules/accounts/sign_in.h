#pragma once

#include "modules/accounts/account_views.h"
#include "modules/accounts/captcha_gate.h"
#include "modules/accounts/second_factor.h"
#include "modules/accounts/session_desk.h"
#include "modules/accounts/sign_in_challenges.h"

#include <optional>
#include <string>

namespace hostler {

/// What is typed at sign-in: an address, or an account's number or alias and a user name.
struct SignInNames {
  std::optional<std::string> email, account, username;
};

/// Where a sign-in comes from, beside its origin.
struct SignInContext {
  Id<Tenant> tenant;
  Origin origin;
  std::string deviceCookie;  ///< empty: none
  std::optional<std::string> captcha;
};

/// What came of it: a session, or a token with which the second factor is shown.
struct SignInOutcome {
  std::optional<OpenedSession> session;
  std::optional<Secret> challenge;
  std::optional<std::string> deviceCookie;  ///< to be kept by the browser
};

/// Signing in. Whoever is unknown, locked out, disabled or wrong about the password gets one
/// answer, in one time (security rules A3 and A4).
class SignIn {
 public:
  SignIn(DeskParts& parts, SessionDesk& sessions, SecondFactor& factors,
         SignInChallenges& challenges, CaptchaGate& captcha)
      : parts_{parts},
        sessions_{sessions},
        factors_{factors},
        challenges_{challenges},
        captcha_{captcha} {}

  /// Throws DomainError 401, 429 and, where a captcha is due, ValidationError.
  SignInOutcome withPassword(const SignInNames& names, const Secret& password,
                             const SignInContext& context);
  /// The second step. Throws DomainError 401.
  SignInOutcome withFactor(std::string_view challenge, const ShownFactor& shown,
                           const SignInContext& context);

 private:
  std::optional<User> judged(db::Transaction& tx, const std::optional<User>& candidate, bool right,
                             const SignInContext& context);
  void countFailure(db::Transaction& tx, const User& user, const SignInContext& context);
  bool isLocked(db::Transaction& tx, const User& user, const std::string& device);
  bool mayEnter(db::Reader& reader, const User& user);
  SignInOutcome enter(db::Transaction& tx, const User& user, bool secondFactor,
                      const SignInContext& context);

  DeskParts& parts_;
  SessionDesk& sessions_;
  SecondFactor& factors_;
  SignInChallenges& challenges_;
  CaptchaGate& captcha_;
};

}  // namespace hostler
