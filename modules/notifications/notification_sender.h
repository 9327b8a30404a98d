#pragma once

#include "core/jobs/queue.h"
#include "core/render/template_library.h"
#include "core/secrets/vault.h"
#include "modules/notifications/message_carriers.h"
#include "modules/notifications/message_repository.h"
#include "modules/notifications/outgoing_mail.h"
#include "modules/notifications/outgoing_sms.h"
#include "modules/resellers/resellers.h"

namespace hostler {

/// Sends one message.
struct SendMessage {
  static constexpr std::string_view kKind = "notifications.send";
  Id<Message> message;
  static void describe(Shape<SendMessage>& shape) { shape.field("message", &SendMessage::message); }
};

/// Takes messages: writes them down and puts the job that sends them into the queue, both in the
/// transaction of what they tell of. Thread-safe.
class NotificationSender final : public MessageSender {
 public:
  struct Parts {
    const Clock& clock;
    IdMint& ids;
    Vault& vault;
    jobs::Queue& jobs;
    Tenants& tenants;
    const render::TemplateLibrary& templates;
    OutgoingMail& mail;
    OutgoingSms& sms;
    const MessageCarriers& carriers;
  };
  explicit NotificationSender(Parts parts) : parts_{parts} {}

  bool canSend(Id<Tenant> tenant, MessageChannel channel) override;
  /// Throws std::logic_error for a template that nobody has written.
  void send(db::Transaction& tx, const Scope& scope, const OutgoingMessage& message) override;

  /// The same with more to say. `message` has everything but id, reference and time. Nothing when
  /// it is there already.
  std::optional<Message> take(db::Transaction& tx, Message message,
                              const MessageSecrets& secrets = {});
  /// Many that carry no secret, in few statements.
  void takeAll(db::Transaction& tx, std::vector<Message> messages);
  /// Sends once more what was sent, or could not be: as a new message. Throws DomainError 409 while
  /// it is still queued, and when the code or link that it had is gone.
  Message sendAgain(db::Transaction& tx, const Message& message);

  MessageSecrets secretsOf(db::Reader& reader, const Message& message);

 private:
  void checkTemplate(const Message& message) const;
  message_repository::Sealed prepare(Message message, const MessageSecrets& secrets);
  void enqueue(db::Transaction& tx, const Message& message, const MessageSecrets& secrets);

  Parts parts_;
};

}  // namespace hostler
