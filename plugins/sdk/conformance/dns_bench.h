#pragma once

#include "bench.h"

#include <string>

namespace hostler::conformance {

// Steps that DNS checks share. The book lists zones as {"name", "dnssec", "rrsets": [{"name",
// "type", "ttl", "records"}]}, with or without a final dot.

/// A request for the zone NAME.example of a client.
sdk::Json zoneRequest(const std::string& name, const std::string& reference = "acc_1");
/// The zone, made.
sdk::Json makeZone(Bench& bench, const std::string& name, const std::string& reference = "acc_1");
sdk::Json locateZone(Bench& bench, const std::string& name);

sdk::Json recordSet(const std::string& name, const std::string& type, const sdk::Json& values,
                    int ttl = 300);
/// A request that changes the zone NAME.example.
sdk::Json changeRequest(const std::string& name, const sdk::Json& replace,
                        const sdk::Json& remove = sdk::Json::array());

/// Zones of the book called NAME.example.
sdk::Json bookedZones(Bench& bench, const std::string& name);
/// Sets of the book with this name and type, in all zones.
sdk::Json bookedSets(Bench& bench, const std::string& name, const std::string& type);
/// The set of a zone that a verb answered; null where it has none.
sdk::Json setIn(const sdk::Json& records, const std::string& name, const std::string& type);

}  // namespace hostler::conformance
