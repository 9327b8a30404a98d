#pragma once

#include "core/json/json.h"
#include "core/time/date.h"
#include "modules/entities/entities.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hostler {

/// What a billing run asks of one of its parts.
struct RunPartRequest {
  Id<Tenant> tenant;
  Date day;                           ///< the business day
  bool dryRun = false;                ///< tell, and change nothing
  std::set<std::string> except = {};  ///< what is left as it is, by ids outside
};

/// One thing that a part did, or would do.
struct RunPartRow {
  std::string list;     ///< of the run's answer that it stands in; held and failed are no acts
  std::string action;   ///< that it is counted by, unless it was held or failed
  std::string subject;  ///< its id outside: "dom_…"
  Id<Account> account;
  std::string detail;           ///< a sentence: why
  Json facts = Json::object();  ///< stand in the answer beside the subject
};

struct RunPartReport {
  std::vector<RunPartRow> rows;
  std::int64_t lookedAt = 0;
};

/// A part of a billing run that is no rule: what another module does by itself in the night. Its
/// dry run answers the rows that the run itself would.
struct RunPart {
  std::string name;  ///< of its job: "domains.daily"
  std::function<RunPartReport(const RunPartRequest&)> run;
};

}  // namespace hostler
