#pragma once

#include <hostler/fields.hpp>

#include <string>

namespace hostler::vies {

/// plugin.json's settings. None has to be set.
struct Settings {
  std::string requester;  ///< "DE136695976"; for questions that name nobody who asks
  std::string baseUrl = "https://ec.europa.eu/taxation_customs/vies/rest-api";

  static constexpr auto members() {
    using sdk::optionalField;
    return std::tuple{optionalField("requester", &Settings::requester),
                      optionalField("base_url", &Settings::baseUrl)};
  }
};

}  // namespace hostler::vies
