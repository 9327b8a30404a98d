#include "recaptcha_captcha.h"

#include <hostler/siteverify.hpp>

namespace hostler::recaptcha {
namespace {

using sdk::Reply;

const std::string kWho = "reCAPTCHA";

// A score is judged with what the page said that it asked for: a token of another form is none.
// v2 tells neither; keys that tell a score are of v3, whatever the settings say of them.
void judgeScore(sdk::CaptchaVerdict& verdict, const Settings& settings,
                const sdk::CaptchaAnswer& given) {
  const auto refuse = [&](const char* reason) {
    verdict.ok = false;
    verdict.reasons.emplace_back(reason);
  };
  if (!verdict.score) return refuse("no_score");
  if (*verdict.score < settings.leastScore) refuse("score_too_low");
  if (given.action && verdict.action != *given.action) refuse("wrong_action");
}

}  // namespace

RecaptchaCaptcha::RecaptchaCaptcha(const sdk::Context& context)
    : settings_{context.settings<Settings>()}, baseUrl_{sdk::apiRoot(settings_.baseUrl)} {}

Reply<sdk::CaptchaReport> RecaptchaCaptcha::testConnection(const sdk::Call& call,
                                                           const sdk::CaptchaTest&) {
  const auto answer = sdk::askSiteverify(http_, call, baseUrl_ + "/api/siteverify",
                                         settings_.secret, std::string{sdk::kTestToken}, {}, kWho);
  if (!answer) return answer.error();
  return sdk::siteReport(*answer, kWho);
}

Reply<sdk::CaptchaWidget> RecaptchaCaptcha::widget(const sdk::Call&, const sdk::CaptchaQuestion&) {
  if (settings_.siteKey.empty())
    return sdk::needsAttention("not_configured", "site_key is not set");
  const auto render = settings_.isScored() ? settings_.siteKey : std::string{"explicit"};
  return sdk::CaptchaWidget{
      settings_.siteKey, baseUrl_ + "/api.js?render=" + sdk::urlEncode(render), "grecaptcha",
      settings_.isScored() ? sdk::CaptchaMode::Score : sdk::CaptchaMode::Widget};
}

Reply<sdk::CaptchaVerdict> RecaptchaCaptcha::verify(const sdk::Call& call,
                                                    const sdk::CaptchaAnswer& given) {
  if (const auto fault = sdk::captchaTokenFault(given.token)) return *fault;
  const auto answer = sdk::askSiteverify(http_, call, baseUrl_ + "/api/siteverify",
                                         settings_.secret, given.token, given.remoteIp, kWho);
  if (!answer) return answer.error();
  auto verdict = sdk::verdictOf(*answer);
  if (verdict.ok && (settings_.isScored() || verdict.score)) judgeScore(verdict, settings_, given);
  return verdict;
}

}  // namespace hostler::recaptcha
