#pragma once

#include "core/http/router.h"
#include "modules/domains/domain_actions.h"
#include "modules/domains/domain_sales.h"
#include "modules/domains/domain_views.h"

namespace hostler {

inline constexpr http::Permission kReadDomains{"domains:ReadDomains"};
inline constexpr http::Permission kOperateDomains{"domains:OperateDomains"};
inline constexpr http::Permission kTransferDomains{"domains:TransferDomains"};
inline constexpr http::Permission kManageDomains{"domains:ManageDomains"};

class DomainRoutes {
 public:
  struct Parts {
    db::Database& database;
    Tenants& tenants;
    DomainRepository& domains;
    DomainActions& actions;
    DomainSales& sales;
  };
  explicit DomainRoutes(Parts parts) : parts_{parts} {}
  void mount(http::Router& router);

 private:
  void mountReading(http::Router& router);
  void mountActing(http::Router& router);
  void mountAdmin(http::Router& router);
  http::Page<DomainView> list(const Actor& actor, const DomainQuery& query);
  http::Page<DomainView> listForStaff(const Actor& actor, const AdminDomainQuery& query);
  DomainView one(const Actor& actor, Id<Domain> id, bool staff);
  http::Page<DomainStepView> timeline(const Scope& scope, Id<Domain> id, bool staff);
  http::Reply<DomainActionView> after(const Actor& actor, Id<Domain> id,
                                      const DomainActions::Job& job);

  Parts parts_;
};

}  // namespace hostler
