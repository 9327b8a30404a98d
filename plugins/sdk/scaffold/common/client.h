#pragma once

#include "settings.h"

#include <hostler/call.hpp>
#include <hostler/fields.hpp>
#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <string>
#include <tuple>
#include <type_traits>

namespace sample {

namespace sdk = hostler::sdk;

/// Whose keys they are, as the provider tells it.
struct Holder {
  std::string name;
  bool live = false;  ///< false: a test account

  static constexpr auto members() {
    return std::tuple{sdk::field("name", &Holder::name), sdk::optionalField("live", &Holder::live)};
  }
};

/// Speaks HTTP with the provider, and alone turns what it says into an outcome. Thread-safe.
class Client {
 public:
  /// GET. Null when the provider answers that there is no such thing.
  sdk::Reply<sdk::Json> read(const sdk::Call& call, const Settings& settings,
                             const std::string& path) const;
  /// Asks whose the keys are: what a connection test wants to know.
  sdk::Reply<Holder> holder(const sdk::Call& call, const Settings& settings) const;
  /// Changes something: a lost answer is Unknown. The call's key goes along, for providers that
  /// know one effect for one key.
  sdk::Reply<sdk::Json> write(const sdk::Call& call, const Settings& settings,
                              const std::string& method, const std::string& path,
                              const sdk::Json& body) const;

 private:
  sdk::HttpClient http_;
};

/// What `map` makes of an answer; one that does not fit is no answer.
template <class Map>
sdk::Reply<std::invoke_result_t<Map, const sdk::Json&>> mapped(const sdk::Reply<sdk::Json>& answer,
                                                               sdk::Effect effect, Map map) {
  if (!answer) return answer.error();
  try {
    return map(*answer);
  } catch (const sdk::FieldMismatch& mismatch) {
    return sdk::unusableAnswer(
        effect, std::string{"the provider's answer does not fit: "} + mismatch.what());
  }
}

}  // namespace sample
