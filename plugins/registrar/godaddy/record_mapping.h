#pragma once

#include <hostler/dns_types.hpp>
#include <hostler/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace hostler::godaddy {

/// Where GoDaddy keeps a record set: all records of one type and of one name below the domain. Of
/// SRV records, those of every service at that name are together.
struct RecordPlace {
  std::string type, name;  ///< "@" for the domain itself
  friend auto operator<=>(const RecordPlace&, const RecordPlace&) = default;
};

RecordPlace placeOf(const std::string& domain, const sdk::RecordSet& set);
RecordPlace placeOf(const sdk::Json& record);

/// Why a set cannot be kept at GoDaddy; nothing where it can.
std::optional<std::string> faultOf(const std::string& domain, const sdk::RecordSet& set);

/// GoDaddy's records as sets, sorted by name, type and value. Throws MappingError.
std::vector<sdk::RecordSet> toRecordSets(const std::string& domain, const sdk::Json& records);
/// One set as GoDaddy's records. Only for a set without fault.
std::vector<sdk::Json> fromRecordSet(const std::string& domain, const sdk::RecordSet& set);
/// Whether one of GoDaddy's records belongs to a set of this name and type.
bool belongsTo(const std::string& domain, const sdk::Json& record, const sdk::RecordSet& set);

bool areEqual(const sdk::RecordSet& a, const sdk::RecordSet& b);

}  // namespace hostler::godaddy
