#pragma once

#include "modules/dns/dns.h"

namespace hostler {

struct CreateDnsZone {
  static constexpr std::string_view kKind = "dns.create_zone";
  Id<DnsZone> zone;
  static void describe(Shape<CreateDnsZone>& shape) { shape.field("zone", &CreateDnsZone::zone); }
};
struct PublishDnsZone {
  static constexpr std::string_view kKind = "dns.publish_zone";
  Id<DnsZone> zone;
  int serial = 0;
  static void describe(Shape<PublishDnsZone>& shape) {
    shape.field("zone", &PublishDnsZone::zone);
    shape.field("serial", &PublishDnsZone::serial);
  }
};
struct SignDnsZone {
  static constexpr std::string_view kKind = "dns.sign_zone";
  Id<DnsZone> zone;
  bool on = true;
  static void describe(Shape<SignDnsZone>& shape) {
    shape.field("zone", &SignDnsZone::zone);
    shape.field("on", &SignDnsZone::on);
  }
};
/// A zone that another module wants an account to have.
struct WantDnsZone {
  static constexpr std::string_view kKind = "dns.want_zone";
  Id<Account> account;
  std::string domain, pattern, registrar;
  std::map<std::string, std::string> values;
  static void describe(Shape<WantDnsZone>& shape) {
    shape.field("account", &WantDnsZone::account);
    shape.field("domain", &WantDnsZone::domain);
    shape.field("template", &WantDnsZone::pattern).length(0, 60);
    shape.field("registrar", &WantDnsZone::registrar).length(0, 60).withDefault();
    shape.field("values", &WantDnsZone::values);
  }
};
/// Removes a zone whose name is not its account's any more, once nothing else is done to it.
struct EvictDnsZone {
  static constexpr std::string_view kKind = "dns.evict_zone";
  Id<DnsZone> zone;
  static void describe(Shape<EvictDnsZone>& shape) { shape.field("zone", &EvictDnsZone::zone); }
};
struct RemoveDnsZone {
  static constexpr std::string_view kKind = "dns.remove_zone";
  Id<DnsZone> zone;
  static void describe(Shape<RemoveDnsZone>& shape) { shape.field("zone", &RemoveDnsZone::zone); }
};

}  // namespace hostler
