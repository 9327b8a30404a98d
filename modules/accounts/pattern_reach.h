#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hostler {

/// Whether all that the action pattern `inner` covers is covered by `outer` (see coversAction).
bool coversPattern(std::string_view outer, std::string_view inner);
/// Whether some action may be covered by both.
bool mayMeet(std::string_view a, std::string_view b);
/// The same for texts that may end with a star: the names of resources.
bool coversPart(std::string_view outer, std::string_view inner);
bool mayMeetIn(std::string_view a, std::string_view b);

/// Whether whoever holds one list of action patterns (see ListedActions) may do all that another
/// list allows. Told by the patterns alone, so it also holds for actions that are yet to come.
bool allowsAllOf(const std::vector<std::string>& holder, const std::vector<std::string>& others);

}  // namespace hostler
