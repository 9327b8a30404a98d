#pragma once

#include "core/time/date.h"

#include <optional>
#include <string>
#include <string_view>

namespace hostler {

/// A part of a country as addresses and tax know it.
struct State {
  std::string name;
  std::string code;  ///< GST's two digits in India, ISO 3166-2's own part elsewhere; empty where we
                     ///< know no list
};

/// The state that a person means by its name, its ISO 3166-2 code ("IN-MH" or "MH") or, in India,
/// GST's digits. `on` is the day it must exist on: Daman and Diu's own code ended in January 2020.
/// In countries whose states are not listed here the text itself is the name, and a code of ISO's
/// form is taken as it is.
std::optional<State> findState(std::string_view country, std::string_view text, Date on);

/// The name behind one of GST's state codes that is in force on a day.
std::optional<std::string> gstStateName(std::string_view code, Date on);

}  // namespace hostler
