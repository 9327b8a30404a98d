#pragma once

#include <cstdint>
#include <ctime>
#include <optional>

namespace hostler::sdk {

/// When something was asked for. How long ago that was is told by the engine's clock alone; what
/// that means by the provider's clock, the provider's own Date tells. So clocks that differ, by
/// hours even, make no action begin twice.
struct Asked {
  std::int64_t at = 0;   ///< by the engine's clock, the same on every repetition
  std::int64_t now = 0;  ///< by the engine's clock, when this attempt was sent

  /// Nothing where a request does not say when. A request without its own time was sent just now.
  static std::optional<Asked> of(const std::optional<std::int64_t>& at,
                                 const std::optional<std::int64_t>& now) {
    if (!at) return std::nullopt;
    return Asked{*at, now.value_or(static_cast<std::int64_t>(std::time(nullptr)))};
  }
  static Asked justNow() {
    const auto now = static_cast<std::int64_t>(std::time(nullptr));
    return {now, now};
  }
  /// The same moment by the provider's clock, which is `theirs` now; without it clocks count as
  /// equal.
  std::int64_t by(const std::optional<std::int64_t>& theirs) const {
    return theirs ? *theirs - (now - at) : at;
  }
};

}  // namespace hostler::sdk
