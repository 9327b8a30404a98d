#pragma once

#include "core/shape/shape.h"
#include "modules/accounts/captcha.h"
#include "modules/accounts/password_rule.h"

#include <optional>
#include <string>

namespace hostler {

struct SignInBody {
  std::optional<std::string> email, account, username, captcha;
  std::string password;
  static void describe(Shape<SignInBody>& shape) {
    shape.field("email", &SignInBody::email).length(1, 254);
    shape.field("account", &SignInBody::account).length(1, 40).describedAs("12 digits or alias");
    shape.field("username", &SignInBody::username).length(1, 64);
    shape.field("password", &SignInBody::password).length(1, kMostPasswordCharacters).secret();
    shape.field("captcha", &SignInBody::captcha).length(1, 4000);
  }
};

struct FactorBody {
  std::string mfaToken;
  std::optional<std::string> code, recoveryCode;
  static void describe(Shape<FactorBody>& shape) {
    shape.field("mfa_token", &FactorBody::mfaToken).length(1, 200).secret();
    shape.field("code", &FactorBody::code).length(1, 20);
    shape.field("recovery_code", &FactorBody::recoveryCode).length(1, 40).secret();
  }
};

struct RefreshBody {
  std::optional<std::string> refreshToken;
  static void describe(Shape<RefreshBody>& shape) {
    shape.field("refresh_token", &RefreshBody::refreshToken).length(1, 300).secret();
  }
};

struct CsrfView {
  std::string token;
  static void describe(Shape<CsrfView>& shape) { shape.field("csrf_token", &CsrfView::token); }
};

struct CaptchaQuery {
  CaptchaUse use = CaptchaUse::Login;
  static void describe(Shape<CaptchaQuery>& shape) {
    shape.field("for", &CaptchaQuery::use).withDefault().describedAs("what is about to be sent");
  }
};

struct CaptchaView {
  bool required = false;
  std::string provider;
  std::optional<std::string> siteKey, script, object, mode;
  static void describe(Shape<CaptchaView>& shape) {
    shape.field("required", &CaptchaView::required);
    shape.field("provider", &CaptchaView::provider).describedAs("the plugin that asks, or none");
    shape.field("site_key", &CaptchaView::siteKey);
    shape.field("script", &CaptchaView::script).describedAs("what the page loads");
    shape.field("object", &CaptchaView::object)
        .describedAs("what the script offers on the window, with render() and reset()");
    shape.field("mode", &CaptchaView::mode)
        .describedAs("widget: something is shown; score: nothing is, and execute() is called");
  }
};

}  // namespace hostler
