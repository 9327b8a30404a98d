#pragma once

#include "core/json/json.h"
#include "core/shape/shape.h"
#include "modules/entities/entities.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

enum class PolicyEffect { Allow = 1, Deny };
template <>
inline constexpr std::array kEnumNames<PolicyEffect>{std::string_view{"allow"},
                                                     std::string_view{"deny"}};

/// What must hold beside action and resource. What is not said holds always.
struct PolicyConditions {
  std::vector<std::string> addresses;  ///< addresses and networks; empty: from anywhere
  std::optional<bool> freshFactor;     ///< a factor shown within the last 15 minutes, or not
  std::optional<Instant> after, before;

  bool empty() const { return addresses.empty() && !freshFactor && !after && !before; }
  static void describe(Shape<PolicyConditions>& shape);
};

/// A request as conditions are held against it.
struct RequestFacts {
  std::string address;
  bool fresh = false;
  Instant now;
};

/// One statement about rights.
struct Policy {
  Id<Policy> id;
  std::string name, description;
  PolicyEffect effect = PolicyEffect::Allow;
  std::vector<std::string> actions;         ///< see coversAction
  std::vector<std::string> resources{"*"};  ///< ids, or beginnings of ids with a star: "svc_*"
  PolicyConditions conditions;
  Instant createdAt;

  /// Whether it is shipped with the product: the same in every account, and not to be changed.
  bool isShipped() const { return id.value() < 1'000; }
  bool covers(std::string_view action, std::string_view resource) const;
  bool holdsFor(const RequestFacts& facts) const;

  static const std::vector<Policy>& shipped();
};

/// Adds what is wrong with actions, resources and conditions. `known` are the actions that there
/// are: a pattern that means none of them is a slip.
void checkPolicy(const Policy& policy, const std::set<std::string>& known, FieldErrors& errors);

}  // namespace hostler
