#pragma once

#include "settings.h"

#include <hostler/captcha.hpp>
#include <hostler/http_client.hpp>

#include <string>

namespace hostler::recaptcha {

/// People told from programs by Google's reCAPTCHA.
class RecaptchaCaptcha final : public sdk::Captcha {
 public:
  explicit RecaptchaCaptcha(const sdk::Context& context);

  sdk::Reply<sdk::CaptchaReport> testConnection(const sdk::Call&, const sdk::CaptchaTest&) override;
  sdk::Reply<sdk::CaptchaWidget> widget(const sdk::Call&, const sdk::CaptchaQuestion&) override;
  sdk::Reply<sdk::CaptchaVerdict> verify(const sdk::Call&, const sdk::CaptchaAnswer&) override;

 private:
  const Settings settings_;
  const std::string baseUrl_;
  const sdk::HttpClient http_;
};

}  // namespace hostler::recaptcha
