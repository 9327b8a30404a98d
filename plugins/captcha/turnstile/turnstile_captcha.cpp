#include "turnstile_captcha.h"

#include <hostler/siteverify.hpp>

namespace hostler::turnstile {
namespace {

using sdk::Reply;

const std::string kWho = "Turnstile";

}  // namespace

TurnstileCaptcha::TurnstileCaptcha(const sdk::Context& context)
    : settings_{context.settings<Settings>()}, baseUrl_{sdk::apiRoot(settings_.baseUrl)} {}

Reply<sdk::CaptchaReport> TurnstileCaptcha::testConnection(const sdk::Call& call,
                                                           const sdk::CaptchaTest&) {
  const auto answer = sdk::askSiteverify(http_, call, baseUrl_ + "/siteverify", settings_.secret,
                                         std::string{sdk::kTestToken}, {}, kWho);
  if (!answer) return answer.error();
  return sdk::siteReport(*answer, kWho);
}

Reply<sdk::CaptchaWidget> TurnstileCaptcha::widget(const sdk::Call&, const sdk::CaptchaQuestion&) {
  if (settings_.siteKey.empty())
    return sdk::needsAttention("not_configured", "site_key is not set");
  return sdk::CaptchaWidget{settings_.siteKey, baseUrl_ + "/api.js?render=explicit", "turnstile",
                            sdk::CaptchaMode::Widget};
}

Reply<sdk::CaptchaVerdict> TurnstileCaptcha::verify(const sdk::Call& call,
                                                    const sdk::CaptchaAnswer& given) {
  if (const auto fault = sdk::captchaTokenFault(given.token)) return *fault;
  const auto answer = sdk::askSiteverify(http_, call, baseUrl_ + "/siteverify", settings_.secret,
                                         given.token, given.remoteIp, kWho);
  if (!answer) return answer.error();
  return sdk::verdictOf(*answer);
}

}  // namespace hostler::turnstile
