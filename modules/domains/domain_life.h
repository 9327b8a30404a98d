#pragma once

#include "core/jobs/handler.h"
#include "core/schedule/scheduler.h"
#include "modules/domains/domain_renewals.h"
#include "modules/domains/domain_tasks.h"

namespace hostler {

/// What goes by the calendar: renewals are invoiced, notices given, what has expired moves on, and
/// registrars are asked how things are.
class DomainLife {
 public:
  struct Parts {
    db::Database& database;
    const Clock& clock;
    Tenants& tenants;
    DomainRepository& domains;
    DomainDesk& desk;
    DomainRenewals& renewals;
  };
  explicit DomainLife(Parts parts) : parts_{parts} {}

  jobs::Result keep(jobs::Context& context);
  jobs::Result syncAll(jobs::Context& context);
  std::vector<ScheduleEntry> schedule();

  /// The last notice that is due with so many days left, of the days that a tenant has chosen.
  static std::optional<int> noticeOn(std::int64_t daysLeft, const std::vector<int>& noticeDays);

 private:
  struct Day;
  void keepOne(db::Transaction& tx, const Actor& actor, const Day& day, Id<Domain> id);
  bool moveOn(db::Transaction& tx, const Actor& actor, const Day& day, Domain& domain,
              const Tld& tld);
  void notify(db::Transaction& tx, const Actor& actor, const Day& day, Domain& domain);
  void renew(db::Transaction& tx, const Actor& actor, const Day& day, Domain& domain);

  Parts parts_;
  Log log_{"modules.domains"};
};

}  // namespace hostler
