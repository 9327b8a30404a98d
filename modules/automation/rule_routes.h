#pragma once

#include "core/http/router.h"
#include "modules/automation/billing_run.h"
#include "modules/automation/rule_views.h"
#include "modules/automation/upcoming.h"

namespace hostler {

inline constexpr http::Permission kReadRules{"automation:ReadRules"};
inline constexpr http::Permission kManageRules{"automation:ManageRules"};
inline constexpr http::Permission kRunRules{"automation:RunRules"};
inline constexpr http::Permission kReadUpcoming{"billing:ReadInvoices"};

class RuleRoutes {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    RuleBook& book;
    RuleRunner& runner;
    BillingRun& billingRun;
    ServiceRepository& services;
    Renewals& renewals;
    Billing& billing;
    AuditLog& audit;
    UpcomingBeside upcomingBeside = {};
  };
  explicit RuleRoutes(Parts parts) : parts_{std::move(parts)} {}
  void mount(http::Router& router);

 private:
  void mountRules(http::Router& router);
  void mountRuns(http::Router& router);
  void mountBilling(http::Router& router);
  RuleView one(Id<Tenant> tenant, const std::string& name);
  RuleView change(const Actor& actor, const std::string& name, const RuleBody& body);
  RuleReportView runByHand(const Actor& actor, const std::string& name, bool confirmed);
  RuleView withTimes(Id<Tenant> tenant, const Rule& rule);

  Parts parts_;
};

}  // namespace hostler
