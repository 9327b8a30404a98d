#pragma once

#include "core/operations/provider.h"
#include "core/time/clock.h"
#include "modules/catalog/tld.h"
#include "modules/domains/cost_limit.h"

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hostler {

/// Checking: nobody has been asked yet. Unknown: the registrar did not tell.
enum class NameState { Checking = 1, Available, Taken, Premium, NotOffered, Unknown };
template <>
inline constexpr std::array kEnumNames<NameState>{
    std::string_view{"checking"}, std::string_view{"available"},   std::string_view{"taken"},
    std::string_view{"premium"},  std::string_view{"not_offered"}, std::string_view{"unknown"}};

struct NameStatus {
  NameState state = NameState::Unknown;
  bool definitive = false;
  std::optional<RegistrarCost> cost;

  /// An available name that costs more than names of its TLD may, or nobody knows how much, is a
  /// premium name.
  NameStatus under(const CostLimit& limit) const;
};

/// Asks registrars which names can be had. What was told a moment ago is not asked again.
/// Thread-safe.
class NameAvailability {
 public:
  NameAvailability(ProviderPort& providers, const Clock& clock)
      : providers_{providers}, clock_{clock} {}

  struct Question {
    std::string registrar;
    std::vector<std::string> names;
    bool forTransfer = false;
    bool definitive = false;  ///< asks the registry itself, whatever was told before
    std::chrono::milliseconds atMost{10'000};
  };
  /// One call for all names; those that nothing was told of are Unknown.
  std::map<std::string, NameStatus> ask(const Question& question);

 private:
  struct Known {
    NameStatus status;
    Monotonic until;
  };
  std::string keyOf(const Question& question, const std::string& name) const;

  ProviderPort& providers_;
  const Clock& clock_;
  std::mutex mutex_;
  std::map<std::string, Known> known_;
};

}  // namespace hostler
