#pragma once

#include "client.h"

#include <hostler/dns.hpp>

namespace sample {

/// Zones at Sample.
class SamplePlugin final : public sdk::Dns {
 public:
  explicit SamplePlugin(const sdk::Context& context) : settings_{context.settings<Settings>()} {}

  sdk::Reply<sdk::DnsReport> testConnection(const sdk::Call&, const sdk::DnsTest&) override;
  sdk::Reply<sdk::Zone> createZone(const sdk::Call&, const sdk::CreateZone&) override;
  sdk::Reply<sdk::LocatedZone> locate(const sdk::Call&, const sdk::ZoneRequest&) override;
  sdk::Reply<sdk::Zone> changeRecords(const sdk::Call&, const sdk::ChangeRecords&) override;
  sdk::Reply<sdk::ZoneRemoved> removeZone(const sdk::Call&, const sdk::ZoneRequest&) override;

 private:
  sdk::Reply<sdk::LocatedZone> find(const sdk::Call& call, const std::string& zone) const;

  const Settings settings_;
  const Client client_;
};

}  // namespace sample
