#pragma once

#include "modules/dns/record_set.h"

#include <utility>

namespace hostler {

/// What publishing one set of records over another would do, or did.
struct ZoneDiff {
  struct Changed {
    RecordSet before, after;
  };
  RecordSets added, removed;
  std::vector<Changed> changed;

  bool isEmpty() const { return added.empty() && removed.empty() && changed.empty(); }
  static ZoneDiff between(const RecordSets& before, const RecordSets& after);
};

/// What a provider is told: each set of `replace` takes the place of what has its name and type.
struct ZoneChange {
  RecordSets replace, remove;

  static ZoneChange of(const ZoneDiff& diff);
  /// Brings about `wanted` where nobody knows which of `maybe` are there.
  static ZoneChange whole(const RecordSets& wanted, const RecordSets& maybe);
  Json json() const { return {{"replace", recordJson(replace)}, {"remove", recordJson(remove)}}; }
};

/// `sets` with each of `newer` in the place of what has its name and type.
RecordSets withSets(RecordSets sets, const RecordSets& newer);

}  // namespace hostler
