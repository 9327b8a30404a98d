#pragma once

#include "core/http/router.h"
#include "modules/services/service_actions.h"
#include "modules/services/usage_history.h"

namespace hostler {

inline constexpr http::Permission kReadServices{"services:ReadServices"};
inline constexpr http::Permission kOperateServices{"services:OperateServices"};
inline constexpr http::Permission kRevealCredentials{"services:RevealCredentials"};
inline constexpr http::Permission kManageServices{"services:ManageServices"};
inline constexpr http::Permission kManageServers{"services:ManageServers"};

class ServiceRoutes {
 public:
  ServiceRoutes(db::Database& database, ServiceRepository& services, ServerRepository& servers,
                ServiceActions& actions, UsageHistory& usage, Accounts& accounts)
      : database_{database},
        services_{services},
        servers_{servers},
        actions_{actions},
        usage_{usage},
        accounts_{accounts} {}
  void mount(http::Router& router);

 private:
  void mountReading(http::Router& router);
  void mountActing(http::Router& router);
  void mountAdmin(http::Router& router);
  Json usageOf(const Scope& scope, Id<Service> id);
  http::Page<ServiceView> list(const Actor& actor, const Scope& scope, const ServiceQuery& query);
  ServiceView one(const Actor& actor, Id<Service> id, bool staff);
  TimelineView timeline(const Scope& scope, Id<Service> id, bool staff);
  http::Reply<ServiceActionView> after(const Actor& actor, Id<Service> id,
                                       const std::optional<Id<jobs::Job>>& job);

  db::Database& database_;
  ServiceRepository& services_;
  ServerRepository& servers_;
  ServiceActions& actions_;
  UsageHistory& usage_;
  Accounts& accounts_;
};

}  // namespace hostler
