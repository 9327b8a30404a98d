#pragma once

#include "settings.h"
#include "smtp_client.h"

#include <hostler/notifier.hpp>

namespace hostler::smtp {

/// Mails through one mail server. SMTP knows no reports: what becomes of a mail later comes back as
/// a mail.
class SmtpNotifier final : public sdk::Notifier {
 public:
  explicit SmtpNotifier(const sdk::Context& context) : settings_{context.settings<Settings>()} {}

  sdk::Reply<sdk::NotifierReport> testConnection(const sdk::Call&,
                                                 const sdk::NotifierTest&) override;
  sdk::Reply<sdk::Sent> send(const sdk::Call&, const sdk::Message&) override;

 private:
  const Settings settings_;
  const SmtpClient client_{settings_};
};

}  // namespace hostler::smtp
