#pragma once

#include "core/front/message.h"

#include <string_view>

namespace hostler::front {

/// What the headers of a request say of the answers that its sender takes. Names in lower case, as
/// in a Request.

/// Accept-Encoding allows the content coding: it is named, or `*` is, with a weight above zero (RFC
/// 9110, 12.5.3).
bool acceptsCoding(const Headers& headers, std::string_view coding);

/// If-None-Match holds the tag or `*`, compared weakly (RFC 9110, 13.1.2).
bool knowsTag(const Headers& headers, std::string_view tag);

}  // namespace hostler::front
