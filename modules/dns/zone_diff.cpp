#include "modules/dns/zone_diff.h"

#include <algorithm>

namespace hostler {

ZoneDiff ZoneDiff::between(const RecordSets& before, const RecordSets& after) {
  ZoneDiff diff;
  for (const auto& set : after) {
    const auto* there = findSet(before, set.name, set.type);
    if (there == nullptr) {
      diff.added.push_back(set);
    } else if (!(*there == set)) {
      diff.changed.push_back({*there, set});
    }
  }
  for (const auto& set : before) {
    if (findSet(after, set.name, set.type) == nullptr) diff.removed.push_back(set);
  }
  return diff;
}

ZoneChange ZoneChange::of(const ZoneDiff& diff) {
  ZoneChange change{diff.added, diff.removed};
  for (const auto& one : diff.changed) change.replace.push_back(one.after);
  return change;
}

ZoneChange ZoneChange::whole(const RecordSets& wanted, const RecordSets& maybe) {
  ZoneChange change{wanted, {}};
  for (const auto& set : maybe) {
    if (findSet(wanted, set.name, set.type) == nullptr &&
        findSet(change.remove, set.name, set.type) == nullptr)
      change.remove.push_back(set);
  }
  return change;
}

RecordSets withSets(RecordSets sets, const RecordSets& newer) {
  for (const auto& set : newer) {
    const auto same =
        std::ranges::find_if(sets, [&](const RecordSet& one) { return one.isOf(set); });
    if (same == sets.end()) {
      sets.push_back(set);
    } else {
      *same = set;
    }
  }
  return sets;
}

}  // namespace hostler
