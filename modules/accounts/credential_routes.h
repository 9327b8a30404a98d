#pragma once

#include "core/http/router.h"
#include "modules/accounts/password_desk.h"
#include "modules/accounts/second_factor.h"

namespace hostler {

/// Passwords, second factors and fresh ones.
class CredentialRoutes {
 public:
  CredentialRoutes(PasswordDesk& passwords, SecondFactor& factors, SessionDesk& sessions,
                   CaptchaGate& captcha)
      : passwords_{passwords}, factors_{factors}, sessions_{sessions}, captcha_{captcha} {}
  void mount(http::Router& router);

 private:
  void mountRecovery(http::Router& router);
  void mountSecondFactor(http::Router& router);
  void mountStepUp(http::Router& router);

  PasswordDesk& passwords_;
  SecondFactor& factors_;
  SessionDesk& sessions_;
  CaptchaGate& captcha_;
};

}  // namespace hostler
