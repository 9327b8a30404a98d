#pragma once

#include "core/json/json.h"
#include "core/shape/words.h"

#include <array>
#include <string>
#include <string_view>

namespace hostler::lua {

/// What a hook returned. It is data of a stranger: an amendment is validated as if a client had
/// sent it.
struct Verdict {
  enum class Kind { Pass = 1, Refuse, Amend };
  Kind kind = Kind::Pass;
  std::string code;      ///< of a refusal: lower case letters, digits, _; up to 64
  std::string sentence;  ///< of a refusal: up to 1,000 bytes of UTF-8 without control characters
  Json amendment;        ///< an object
};

}  // namespace hostler::lua

namespace hostler {
template <>
inline constexpr std::array kEnumNames<lua::Verdict::Kind>{
    std::string_view{"pass"}, std::string_view{"refuse"}, std::string_view{"amend"}};
}  // namespace hostler
