#pragma once

#include <hostler/call.hpp>
#include <hostler/dns_requests.hpp>
#include <hostler/verbs.hpp>

namespace hostler::sdk {

/// "dns/1": serves zones. A change names whole record sets, so that sending it twice changes
/// nothing. The account's keys are the plugin's own settings, so two servers are two instances.
/// Without them a plugin is made all the same and answers NeedsAttention "not_configured". Verbs
/// may be called from several threads at once.
class Dns {
 public:
  using Kind = Dns;
  static constexpr std::string_view kKind = "dns/1";
  virtual ~Dns() = default;

  virtual Reply<DnsReport> testConnection(const Call&, const DnsTest&) = 0;
  /// Looks for what an earlier attempt may have made. A zone of another reference is Permanent
  /// "zone_exists": an order must not hand over somebody else's zone.
  virtual Reply<Zone> createZone(const Call&, const CreateZone&) = 0;
  /// Settles an Unknown: what is there now, with all its records. Never answers Unknown itself.
  virtual Reply<LocatedZone> locate(const Call&, const ZoneRequest&) = 0;
  /// All of it or nothing. Names outside the zone and values that no zone may hold are refused
  /// before anything is sent.
  virtual Reply<Zone> changeRecords(const Call&, const ChangeRecords&) = 0;
  /// Irreversible. A zone that is not there is success with `existed` false.
  virtual Reply<ZoneRemoved> removeZone(const Call&, const ZoneRequest&) = 0;

  /// Signs the zone, or stops signing it. Before it is switched off the parent's DS records must be
  /// gone for as long as their TTL: the engine sees to that.
  virtual Reply<Dnssec> setDnssec(const Call&, const SwitchDnssec&) { return unsupported(); }
  /// Whether a zone is signed, and the DS records that its parent must publish.
  virtual Reply<Dnssec> dnssec(const Call&, const ZoneRequest&) { return unsupported(); }
  /// The record sets of one name or type, where the whole zone would be too much.
  virtual Reply<RecordSets> records(const Call&, const ReadRecords&) { return unsupported(); }
  /// Puts right what a provider derives from the records (the order of names, for DNSSEC).
  virtual Reply<ZoneNote> rectify(const Call&, const ZoneRequest&) { return unsupported(); }
  /// Tells the zone's secondary servers that it changed (RFC 1996).
  virtual Reply<ZoneNote> notify(const Call&, const ZoneRequest&) { return unsupported(); }
  /// Every zone that these credentials see, for finding drift.
  virtual Reply<ZoneNames> zones(const Call&, const ListZones&) { return unsupported(); }

  template <class Plugin>
  static void declare(VerbTable<Plugin, Dns>& verbs) {
    verbs.add("test_connection", &Plugin::testConnection);
    verbs.add("create_zone", &Plugin::createZone);
    verbs.add("locate", &Plugin::locate);
    verbs.add("change_records", &Plugin::changeRecords);
    verbs.add("remove_zone", &Plugin::removeZone);
    verbs.add("set_dnssec", &Plugin::setDnssec);
    verbs.add("dnssec", &Plugin::dnssec);
    verbs.add("records", &Plugin::records);
    verbs.add("rectify", &Plugin::rectify);
    verbs.add("notify", &Plugin::notify);
    verbs.add("zones", &Plugin::zones);
  }
};

}  // namespace hostler::sdk
