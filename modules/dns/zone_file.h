#pragma once

#include "modules/dns/record_set.h"

#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// What a zone file (RFC 1035 section 5, as BIND writes it) holds for one zone.
struct ZoneFile {
  struct Skipped {
    int line = 0;
    std::string text, reason;
  };
  RecordSets records;
  std::vector<Skipped>
      skipped;  ///< well-formed, and not for us: SOA, the zone's own NS, other types
};

/// Reads a zone file strictly. $ORIGIN and $TTL are taken, $INCLUDE and $GENERATE are not. Throws
/// ValidationError for `text` that names each wrong line.
ZoneFile readZoneFile(std::string_view text, const std::string& zone);

/// A zone as a file that readZoneFile and any name server read.
std::string writeZoneFile(const RecordSets& records, const std::string& zone,
                          const std::vector<std::string>& nameservers, int serial);

}  // namespace hostler
