#include "core/problem/problem.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/captcha/captcha_sandbox.h"
#include "plugins/sandbox/cloudstack/cloudstack_sandbox.h"
#include "plugins/sandbox/control.h"
#include "plugins/sandbox/digitalocean/digitalocean_sandbox.h"
#include "plugins/sandbox/ec2/ec2_sandbox.h"
#include "plugins/sandbox/faults.h"
#include "plugins/sandbox/godaddy/godaddy_sandbox.h"
#include "plugins/sandbox/journal.h"
#include "plugins/sandbox/msg91/msg91_sandbox.h"
#include "plugins/sandbox/played_with.h"
#include "plugins/sandbox/powerdns/powerdns_sandbox.h"
#include "plugins/sandbox/razorpay/razorpay_sandbox.h"
#include "plugins/sandbox/request_view.h"
#include "plugins/sandbox/sendgrid/sendgrid_sandbox.h"
#include "plugins/sandbox/stripe/stripe_sandbox.h"
#include "plugins/sandbox/timers.h"
#include "plugins/sandbox/twilio/twilio_sandbox.h"
#include "plugins/sandbox/vies/vies_sandbox.h"
#include "plugins/sandbox/webhook_sender.h"
#include "plugins/sandbox/whm/whm_sandbox.h"

#include <list>
#include <mutex>

namespace hostler::sandbox {
namespace {

constexpr std::chrono::milliseconds kUsualSlowness{10'000};

const Clock& clockOf(const SandboxOptions& options, const Clock& own) {
  return options.clock != nullptr ? *options.clock : own;
}

}  // namespace

Payer Provider::pay(const Json&) {
  throw NotFound{};
}

Payer Provider::deliver(const Json&) {
  throw NotFound{};
}

Json fixedAccounts(const SandboxOptions& options) {
  Json all = Json::array();
  for (const auto& accounts :
       {fixedWhmAccounts(options), fixedRazorpayAccounts(options), fixedStripeAccounts(options),
        fixedDigitalOceanAccounts(options), fixedEc2Accounts(options),
        fixedGodaddyAccounts(options), fixedPowerDnsAccounts(options),
        fixedSendGridAccounts(options), fixedMsg91Accounts(options), fixedTwilioAccounts(options),
        fixedCloudstackAccounts(options), fixedViesAccounts(options),
        fixedTurnstileAccounts(options), fixedRecaptchaAccounts(options)}) {
    all.insert(all.end(), accounts.begin(), accounts.end());
  }
  return all;
}

namespace {

class Playing {
 public:
  explicit Playing(SandboxOptions options, Providers others = {}) : options_{std::move(options)} {
    const auto& clock = clockOf(options_, ownClock_);
    providers_.push_back(makeWhmSandbox(options_, clock));
    providers_.push_back(makeRazorpaySandbox(options_, clock, sendFor("razorpay")));
    providers_.push_back(makeStripeSandbox(options_, clock, sendFor("stripe")));
    providers_.push_back(makeDigitalOceanSandbox(options_, clock));
    providers_.push_back(makeEc2Sandbox(options_, clock));
    providers_.push_back(makeGodaddySandbox(options_, clock));
    providers_.push_back(makePowerDnsSandbox(options_, clock));
    providers_.push_back(makeSendGridSandbox(options_, clock));
    providers_.push_back(makeMsg91Sandbox(options_));
    providers_.push_back(makeTwilioSandbox(options_, clock));
    providers_.push_back(makeCloudstackSandbox(options_, clock));
    providers_.push_back(makeViesSandbox(options_, clock));
    providers_.push_back(makeTurnstileSandbox(options_, clock));
    providers_.push_back(makeRecaptchaSandbox(options_, clock));
    for (auto& other : others) providers_.push_back(std::move(other));
  }
  ~Playing() { releaseHeld(); }
  Playing(const Playing&) = delete;
  Playing& operator=(const Playing&) = delete;

  void handle(front::Request request, Sandbox::Done done) {
    const auto path = std::string{pathOf(request)};
    if (path.starts_with("/_")) return done(control_.handle(request, path));
    for (const auto& provider : providers_) {
      const auto prefix = "/" + std::string{provider->name()};
      if (path == prefix || path.starts_with(prefix + "/")) {
        return ask(*provider, std::move(request), path.substr(prefix.size()), std::move(done));
      }
    }
    done(problemAnswer(404, "not_found", "the sandbox plays no provider under this path"));
  }

 private:
  Provider::Send sendFor(std::string provider) {
    return [this, provider = std::move(provider)](std::vector<Webhook> webhooks) {
      sender_.sendLater(disturbed(std::move(webhooks), faults_.takeForWebhooks(provider)));
    };
  }

