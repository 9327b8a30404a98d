#pragma once

#include "core/http/router.h"
#include "modules/accounts/done_view.h"
#include "modules/accounts/sign_in_routes.h"
#include "modules/accounts/sign_up.h"

namespace hostler {

/// The pages of the sign-up.
class SignUpRoutes {
 public:
  SignUpRoutes(DeskParts& parts, SignUp& signUp, SignInRoutes& signIn, CaptchaGate& captcha)
      : parts_{parts}, signUp_{signUp}, signIn_{signIn}, captcha_{captcha} {}
  void mount(http::Router& router);

 private:
  void mountCodes(http::Router& router);
  void mountProfile(http::Router& router);

  DeskParts& parts_;
  SignUp& signUp_;
  SignInRoutes& signIn_;
  CaptchaGate& captcha_;
};

}  // namespace hostler
