#pragma once

#include "modules/automation/rule_runner.h"
#include "modules/automation/run_part.h"

namespace hostler {

/// Does what the nights do for billing, as an operator asks for it: by hand, for a date, or only to
/// see what would happen. First the rules of billing one after the other, then the parts that other
/// modules do.
class BillingRun {
 public:
  struct Parts {
    const Clock& clock;
    Tenants& tenants;
    RuleBook& book;
    RuleRunner& runner;
    db::Database& database;
    AuditLog& audit;
    std::vector<RunPart> others = {};  ///< in their order
  };
  explicit BillingRun(Parts parts) : parts_{std::move(parts)} {}

  /// What would be, or was, invoiced, reminded, charged (paid from credit), suspended and
  /// terminated, in the order in which rules do it. Of a later day only invoices come ahead of
  /// time: nothing is suspended, ended or reminded of before its day. Rules that are switched off
  /// are left out. An entry of `rules` tells of each rule and of each part; more than
  /// RuleRunner::kReported rows of one are counted there and not listed.
  /// `except`: services, domains, invoices and orders that are left as they are, by their ids
  /// outside.
  Json run(const Actor& actor, std::optional<Date> day, bool dryRun,
           const std::set<std::string>& except = {});

 private:
  void runOther(Json& answer, const RunPart& part, const RunPartRequest& request);

  Parts parts_;
};

}  // namespace hostler
