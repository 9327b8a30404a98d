#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::godaddy {

/// Seconds since 1970 of "2026-01-05T10:20:30Z", with or without a fraction, with any offset.
std::optional<std::int64_t> secondsOf(std::string_view iso);
/// "2026-01-05T10:20:30Z"
std::string isoOf(std::int64_t seconds);

/// The same day and time so many years later; 29 February becomes the 28th.
std::int64_t yearsLater(std::int64_t seconds, int years);

}  // namespace hostler::godaddy
