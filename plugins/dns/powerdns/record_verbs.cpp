// Reading and writing record sets.
#include "mapping.h"
#include "names.h"
#include "powerdns_dns.h"
#include "record_content.h"
#include "record_rules.h"

#include <algorithm>

namespace hostler::powerdns {
namespace {

using sdk::Reply;

constexpr int kNoContent = 204;

}  // namespace

Reply<sdk::Zone> PowerDns::changeRecords(const sdk::Call& call, const sdk::ChangeRecords& request) {
  if (auto fault = zoneFault(request.name, request.reference)) return *fault;
  if (auto fault = faultOf(request, settings_.minimumTtl)) return *fault;
  auto before = finder_.expected(call, request.name, request.reference);
  if (!before) return before.error();
  // The serial moves with every write, and secondaries with the serial.
  if (isAsWanted(*before, request)) return std::move(*before);

  const auto refusal =
      client_.write(call, "PATCH", zonePath(request.name), rrsetChanges(request), kNoContent);
  return settle(call, request.name, refusal,
                [&](const sdk::Zone& zone) { return isAsWanted(zone, request); });
}

Reply<sdk::RecordSets> PowerDns::records(const sdk::Call& call, const sdk::ReadRecords& request) {
  if (auto fault = zoneFault(request.name, {})) return *fault;
  if (!request.record.empty() &&
      (!isRecordName(request.record) || !isInZone(request.record, request.name))) {
    return sdk::permanent("out_of_zone", "record is not a name in the zone");
  }
  if (request.type.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != std::string::npos)
    return sdk::permanent("bad_request", "type is not a record type");
  std::string query;
  if (!request.record.empty()) query = "?rrset_name=" + sdk::urlEncode(absolute(request.record));
  // The server takes a type only together with a name.
  if (!query.empty() && !request.type.empty()) query += "&rrset_type=" + request.type;

  const auto found = client_.find(call, zonePath(request.name) + query, kLargestZone);
  if (!found) return found.error();
  if (!*found) return sdk::permanent("zone_missing", "the server does not have " + request.name);
  try {
    auto zone = toZone(**found);
    if (zone.name != request.name) return misfit("it is about another zone");
    // Servers before 4.6 do not know the query and answer with the whole zone.
    std::erase_if(zone.records, [&](const sdk::RecordSet& set) {
      return (!request.record.empty() && set.name != request.record) ||
             (!request.type.empty() && set.type != request.type);
    });
    return sdk::RecordSets{std::move(zone.records)};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::powerdns
