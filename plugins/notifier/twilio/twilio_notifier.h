#pragma once

#include "settings.h"
#include "twilio_client.h"

#include <hostler/notifier.hpp>

namespace hostler::twilio {

/// SMS through one Twilio account.
class TwilioNotifier final : public sdk::Notifier {
 public:
  explicit TwilioNotifier(const sdk::Context& context)
      : settings_{context.settings<Settings>()}, client_{settings_, context.log().redactor()} {}

  sdk::Reply<sdk::NotifierReport> testConnection(const sdk::Call&,
                                                 const sdk::NotifierTest&) override;
  sdk::Reply<sdk::Sent> send(const sdk::Call&, const sdk::Message&) override;
  sdk::Reply<sdk::DeliveryReports> webhook(const sdk::Call&, const sdk::NotifierDelivery&) override;
  sdk::Reply<sdk::ReadReport> delivery(const sdk::Call&, const sdk::ReadDelivery&) override;
  sdk::Reply<sdk::Balance> balance(const sdk::Call&, const sdk::ReadBalance&) override;

 private:
  const Settings settings_;
  const TwilioClient client_;
};

}  // namespace hostler::twilio
