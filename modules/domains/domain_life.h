#pragma once

#include "core/jobs/handler.h"
#include "core/schedule/scheduler.h"
#include "modules/domains/domain_day.h"
#include "modules/domains/domain_renewals.h"
#include "modules/domains/domain_tasks.h"

#include <functional>

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
  /// The same by hand, at once.
  DomainDayReport keep(const Actor& actor, const DomainDayRequest& request);
  /// What keep() would do now; reads only. What credit pays is told by the credit that there is
  /// now.
  DomainDayReport foresee(const DomainDayRequest& request);
  jobs::Result syncAll(jobs::Context& context);
  std::vector<ScheduleEntry> schedule();

  /// The last notice that is due with so many days left, of the days that a tenant has chosen.
  static std::optional<int> noticeOn(std::int64_t daysLeft, const std::vector<int>& noticeDays);

 private:
  struct Day;
  struct Move;
  struct Foresight;
  using Transact = std::function<void(const std::function<void(db::Transaction&)>&)>;
  Day dayOf(const DomainDayRequest& request);
  template <class Visit>
  std::int64_t visit(const Day& day, const std::set<std::string>& except, Visit&& visitOne);
  DomainDayReport keep(const Actor& actor, const DomainDayRequest& request,
                       const Transact& transact);
  std::vector<DomainAct> keepOne(db::Transaction& tx, const Actor& actor, const Day& day,
                                 Id<Domain> id);
  std::vector<DomainAct> foreseeOne(db::Reader& reader, const Day& day, const Domain& domain,
                                    Foresight& foresight);
  Move moveOf(db::Reader& reader, const Day& day, const Domain& domain);
  bool isToRenew(db::Reader& reader, const Day& day, const Domain& domain);

  Parts parts_;
  Log log_{"modules.domains"};
};

}  // namespace hostler
