#pragma once

#include "client.h"

#include <hostler/lookup.hpp>

namespace sample {

/// VAT numbers in the register of Sample.
class SamplePlugin final : public sdk::Lookup {
 public:
  explicit SamplePlugin(const sdk::Context& context) : settings_{context.settings<Settings>()} {}

  sdk::Reply<sdk::LookupReport> testConnection(const sdk::Call&, const sdk::LookupTest&) override;
  sdk::Reply<sdk::NumberFinding> businessNumber(const sdk::Call&,
                                                const sdk::BusinessNumber&) override;

 private:
  const Settings settings_;
  const Client client_;
};

}  // namespace sample
