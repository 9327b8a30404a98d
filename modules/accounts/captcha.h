#pragma once

#include "core/audit/actor.h"
#include "core/shape/words.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// What a captcha is asked for; the provider is told it as the action.
enum class CaptchaUse { Login = 1, Register, Recover, Contact };
template <>
inline constexpr std::array kEnumNames<CaptchaUse>{
    std::string_view{"login"}, std::string_view{"register"}, std::string_view{"recover"},
    std::string_view{"contact"}};

/// What a browser needs to show a captcha.
struct CaptchaWidget {
  std::string siteKey;
  std::string script;  ///< an address
  std::string object;  ///< what the script offers on the window: "turnstile"
  std::string mode;    ///< "widget": something is shown; "score": nothing is
};

/// What became of a token. Unavailable is no verdict: the provider could not be asked.
enum class CaptchaVerdict { Passed = 1, Failed, Unavailable };

/// Tells people from programs. Tokens are used once: the caller sees to that, so an implementation
/// only asks its provider. Thread-safe; what asks a provider waits in the caller's thread.
class Captcha {
 public:
  virtual ~Captcha() = default;
  /// Who asks in this shop: "turnstile", "recaptcha"; "none" asks nobody anything.
  virtual std::string provider(Id<Tenant> tenant) = 0;
  /// Nothing where there is none, or where it cannot be told now.
  virtual std::optional<CaptchaWidget> widget(Id<Tenant> tenant) = 0;
  virtual CaptchaVerdict verify(Id<Tenant> tenant, const std::string& token, CaptchaUse use,
                                const Origin& origin) = 0;
  /// Whether the provider is known not to answer now. Asks nobody.
  virtual bool isKnownDown(Id<Tenant> tenant) = 0;
  /// Whether it answers: asked for who could not even load the widget, at most once a minute.
  virtual bool answers(Id<Tenant> tenant) = 0;
};

/// Where no plugin can be: no captcha.
class NoCaptcha final : public Captcha {
 public:
  std::string provider(Id<Tenant>) override { return "none"; }
  std::optional<CaptchaWidget> widget(Id<Tenant>) override { return std::nullopt; }
  CaptchaVerdict verify(Id<Tenant>, const std::string&, CaptchaUse, const Origin&) override {
    return CaptchaVerdict::Passed;
  }
  bool isKnownDown(Id<Tenant>) override { return false; }
  bool answers(Id<Tenant>) override { return true; }
};

}  // namespace hostler
