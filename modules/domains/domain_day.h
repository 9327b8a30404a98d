#pragma once

#include "modules/billing/invoice.h"
#include "modules/domains/domain_term.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hostler {

/// Something that a day does to a domain, or would do.
struct DomainAct {
  enum class Kind {
    Renew,   ///< its renewal is invoiced
    Move,    ///< what has expired has another status
    Notice,  ///< its client is told that it expires
    Fail     ///< it could not be done, and a person is asked: `detail` says why
  };
  Kind kind = Kind::Renew;
  Domain domain;  ///< as it was before
  std::string detail = {};
  std::optional<Invoice> invoice = {};  ///< of a renewal: a draft where it is only foreseen
  bool paidFromCredit = false;
  std::optional<DomainStatus> becomes = {};
  int daysLeft = 0;  ///< of a notice
};

/// A day's work on a tenant's domains.
struct DomainDayReport {
  std::vector<DomainAct> acts;
  std::int64_t lookedAt = 0;
};

/// For whom, for which day and without which domains.
struct DomainDayRequest {
  Id<Tenant> tenant;
  /// Default: today. Of a later day renewals are invoiced ahead of time, and nothing else is done
  /// before its day; of an earlier one all goes by that day, and nobody is
  /// told how many days were left on it.
  std::optional<Date> day = {};
  std::set<std::string> except = {};  ///< by their ids outside
};

}  // namespace hostler
