#pragma once

// What crosses for "captcha/1".

#include <hostler/fields.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sdk {

struct CaptchaTest {
  static constexpr auto members() { return std::tuple{}; }
};
struct CaptchaReport {
  std::string detail;
  static constexpr auto members() { return std::tuple{field("detail", &CaptchaReport::detail)}; }
};

enum class CaptchaMode {
  Widget = 1,  ///< something is shown, which a person may have to touch
  Score,       ///< nothing is shown: the provider judges what the page tells it
};
template <>
struct Words<CaptchaMode> {
  static constexpr std::pair<CaptchaMode, std::string_view> kAll[] = {
      {CaptchaMode::Widget, "widget"}, {CaptchaMode::Score, "score"}};
};

struct CaptchaQuestion {
  static constexpr auto members() { return std::tuple{}; }
};
/// What a page does to ask somebody: loads `script`, which then offers `object` of the window with
/// render(), reset() and, for a score, execute(), as Turnstile, reCAPTCHA and hCaptcha do.
struct CaptchaWidget {
  std::string siteKey;  ///< public
  std::string script;   ///< https; its origin is one of plugin.json's `widget.script`
  std::string object;   ///< a JavaScript name: "turnstile"
  CaptchaMode mode = CaptchaMode::Widget;
  static constexpr auto members() {
    return std::tuple{field("site_key", &CaptchaWidget::siteKey),
                      field("script", &CaptchaWidget::script),
                      field("object", &CaptchaWidget::object), field("mode", &CaptchaWidget::mode)};
  }
};

/// What somebody's browser sent.
struct CaptchaAnswer {
  std::string token;
  std::string remoteIp;               ///< whose it was; empty: not told to the provider
  std::optional<std::string> action;  ///< what it was asked for: "login"
  static constexpr auto members() {
    return std::tuple{field("token", &CaptchaAnswer::token),
                      optionalField("remote_ip", &CaptchaAnswer::remoteIp),
                      field("action", &CaptchaAnswer::action)};
  }
};
/// What the provider says of it. Hostname and action are the provider's word for where the widget
/// stood and what it asked for; empty where it does not tell. The engine compares both.
struct CaptchaVerdict {
  bool ok = false;
  std::string hostname, action;
  std::optional<std::int64_t> score;  ///< hundredths: 0 is surely a program, 100 surely a person
  std::vector<std::string> reasons;   ///< in the provider's words, why it is not
  static constexpr auto members() {
    return std::tuple{
        field("ok", &CaptchaVerdict::ok), field("hostname", &CaptchaVerdict::hostname),
        field("action", &CaptchaVerdict::action), field("score", &CaptchaVerdict::score),
        field("reasons", &CaptchaVerdict::reasons)};
  }
};

}  // namespace hostler::sdk
