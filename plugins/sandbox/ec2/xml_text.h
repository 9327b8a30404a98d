#pragma once

#include "core/json/json.h"

#include <string>
#include <string_view>

namespace hostler::sandbox::ec2 {

/// A document as XML: objects become elements, lists an element around one `item` each. Members
/// that begin with '_' or are null are left out.
std::string xmlText(std::string_view root, const std::string& xmlNamespace, const Json& members,
                    std::string_view item);
std::string xmlEscaped(std::string_view text);

}  // namespace hostler::sandbox::ec2
