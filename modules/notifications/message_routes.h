#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/notifications/message_composer.h"
#include "modules/notifications/message_views.h"
#include "modules/notifications/notification_sender.h"

namespace hostler {

inline constexpr http::Permission kReadMessages{"notifications:ReadMessages"};
inline constexpr http::Permission kResendMessages{"notifications:ResendMessages"};

/// What was sent, for staff.
class MessageRoutes {
 public:
  struct Parts {
    db::Database& database;
    NotificationSender& sender;
    const MessageComposer& composer;
    AuditLog& audit;
    bool showSecrets;
  };
  explicit MessageRoutes(Parts parts) : parts_{parts} {}
  void mount(http::Router& router);

 private:
  http::Page<MessageView> list(const Scope& scope, const MessageQuery& query);
  MessageView viewOf(db::Reader& reader, const Message& message);
  MessageView one(const Scope& scope, Id<Message> id);
  MessageView sendAgain(const Actor& actor, Id<Message> id);

  Parts parts_;
};

}  // namespace hostler
