#pragma once

#include <hostler/call.hpp>
#include <hostler/dns_types.hpp>
#include <hostler/verbs.hpp>

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
  std::vector<std::string> nameservers;
  static constexpr auto members() {
    return std::tuple{field("reference", &CreateZone::reference), field("name", &CreateZone::name),
                      field("nameservers", &CreateZone::nameservers)};
  }
};
struct ZoneRequest {
  std::string name;
  static constexpr auto members() { return std::tuple{field("name", &ZoneRequest::name)}; }
};
struct LocatedZone {
  std::optional<Zone> zone;
  static constexpr auto members() { return std::tuple{field("zone", &LocatedZone::zone)}; }
};
struct ChangeRecords {
  std::string name;                ///< the zone
  std::vector<RecordSet> replace;  ///< each takes the place of what has its name and type
  std::vector<RecordSet> remove;   ///< values are ignored: the whole set goes
  static constexpr auto members() {
    return std::tuple{field("name", &ChangeRecords::name),
                      field("replace", &ChangeRecords::replace),
                      field("remove", &ChangeRecords::remove)};
  }
};
struct SwitchDnssec {
  std::string name;
  bool on = true;
  static constexpr auto members() {
    return std::tuple{field("name", &SwitchDnssec::name), field("on", &SwitchDnssec::on)};
  }
};
struct Dnssec {
  bool on = false;
  std::vector<DelegationSigner> signers;  ///< what the parent must publish
  static constexpr auto members() {
    return std::tuple{field("on", &Dnssec::on), field("signers", &Dnssec::signers)};
  }
};
struct ZoneRemoved {
  bool existed = true;
  static constexpr auto members() { return std::tuple{field("existed", &ZoneRemoved::existed)}; }
};
struct ListZones {
  std::string cursor;
  static constexpr auto members() {
    return std::tuple{optionalField("cursor", &ListZones::cursor)};
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

/// "dns/1": serves zones. A change names whole record sets, so that sending it twice changes
/// nothing.
class Dns {
 public:
  using Kind = Dns;
  static constexpr std::string_view kKind = "dns/1";
  virtual ~Dns() = default;

  virtual Reply<DnsReport> testConnection(const Call&, const DnsTest&) = 0;
  virtual Reply<Zone> createZone(const Call&, const CreateZone&) = 0;
  virtual Reply<LocatedZone> locate(const Call&, const ZoneRequest&) = 0;
  virtual Reply<Zone> changeRecords(const Call&, const ChangeRecords&) = 0;
  virtual Reply<ZoneRemoved> removeZone(const Call&, const ZoneRequest&) = 0;

  virtual Reply<Dnssec> setDnssec(const Call&, const SwitchDnssec&) { return unsupported(); }
  virtual Reply<ZoneNames> zones(const Call&, const ListZones&) { return unsupported(); }

  template <class Plugin>
  static void declare(VerbTable<Plugin, Dns>& verbs) {
    verbs.add("test_connection", &Plugin::testConnection);
    verbs.add("create_zone", &Plugin::createZone);
    verbs.add("locate", &Plugin::locate);
    verbs.add("change_records", &Plugin::changeRecords);
    verbs.add("remove_zone", &Plugin::removeZone);
    verbs.add("set_dnssec", &Plugin::setDnssec);
    verbs.add("zones", &Plugin::zones);
  }
};

}  // namespace hostler::sdk
