#pragma once

#include "sendgrid_client.h"
#include "settings.h"

#include <hostler/notifier.hpp>

namespace hostler::sendgrid {

/// Mails through one SendGrid account.
class SendGridNotifier final : public sdk::Notifier {
 public:
  explicit SendGridNotifier(const sdk::Context& context)
      : settings_{context.settings<Settings>()}, client_{settings_} {}

  sdk::Reply<sdk::NotifierReport> testConnection(const sdk::Call&,
                                                 const sdk::NotifierTest&) override;
  sdk::Reply<sdk::Sent> send(const sdk::Call&, const sdk::Message&) override;
  sdk::Reply<sdk::DeliveryReports> webhook(const sdk::Call&, const sdk::NotifierDelivery&) override;
  sdk::Reply<sdk::Balance> balance(const sdk::Call&, const sdk::ReadBalance&) override;

 private:
  const Settings settings_;
  const SendGridClient client_;
};

}  // namespace hostler::sendgrid
