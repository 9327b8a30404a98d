#pragma once

#include "core/audit/audit_log.h"
#include "core/http/router.h"
#include "modules/billing/invoice_views.h"
#include "modules/notifications/life_mails.h"

namespace hostler {

inline constexpr http::Permission kSendReminders{"notifications:SendReminders"};

/// A reminder that staff send by hand.
class ReminderRoute {
 public:
  struct Parts {
    db::Database& database;
    Tenants& tenants;
    Billing& billing;
    LifeMails& mails;
    AuditLog& audit;
  };
  explicit ReminderRoute(Parts parts) : parts_{parts} {}
  void mount(http::Router& router);

 private:
  InvoiceView remind(const Actor& actor, Id<Invoice> id);

  Parts parts_;
};

}  // namespace hostler
