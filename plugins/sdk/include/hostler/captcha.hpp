#pragma once

#include <hostler/call.hpp>
#include <hostler/captcha_types.hpp>
#include <hostler/verbs.hpp>

namespace hostler::sdk {

/// "captcha/1": tells people from programs. The engine takes each token once and never sends one
/// again, so no answer is Unknown. An answer that was lost or cannot be read is Retryable: it is no
/// verdict, and the engine has a rule for days on which there is none. Verbs may be called from
/// several threads at once.
class Captcha {
 public:
  using Kind = Captcha;
  static constexpr std::string_view kKind = "captcha/1";
  virtual ~Captcha() = default;

  /// NeedsAttention "credentials_refused" where the provider does not take the secret.
  virtual Reply<CaptchaReport> testConnection(const Call&, const CaptchaTest&) = 0;
  /// What a page shows. Asks nobody.
  virtual Reply<CaptchaWidget> widget(const Call&, const CaptchaQuestion&) = 0;
  /// Whether a person solved it. A token that is wrong, stale or used is a verdict too. Permanent
  /// "bad_request" for what cannot be a token; then nothing is sent.
  virtual Reply<CaptchaVerdict> verify(const Call&, const CaptchaAnswer&) = 0;

  template <class Plugin>
  static void declare(VerbTable<Plugin, Captcha>& verbs) {
    verbs.add("test_connection", &Plugin::testConnection);
    verbs.add("widget", &Plugin::widget);
    verbs.add("verify", &Plugin::verify);
  }
};

}  // namespace hostler::sdk
