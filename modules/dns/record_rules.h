#pragma once

#include "core/shape/constraints.h"
#include "modules/dns/record_set.h"

namespace hostler {

/// What the record sets of one zone have to keep.
struct RecordRules {
  std::string zone;
  std::vector<std::string> nameservers;  ///< the zone's own, which nobody writes by hand
  std::size_t mostRecords = 250;         ///< values in all
};

inline constexpr int kShortestTtl = 60, kLongestTtl = 7 * 24 * 60 * 60;

/// What people wrote, in the engine's own form. What is wrong is said at its field
/// ("records[2].values[0]"); sets that are wrong are left out of the answer.
RecordSets readRecords(const std::vector<RecordBody>& bodies, const RecordRules& rules,
                       FieldErrors& errors);

/// What holds for a zone as a whole: a CNAME stands alone, a set is named once, what is pointed to
/// is no CNAME, and there are not too many. `fieldOf` names a set for the person who wrote it.
void checkTogether(const RecordSets& sets, const RecordRules& rules,
                   const std::function<std::string(const RecordSet&)>& fieldOf,
                   FieldErrors& errors);

}  // namespace hostler
