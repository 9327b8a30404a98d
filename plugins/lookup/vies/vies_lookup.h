#pragma once

#include "settings.h"
#include "vies_client.h"

#include <hostler/lookup.hpp>

namespace hostler::vies {

/// VAT numbers through VIES, the European Commission's door to the registers of its member states.
class ViesLookup final : public sdk::Lookup {
 public:
  explicit ViesLookup(const sdk::Context& context);

  sdk::Reply<sdk::LookupReport> testConnection(const sdk::Call&, const sdk::LookupTest&) override;
  sdk::Reply<sdk::NumberFinding> businessNumber(const sdk::Call&,
                                                const sdk::BusinessNumber&) override;

 private:
  const Settings settings_;
  const ViesClient client_;
};

}  // namespace hostler::vies
