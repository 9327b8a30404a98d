#pragma once

#include "core/jobs/handler.h"
#include "modules/notifications/message_carriers.h"
#include "modules/notifications/message_composer.h"
#include "modules/notifications/notification_sender.h"

namespace hostler {

class InvoicePdf;

/// Sends what was taken. At least once: a message that was handed over when the engine died is
/// handed over again, under the same Message-ID.
class SendMessageJob {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    NotificationSender& sender;
    const MessageComposer& composer;
    OutgoingMail& mail;
    OutgoingSms& sms;
    const MessageCarriers& carriers;
    InvoicePdf* invoicePdf;
    std::string fallbackFrom;
    bool keepSecrets;  ///< after sending: for a sandbox alone
  };
  explicit SendMessageJob(Parts parts) : parts_{std::move(parts)} {}

  /// What a message's own troubles may cost: about four days.
  static jobs::HandlerOptions options();
  jobs::Result run(jobs::Context& context, const SendMessage& task);

 private:
  Carried handOver(const Message& message, MessageComposer::Draft& draft);
  Carried handOverMail(const Message& message, MessageComposer::Draft& draft,
                       const std::vector<std::string>& carriers);
  Carried handOverSms(const Message& message, const MessageComposer::Draft& draft,
                      const std::vector<std::string>& carriers);
  Json requestOf(const mail::Message& wire, const std::string& id) const;
  std::vector<mail::Attachment> attachmentsOf(const Message& message,
                                              const MessageComposer::Draft& draft);
  jobs::Result conclude(jobs::Context& context, Message message, MessageStatus status,
                        std::string answer);
  jobs::Result goOn(jobs::Context& context, Message message, const Carried& carried);

  Parts parts_;
  Log log_{"modules.notifications"};
};

}  // namespace hostler
