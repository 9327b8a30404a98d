#pragma once

#include "client.h"

#include <hostler/registrar.hpp>

namespace sample {

/// Domains through Sample.
class SamplePlugin final : public sdk::Registrar {
 public:
  explicit SamplePlugin(const sdk::Context& context) : settings_{context.settings<Settings>()} {}

  sdk::Reply<sdk::RegistrarReport> testConnection(const sdk::Call&,
                                                  const sdk::RegistrarTest&) override;
  sdk::Reply<sdk::Availabilities> check(const sdk::Call&, const sdk::CheckDomains&) override;
  sdk::Reply<sdk::Registration> registerDomain(const sdk::Call&,
                                               const sdk::RegisterDomain&) override;
  sdk::Reply<sdk::Registration> renew(const sdk::Call&, const sdk::RenewDomain&) override;
  sdk::Reply<sdk::LocatedRegistration> locate(const sdk::Call&, const sdk::LocateDomain&) override;

 private:
  sdk::Reply<sdk::LocatedRegistration> find(const sdk::Call& call, const std::string& domain) const;

  const Settings settings_;
  const Client client_;
};

}  // namespace sample
