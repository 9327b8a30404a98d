#include "sample_plugin.h"

#include "mapping.h"

#include <hostler/siteverify.hpp>

namespace sample {

using sdk::Effect;
using sdk::Reply;

Reply<sdk::CaptchaReport> SamplePlugin::testConnection(const sdk::Call& call,
                                                       const sdk::CaptchaTest&) {
  const auto holder = client_.holder(call, settings_);
  if (!holder) return holder.error();
  sdk::CaptchaReport report;
  report.detail = "Connected as " + holder->name + ".";
  return report;
}

Reply<sdk::CaptchaWidget> SamplePlugin::widget(const sdk::Call&, const sdk::CaptchaQuestion&) {
  if (page_.siteKey.empty()) return sdk::needsAttention("not_configured", "site_key is not set");
  return sdk::CaptchaWidget{page_.siteKey, settings_.baseUrl + "/widget.js", "samplecaptcha",
                            sdk::CaptchaMode::Widget};
}

Reply<sdk::CaptchaVerdict> SamplePlugin::verify(const sdk::Call& call,
                                                const sdk::CaptchaAnswer& given) {
  if (const auto fault = sdk::captchaTokenFault(given.token)) return *fault;
  const auto answer = client_.write(call, settings_, "POST", "/answers", {{"token", given.token}});
  if (!answer) {
    // It is asked once and never again, so what was lost is no verdict, and nothing hangs on it.
    auto error = answer.error();
    if (error.outcome == sdk::Outcome::Unknown) error.outcome = sdk::Outcome::Retryable;
    return error;
  }
  return mapped(answer, Effect::Read, toVerdict);
}

}  // namespace sample
