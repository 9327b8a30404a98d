#pragma once

#include "core/events/event_bus.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/quote_events.h"
#include "modules/notifications/notification_sender.h"

namespace hostler {

/// Tells a client of a quote, in the transaction that sends it.
class QuoteMails {
 public:
  struct Parts {
    const Clock& clock;
    Tenants& tenants;
    Accounts& accounts;
    NotificationSender& sender;
  };
  explicit QuoteMails(Parts parts) : parts_{parts} {}
  void subscribe(events::Bus& bus);

 private:
  void sent(db::Transaction& tx, const Scope& scope, const QuoteSent& event);

  Parts parts_;
  Log log_{"modules.notifications"};
};

}  // namespace hostler
