#pragma once

#include "core/mail/mail_spool.h"
#include "core/mail/smtp_transport.h"
#include "modules/notifications/handed_over.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace hostler {

/// The way out for mails: a few connections to one SMTP server or, where none is set up, a
/// directory. Thread-safe.
class OutgoingMail {
 public:
  OutgoingMail(const std::optional<mail::SmtpSettings>& smtp, int connections,
               const std::filesystem::path& spool, const Clock& clock);

  bool canSend() const { return spool_ != nullptr || !connections_.empty(); }
  HandedOver handOver(const mail::Message& message);

 private:
  mail::Delivery deliver(const mail::Message& message);

  std::vector<std::unique_ptr<mail::SmtpTransport>> connections_;
  std::unique_ptr<mail::MailSpool> spool_;
  std::mutex mutex_;
  std::vector<mail::SmtpTransport*> free_;
  std::condition_variable freed_;
};

}  // namespace hostler
