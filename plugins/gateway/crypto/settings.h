#pragma once

#include <hostler/fields.hpp>

#include <string>
#include <tuple>
#include <vector>

namespace hostler::crypto {

/// plugin.json's settings: one address of the operator's, and how one coin counts.
struct Settings {
  std::vector<std::string> currencies;
  std::string tenant, coin, network, address, uriScheme, rate, explorerUrl;
  std::string match = "amount";
  int decimals = 8;
  int confirmations = 3;
  bool confirmAutomatically = false;

  static constexpr auto members() {
    using sdk::optionalField;
    return std::tuple{optionalField("currencies", &Settings::currencies),
                      optionalField("tenant", &Settings::tenant),
                      optionalField("coin", &Settings::coin),
                      optionalField("network", &Settings::network),
                      optionalField("decimals", &Settings::decimals),
                      optionalField("address", &Settings::address),
                      optionalField("uri_scheme", &Settings::uriScheme),
                      optionalField("rate", &Settings::rate),
                      optionalField("match", &Settings::match),
                      optionalField("explorer_url", &Settings::explorerUrl),
                      optionalField("confirmations", &Settings::confirmations),
                      optionalField("confirm_automatically", &Settings::confirmAutomatically)};
  }

  bool isComplete() const {
    return currencies.size() == 1 && !coin.empty() && !address.empty() && !rate.empty() &&
           decimals >= 0 && decimals <= 12;
  }
  bool goesByAmount() const { return match == "amount"; }
};

}  // namespace hostler::crypto
