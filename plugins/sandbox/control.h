#pragma once

#include "core/front/message.h"
#include "plugins/sandbox/faults.h"
#include "plugins/sandbox/journal.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/webhook_sender.h"

#include <functional>
#include <memory>
#include <vector>

namespace hostler::sandbox {

/// The sandbox's own API beside the providers': _accounts _book _calls _deliver _faults _pay
/// _webhooks _reset.
class Control {
 public:
  using Providers = std::vector<std::unique_ptr<Provider>>;

  /// `releaseHeld` lets go of the requests that a Hold keeps.
  Control(Providers& providers, FaultBook& faults, Journal& journal, WebhookSender& sender,
          std::function<void()> releaseHeld);

  /// `path` starts with "/_".
  front::Response handle(const front::Request& request, std::string_view path);

 private:
  front::Response route(const front::Request& request, std::string_view path);
  Json accounts() const;
  Json book() const;
  front::Response addAccount(const Json& account);
  front::Response addFault(const Json& fault);
  front::Response pay(const Json& request);
  front::Response deliver(const Json& request);
  front::Response told(const Provider& provider, Payer deed);
  front::Response reset();
  Provider& provider(const Json& request) const;

  Providers& providers_;
  FaultBook& faults_;
  Journal& journal_;
  WebhookSender& sender_;
  std::function<void()> releaseHeld_;
};

/// The order in which webhooks leave when a fault asks for another one, or for each twice.
std::vector<Webhook> disturbed(std::vector<Webhook> webhooks, const std::optional<Fault>& fault);

}  // namespace hostler::sandbox
