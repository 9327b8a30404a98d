#pragma once

#include "core/audit/audit_log.h"
#include "core/http/rate_limits.h"
#include "core/http/router.h"
#include "core/nodes/id_mint.h"
#include "core/operations/provider.h"
#include "modules/notifications/suppressed_recipients.h"
#include "modules/resellers/resellers.h"

namespace hostler {

/// What carriers report of the messages they took, and the addresses that get none any more.
class DeliveryRoutes {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    IdMint& ids;
    Tenants& tenants;
    ProviderPort* providers;   ///< null: there are no carriers that report
    http::RateLimits* limits;  ///< of strangers; null: none
    AuditLog& audit;
  };
  explicit DeliveryRoutes(Parts parts) : parts_{parts} {}
  void mount(http::Router& router);

 private:
  struct Report {
    std::optional<Id<Message>> message;
    std::string carrierId, reason;
    DeliveryState state = DeliveryState::Sent;
    std::optional<Instant> at;
  };
  http::Answer receive(http::Context& context);
  std::vector<Report> verified(http::Context& context, const std::string& carrier);
  ProviderAnswer ask(const http::Context& context, const std::string& carrier,
                     const std::string& url);
  std::vector<std::string> addressesOf(const http::Context& context);
  static std::vector<Report> read(const Json& reply);
  void book(db::Transaction& tx, const std::string& carrier, const Report& report);
  void refuseStrangers(const http::Context& context);
  void countStranger(const http::Context& context);
  void lift(const Actor& actor, Id<SuppressedRecipient> id);

  Parts parts_;
  Log log_{"modules.notifications"};
};

}  // namespace hostler
