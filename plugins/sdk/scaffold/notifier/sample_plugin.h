#pragma once

#include "client.h"

#include <hostler/notifier.hpp>

namespace sample {

/// Messages through Sample.
class SamplePlugin final : public sdk::Notifier {
 public:
  explicit SamplePlugin(const sdk::Context& context) : settings_{context.settings<Settings>()} {}

  sdk::Reply<sdk::NotifierReport> testConnection(const sdk::Call&,
                                                 const sdk::NotifierTest&) override;
  sdk::Reply<sdk::Sent> send(const sdk::Call&, const sdk::Message&) override;

 private:
  const Settings settings_;
  const Client client_;
};

}  // namespace sample
