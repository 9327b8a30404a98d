#pragma once

#include "core/json/json.h"
#include "core/shape/words.h"
#include "core/time/instant.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// The states of plugins/sdk's Registration.
enum class RegistrarState {
  Pending = 1,
  Active,
  Expired,
  Redemption,
  Transferring,
  TransferredAway,
  Cancelled,
  Failed,
  Review
};
template <>
inline constexpr std::array kEnumNames<RegistrarState>{
    std::string_view{"pending"},      std::string_view{"active"},
    std::string_view{"expired"},      std::string_view{"redemption"},
    std::string_view{"transferring"}, std::string_view{"transferred_away"},
    std::string_view{"cancelled"},    std::string_view{"failed"},
    std::string_view{"review"}};

/// What a registrar says of a domain, read as the untrusted input that it is.
struct RegistrarRecord {
  RegistrarState state = RegistrarState::Review;
  std::string providerState;
  std::optional<Instant> expiresAt, createdAt;
  bool locked = false, privacy = false;
  std::vector<std::string> nameservers;

  /// Throws ValidationError, for what is about another domain too.
  static RegistrarRecord read(const Json& json, const std::string& domain);
};

}  // namespace hostler
