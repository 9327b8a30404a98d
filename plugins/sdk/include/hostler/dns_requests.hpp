#pragma once

// Requests and replies of "dns/1". A verb on a zone may carry the `reference` that the zone was
// created with: a plugin then refuses (NeedsAttention "wrong_zone") to touch a zone that is another
// client's by now.

#include <hostler/dns_types.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hostler::sdk {

struct DnsTest {
  static constexpr auto members() { return std::tuple{}; }
};
struct DnsReport {
  std::string version, detail;
  static constexpr auto members() {
    return std::tuple{field("version", &DnsReport::version), field("detail", &DnsReport::detail)};
  }
};

struct CreateZone {
  std::string reference;  ///< our id of the client, where the provider can keep one
  std::string name;
  std::vector<std::string> nameservers;  ///< empty: those of the plugin's settings
  static constexpr auto members() {
    return std::tuple{field("reference", &CreateZone::reference), field("name", &CreateZone::name),
                      field("nameservers", &CreateZone::nameservers)};
  }
};
struct ZoneRequest {
  std::string name;
  std::string reference;
  static constexpr auto members() {
    return std::tuple{field("name", &ZoneRequest::name),
                      optionalField("reference", &ZoneRequest::reference)};
  }
};
struct LocatedZone {
  std::optional<Zone> zone;
  static constexpr auto members() { return std::tuple{field("zone", &LocatedZone::zone)}; }
};
struct ZoneRemoved {
  bool existed = true;
  static constexpr auto members() { return std::tuple{field("existed", &ZoneRemoved::existed)}; }
};

struct ChangeRecords {
  std::string name;  ///< the zone
  std::string reference;
  std::vector<RecordSet> replace;  ///< each takes the place of what has its name and type
  std::vector<RecordSet> remove;   ///< values are ignored: the whole set goes
  static constexpr auto members() {
    return std::tuple{
        field("name", &ChangeRecords::name), optionalField("reference", &ChangeRecords::reference),
        field("replace", &ChangeRecords::replace), field("remove", &ChangeRecords::remove)};
  }
};
struct ReadRecords {
  std::string name;    ///< the zone
  std::string record;  ///< the name whose sets are wanted; empty: all
  std::string type;    ///< empty: all
  static constexpr auto members() {
    return std::tuple{field("name", &ReadRecords::name),
                      optionalField("record", &ReadRecords::record),
                      optionalField("type", &ReadRecords::type)};
  }
};
struct RecordSets {
  std::vector<RecordSet> records;
  static constexpr auto members() { return std::tuple{field("records", &RecordSets::records)}; }
};

struct SwitchDnssec {
  std::string name;
  bool on = true;
  std::string reference;
  static constexpr auto members() {
    return std::tuple{field("name", &SwitchDnssec::name), field("on", &SwitchDnssec::on),
                      optionalField("reference", &SwitchDnssec::reference)};
  }
};
struct Dnssec {
  bool on = false;
  std::vector<DelegationSigner> signers;  ///< what the parent must publish
  std::vector<DnssecKey> keys;
  static constexpr auto members() {
    return std::tuple{field("on", &Dnssec::on), field("signers", &Dnssec::signers),
                      field("keys", &Dnssec::keys)};
  }
};

/// What `rectify` and `notify` answer: the provider's own words.
struct ZoneNote {
  std::string detail;
  static constexpr auto members() { return std::tuple{optionalField("detail", &ZoneNote::detail)}; }
};

struct ListZones {
  std::string cursor;
  std::int64_t limit = 100;
  static constexpr auto members() {
    return std::tuple{optionalField("cursor", &ListZones::cursor),
                      optionalField("limit", &ListZones::limit)};
  }
};
struct ZoneNames {
  std::vector<std::string> names;
  std::optional<std::string> nextCursor;
  static constexpr auto members() {
    return std::tuple{field("names", &ZoneNames::names),
                      field("next_cursor", &ZoneNames::nextCursor)};
  }
};

}  // namespace hostler::sdk
