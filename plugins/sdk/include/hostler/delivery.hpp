#pragma once

// A webhook as it was received, for plugins that verify one.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hostler::sdk {

/// The first header of this name, whatever its case was; empty when there is none.
std::string headerIn(const std::vector<std::vector<std::string>>& headers,
                     std::string_view lowerCaseName);

/// The raw bytes; nothing where the text is no base64, or they are more than `limit`.
std::optional<std::string> bytesOf(const std::string& base64, std::size_t limit = 1 << 20);

/// "a=1&b=two+words" in order, decoded; the reverse of formEncode.
std::vector<std::pair<std::string, std::string>> formDecode(std::string_view text);

}  // namespace hostler::sdk
