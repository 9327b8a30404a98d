#pragma once

#include "core/shape/words.h"

#include <string>

namespace hostler::lua {

/// Why a script gave no answer.
enum class FailureKind {
  Syntax = 1,   ///< it does not parse
  Declaration,  ///< it declares a hook or a rule wrongly
  Runtime,      ///< it raised an error
  Steps,        ///< it spent its instructions
  Time,         ///< it ran longer than it may
  Memory,       ///< it needed more memory than it may have
  Result,       ///< what it returned is not what was asked for
  Interrupted,  ///< it was not at fault: its host ended under it, or the batch was given up. May be
                ///< repeated
  Lost          ///< its host ended under it twice
};

/// A failure in words for the script's author. Texts are cut to a fixed size and are valid UTF-8.
struct ScriptFailure {
  FailureKind kind = FailureKind::Runtime;
  std::string message;    ///< starts with "file:line: " where the place is known
  std::string traceback;  ///< a line for each frame, innermost first; empty where there is none

  /// Parsed from the message; empty and 0 when it names no place.
  std::string file() const;
  int line() const;
};

}  // namespace hostler::lua

namespace hostler {
template <>
inline constexpr std::array kEnumNames<lua::FailureKind>{
    std::string_view{"syntax"}, std::string_view{"declaration"}, std::string_view{"runtime"},
    std::string_view{"steps"},  std::string_view{"time"},        std::string_view{"memory"},
    std::string_view{"result"}, std::string_view{"interrupted"}, std::string_view{"lost"}};
}  // namespace hostler