  void ask(Provider& provider, front::Request request, std::string path, Sandbox::Done done) {
    const auto names = provider.names(request, std::move(path));
    const auto fault = faults_.take(provider.name(), names);
    const auto number =
        journal_.record(std::string{provider.name()}, request,
                        {{"at", clockOf(options_, ownClock_).now().text()},
                         {"operation", names.own.empty() ? Json(nullptr) : Json(names.own.back())},
                         {"account", provider.accountOf(request)},
                         {"fault", fault ? Json(fault->word) : Json(nullptr)}});
    Sandbox::Done noted = [this, number, done = std::move(done)](front::Response response) {
      journal_.answered(number, response.status);
      done(std::move(response));
    };
    if (!fault) return noted(provider.answer(request, names));
    disturb(provider, std::move(request), names, *fault, std::move(noted));
  }

  void disturb(Provider& provider, front::Request request, const OperationNames& names,
               const Fault& fault, Sandbox::Done done) {
    switch (fault.kind) {
      case FaultKind::Hold:
        return hold(fault, [&provider, request = std::move(request), names,
                            done = std::move(done)] { done(provider.answer(request, names)); });
      case FaultKind::Slow: {
        auto response = std::make_shared<front::Response>(provider.answer(request, names));
        return timers_.after(fault.delay.value_or(kUsualSlowness),
                             [done = std::move(done), response] { done(std::move(*response)); });
      }
      case FaultKind::DropAfterEffect:
        provider.answer(request, names);
        return done(noAnswer());
      case FaultKind::LieError:
        provider.answer(request, names);
        return done(provider.falseError(names));
      case FaultKind::Garbage:
        provider.answer(request, names);
        return done(garbageAnswer());
      case FaultKind::Oversize:
        provider.answer(request, names);
        return done(oversizeAnswer());
      case FaultKind::WrongTypes:
        return done(wrongTypesOf(provider.answer(request, names)));
      case FaultKind::LieSuccess:
        return done(provider.pretend(request, names));
      case FaultKind::ServerError:
        return done(provider.serverError());
      case FaultKind::RateLimit:
        return done(rateLimited(provider, fault));
      case FaultKind::Redirect:
        return done(redirectAnswer());
      case FaultKind::Duplicate:
      case FaultKind::Reorder:
        break;  // never taken for a request
    }
    done(provider.answer(request, names));
  }

  static front::Response rateLimited(const Provider& provider, const Fault& fault) {
    auto response = provider.rateLimited();
    if (fault.retryAfter)
      response.headers.emplace_back("Retry-After", std::to_string(*fault.retryAfter));
    return response;
  }

  void hold(const Fault& fault, std::function<void()> proceed) {
    const auto once = std::make_shared<std::function<void()>>(std::move(proceed));
    {
      const std::lock_guard lock{heldMutex_};
      held_.push_back(once);
    }
    if (!fault.delay) return;
    timers_.after(*fault.delay, [this, once] {
      if (forget(once)) (*once)();
    });
  }
  bool forget(const std::shared_ptr<std::function<void()>>& work) {
    const std::lock_guard lock{heldMutex_};
    return held_.remove(work) > 0;
  }
  void releaseHeld() {
    std::list<std::shared_ptr<std::function<void()>>> released;
    {
      const std::lock_guard lock{heldMutex_};
      released.swap(held_);
    }
    for (const auto& work : released) (*work)();
  }

  const SandboxOptions options_;
  const SystemClock ownClock_;
  FaultBook faults_;
  Journal journal_;
  WebhookSender sender_;
  std::vector<std::unique_ptr<Provider>> providers_;
  std::mutex heldMutex_;
  std::list<std::shared_ptr<std::function<void()>>> held_;
  Control control_{providers_, faults_, journal_, sender_, [this] { releaseHeld(); }};
  Timers timers_;  // last, so that what it still runs finds the rest alive
};

}  // namespace

class Sandbox::Engine : public Playing {
 public:
  using Playing::Playing;
};

Handle playedWith(SandboxOptions options, Providers others) {
  const auto playing = std::make_shared<Playing>(std::move(options), std::move(others));
  return [playing](front::Request request, Sandbox::Done done) {
    playing->handle(std::move(request), std::move(done));
  };
}

Sandbox::Sandbox(SandboxOptions options) : engine_{std::make_unique<Engine>(std::move(options))} {}
Sandbox::~Sandbox() = default;

void Sandbox::handle(front::Request request, Done done) {
  engine_->handle(std::move(request), std::move(done));
}

}  // namespace hostler::sandbox
