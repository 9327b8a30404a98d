#pragma once

#include "msg91_client.h"
#include "registered_texts.h"
#include "settings.h"

#include <hostler/notifier.hpp>

#include <vector>

namespace hostler::msg91 {

/// SMS through one MSG91 account: never a text of its own, always a registered one and its
/// variables.
class Msg91Notifier final : public sdk::Notifier {
 public:
  explicit Msg91Notifier(const sdk::Context& context)
      : settings_{context.settings<Settings>()}, client_{settings_} {}

  sdk::Reply<sdk::NotifierReport> testConnection(const sdk::Call&,
                                                 const sdk::NotifierTest&) override;
  sdk::Reply<sdk::Sent> send(const sdk::Call&, const sdk::Message&) override;
  sdk::Reply<sdk::DeliveryReports> webhook(const sdk::Call&, const sdk::NotifierDelivery&) override;
  sdk::Reply<sdk::Balance> balance(const sdk::Call&, const sdk::ReadBalance&) override;

 private:
  /// The text that the message asks for. NeedsAttention "template_not_registered".
  sdk::Reply<RegisteredText> registered(const std::string& name) const;
  bool isForSendOtp(const RegisteredText&) const;
  sdk::Reply<std::string> submit(const sdk::Call&, const sdk::Message&, const RegisteredText&,
                                 const Variables&) const;

  const Settings settings_;
  const Msg91Client client_;
};

}  // namespace hostler::msg91
