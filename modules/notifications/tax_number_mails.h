#pragma once

#include "core/events/event_bus.h"
#include "modules/accounts/accounts.h"
#include "modules/billing/tax_number_events.h"
#include "modules/notifications/notification_sender.h"

namespace hostler {

/// Tells a client, and the shop at its own address, that a VAT number is no longer in its register,
/// in the transaction that notes it.
class TaxNumberMails {
 public:
  struct Parts {
    const Clock& clock;
    Tenants& tenants;
    Accounts& accounts;
    NotificationSender& sender;
  };
  explicit TaxNumberMails(Parts parts) : parts_{parts} {}
  void subscribe(events::Bus& bus);

 private:
  void refused(db::Transaction& tx, const Scope& scope, const TaxNumberRefused& event);

  Parts parts_;
  Log log_{"modules.notifications"};
};

}  // namespace hostler
