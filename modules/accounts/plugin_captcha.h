#pragma once

#include "core/operations/provider.h"
#include "core/telemetry/log.h"
#include "core/time/clock.h"
#include "modules/accounts/captcha.h"
#include "modules/resellers/resellers.h"

#include <chrono>
#include <map>
#include <mutex>

namespace hostler {

/// The captcha that plugins of the kind "captcha" ask: the one that the shop's setting
/// `captcha.plugin` names, or the first enabled one by name. A token counts for the shop's own host
/// names alone, and for what it was asked for, where the provider tells either.
class PluginCaptcha final : public Captcha {
 public:
  /// For how long a provider that did not answer is taken to be down, and how long a look at it
  /// counts.
  static constexpr std::chrono::seconds kLook{60};

  /// All of them outlive it.
  PluginCaptcha(ProviderPort& providers, Tenants& tenants, const Clock& clock)
      : providers_{providers}, tenants_{tenants}, clock_{clock} {}

  std::string provider(Id<Tenant> tenant) override;
  std::optional<CaptchaWidget> widget(Id<Tenant> tenant) override;
  CaptchaVerdict verify(Id<Tenant> tenant, const std::string& token, CaptchaUse use,
                        const Origin& origin) override;
  bool isKnownDown(Id<Tenant> tenant) override;
  bool answers(Id<Tenant> tenant) override;

 private:
  struct Known {
    std::int64_t revision = 0;
    std::optional<CaptchaWidget> widget;
    std::optional<Instant> lookedAt;
    bool isUp = true;
  };

  std::optional<ProviderInstance> chosen(Id<Tenant> tenant);
  bool isOwnHost(Id<Tenant> tenant, const std::string& host);
  CaptchaVerdict judge(Id<Tenant> tenant, const Json& reply, CaptchaUse use,
                       const std::string& instance);
  void note(const std::string& instance, bool isUp);

  ProviderPort& providers_;
  Tenants& tenants_;
  const Clock& clock_;
  Log log_{"modules.accounts"};
  std::mutex mutex_;
  std::map<std::string, Known> known_;  // by the instance's name
};

}  // namespace hostler
