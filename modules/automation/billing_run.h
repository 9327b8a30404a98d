#pragma once

#include "modules/automation/rule_runner.h"

namespace hostler {

/// Runs the rules of billing one after the other, as an operator asks for it: by hand, for a date,
/// or only to see what would happen.
class BillingRun {
 public:
  struct Parts {
    const Clock& clock;
    Tenants& tenants;
    RuleBook& book;
    RuleRunner& runner;
    db::Database& database;
    AuditLog& audit;
  };
  explicit BillingRun(Parts parts) : parts_{parts} {}

  /// What would be, or was, invoiced, reminded, charged (paid from credit), suspended and
  /// terminated, in the order in which rules do it. Of a later day only invoices come ahead of
  /// time: nothing is suspended, ended or reminded of before its day. Rules that are switched off
  /// are left out.
  /// `except`: services, invoices and orders that are left as they are, by their ids outside.
  Json run(const Actor& actor, std::optional<Date> day, bool dryRun,
           const std::set<std::string>& except = {});

 private:
  Parts parts_;
};

}  // namespace hostler
