#pragma once

#include <cstddef>
#include <cstdint>

// How decisions cross: for each row, in order, a number and what follows from it.
//   0        the row failed: kind of failure (a byte), message, traceback
//   1        a new action, its text; it gets the next index, and the row's own number follows
//   2 + 2i   action i
//   3 + 2i   action i with its detail, as JSON text
namespace hostler::lua {

inline constexpr std::uint64_t kRowFailed = 0, kNewAction = 1, kFirstAction = 2;
inline constexpr std::size_t kMostActions = 64;
inline constexpr std::size_t kLongestAction =
    40;                                         // Lua keeps one copy of each text up to this length
inline constexpr std::size_t kTracebacks = 20;  // of a batch; rows that fail alike need no more

}  // namespace hostler::lua
