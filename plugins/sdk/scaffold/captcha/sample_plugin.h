#pragma once

#include "client.h"

#include <hostler/captcha.hpp>

namespace sample {

/// What pages are told beside the settings that every call needs.
struct PageSettings {
  std::string siteKey;

  static constexpr auto members() {
    return std::tuple{sdk::optionalField("site_key", &PageSettings::siteKey)};
  }
};

/// People told from programs by Sample.
class SamplePlugin final : public sdk::Captcha {
 public:
  explicit SamplePlugin(const sdk::Context& context)
      : settings_{context.settings<Settings>()}, page_{context.settings<PageSettings>()} {}

  sdk::Reply<sdk::CaptchaReport> testConnection(const sdk::Call&, const sdk::CaptchaTest&) override;
  sdk::Reply<sdk::CaptchaWidget> widget(const sdk::Call&, const sdk::CaptchaQuestion&) override;
  sdk::Reply<sdk::CaptchaVerdict> verify(const sdk::Call&, const sdk::CaptchaAnswer&) override;

 private:
  const Settings settings_;
  const PageSettings page_;
  const Client client_;
};

}  // namespace sample
