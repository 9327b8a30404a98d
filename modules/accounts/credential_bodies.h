#pragma once

#include "core/shape/shape.h"
#include "modules/accounts/message_sender.h"
#include "modules/accounts/password_rule.h"

#include <optional>
#include <string>

namespace hostler {

struct ForgotPasswordBody {
  std::optional<std::string> email, account, username, captcha;
  static void describe(Shape<ForgotPasswordBody>& shape) {
    shape.field("email", &ForgotPasswordBody::email).email();
    shape.field("account", &ForgotPasswordBody::account).length(1, 40);
    shape.field("username", &ForgotPasswordBody::username).length(1, 64);
    shape.field("captcha", &ForgotPasswordBody::captcha).length(1, 4'096);
  }
};

struct ForgotUsernameBody {
  std::string account, email;
  std::optional<std::string> captcha;
  static void describe(Shape<ForgotUsernameBody>& shape) {
    shape.field("account", &ForgotUsernameBody::account).length(1, 40);
    shape.field("email", &ForgotUsernameBody::email).email();
    shape.field("captcha", &ForgotUsernameBody::captcha).length(1, 4'096);
  }
};

struct ResetPasswordBody {
  std::string token, password;
  static void describe(Shape<ResetPasswordBody>& shape) {
    shape.field("token", &ResetPasswordBody::token).length(1, 200).secret();
    shape.field("password", &ResetPasswordBody::password)
        .length(kLeastPasswordCharacters, kMostPasswordCharacters)
        .secret();
  }
};

struct TokenBody {
  std::string token;
  static void describe(Shape<TokenBody>& shape) {
    shape.field("token", &TokenBody::token).length(1, 200).secret();
  }
};

struct ChangePasswordBody {
  std::string current, next;
  static void describe(Shape<ChangePasswordBody>& shape) {
    shape.field("current_password", &ChangePasswordBody::current)
        .length(1, kMostPasswordCharacters)
        .secret();
    shape.field("new_password", &ChangePasswordBody::next)
        .length(kLeastPasswordCharacters, kMostPasswordCharacters)
        .secret();
  }
};

struct AuthenticatorCodeBody {
  std::string code;
  static void describe(Shape<AuthenticatorCodeBody>& shape) {
    shape.field("code", &AuthenticatorCodeBody::code).length(1, 20);
  }
};

struct EndSecondFactorBody {
  std::string code, password;
  static void describe(Shape<EndSecondFactorBody>& shape) {
    shape.field("code", &EndSecondFactorBody::code).length(1, 20);
    shape.field("password", &EndSecondFactorBody::password)
        .length(1, kMostPasswordCharacters)
        .secret();
  }
};

struct StepUpBody {
  std::optional<std::string> code, password;
  static void describe(Shape<StepUpBody>& shape) {
    shape.field("code", &StepUpBody::code).length(1, 20);
    shape.field("password", &StepUpBody::password).length(1, kMostPasswordCharacters).secret();
  }
};

struct ChannelBody {
  MessageChannel channel = MessageChannel::Email;
  static void describe(Shape<ChannelBody>& shape) { shape.field("channel", &ChannelBody::channel); }
};

struct SecondFactorSetupView {
  std::string secret, url, qrSvg;
  static void describe(Shape<SecondFactorSetupView>& shape) {
    shape.field("secret", &SecondFactorSetupView::secret);
    shape.field("otpauth_url", &SecondFactorSetupView::url);
    shape.field("qr_svg", &SecondFactorSetupView::qrSvg);
  }
};

struct RecoveryCodesView {
  std::vector<std::string> codes;
  static void describe(Shape<RecoveryCodesView>& shape) {
    shape.field("recovery_codes", &RecoveryCodesView::codes);
  }
};

struct AccessTokenView {
  std::string accessToken;
  std::int64_t expiresIn = 0;
  static void describe(Shape<AccessTokenView>& shape) {
    shape.field("access_token", &AccessTokenView::accessToken);
    shape.field("expires_in", &AccessTokenView::expiresIn).describedAs("seconds");
  }
};

}  // namespace hostler
