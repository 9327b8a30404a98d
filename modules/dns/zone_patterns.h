#pragma once

#include "core/base/scope.h"
#include "core/db/database.h"
#include "core/shape/constraints.h"
#include "core/time/instant.h"
#include "modules/dns/record_rules.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// Records that many zones begin with, with places to be filled in: {domain} is the zone's name,
/// {domain_dashed} the same with dashes for dots; any other, such as {ip}, is asked for.
struct ZonePattern {
  std::string name;  ///< "google-workspace": what it is called by in calls
  std::string title, description;
  std::vector<RecordBody> records;
  bool shipped = false;

  /// The places that have to be told.
  std::vector<std::string> places() const;
};

namespace zone_patterns {

/// A tenant's own and the shipped ones that none of its own replaces, by name.
std::vector<ZonePattern> all(db::Reader& reader, Id<Tenant> tenant);
std::optional<ZonePattern> find(db::Reader& reader, Id<Tenant> tenant, const std::string& name);
void save(db::Transaction& tx, Id<Tenant> tenant, const ZonePattern& pattern, Instant now);
/// False when the tenant has none of its own under this name.
bool remove(db::Transaction& tx, Id<Tenant> tenant, const std::string& name);

/// The records of a pattern for one zone. A place without a value is an error at "values.<place>".
std::vector<RecordBody> filled(const ZonePattern& pattern, const std::string& zone,
                               const std::map<std::string, std::string>& values,
                               FieldErrors& errors);
/// `records` with the pattern's in them: a set of the pattern takes the place of what has its name
/// and type, but texts and CAA are added to what is there, save that one SPF replaces another.
RecordSets merged(const RecordSets& records, const RecordSets& pattern);

}  // namespace zone_patterns
}  // namespace hostler
