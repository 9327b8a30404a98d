#pragma once

#include "powerdns_client.h"
#include "settings.h"
#include "zone_finder.h"

#include <hostler/dns.hpp>

#include <functional>
#include <optional>
#include <string>

namespace hostler::powerdns {

/// One PowerDNS Authoritative Server. Every write is judged by the zone that is read after it, and
/// not by what the server said about it.
class PowerDns final : public sdk::Dns {
 public:
  explicit PowerDns(const sdk::Context& context);

  sdk::Reply<sdk::DnsReport> testConnection(const sdk::Call&, const sdk::DnsTest&) override;
  sdk::Reply<sdk::Zone> createZone(const sdk::Call&, const sdk::CreateZone&) override;
  sdk::Reply<sdk::LocatedZone> locate(const sdk::Call&, const sdk::ZoneRequest&) override;
  sdk::Reply<sdk::ZoneRemoved> removeZone(const sdk::Call&, const sdk::ZoneRequest&) override;
  sdk::Reply<sdk::ZoneNames> zones(const sdk::Call&, const sdk::ListZones&) override;

  // record_verbs.cpp
  sdk::Reply<sdk::Zone> changeRecords(const sdk::Call&, const sdk::ChangeRecords&) override;
  sdk::Reply<sdk::RecordSets> records(const sdk::Call&, const sdk::ReadRecords&) override;

  // dnssec_verbs.cpp
  sdk::Reply<sdk::Dnssec> setDnssec(const sdk::Call&, const sdk::SwitchDnssec&) override;
  sdk::Reply<sdk::Dnssec> dnssec(const sdk::Call&, const sdk::ZoneRequest&) override;
  sdk::Reply<sdk::ZoneNote> rectify(const sdk::Call&, const sdk::ZoneRequest&) override;
  sdk::Reply<sdk::ZoneNote> notify(const sdk::Call&, const sdk::ZoneRequest&) override;

 private:
  using Wanted = std::function<bool(const sdk::Zone&)>;

  /// What a write came to: `refusal` is what the server said of it, the zone itself decides.
  sdk::Reply<sdk::Zone> settle(const sdk::Call&, const std::string& name,
                               const std::optional<sdk::ProviderError>& refusal,
                               const Wanted& isWanted) const;
  sdk::Reply<sdk::Dnssec> keysOf(const sdk::Call&, const sdk::Zone&) const;
  sdk::Reply<sdk::ZoneNote> ask(const sdk::Call&, const sdk::ZoneRequest&,
                                const std::string& what) const;
  sdk::Json newZone(const sdk::CreateZone&, const std::vector<std::string>& nameservers) const;

  const Settings settings_;
  const PowerDnsClient client_;
  const ZoneFinder finder_{client_};
};

/// Why a request about a zone is not sent: its name, or its reference, is none.
std::optional<sdk::ProviderError> zoneFault(const std::string& name, const std::string& reference);

}  // namespace hostler::powerdns
