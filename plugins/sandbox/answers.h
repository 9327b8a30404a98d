#pragma once

#include "core/front/message.h"
#include "core/json/json.h"

#include <string>
#include <string_view>

namespace hostler::sandbox {

front::Response jsonAnswer(int status, const Json& body);
front::Response htmlAnswer(int status, std::string body);
/// The control API's own errors (RFC 9457).
front::Response problemAnswer(int status, std::string_view code, std::string_view detail);
/// End the connection without a word.
front::Response noAnswer();

/// An error page where JSON was due.
front::Response garbageAnswer();
/// 50 MB of well-formed JSON.
front::Response oversizeAnswer();
/// The same document with other types: texts become lists, numbers texts, lists and flags objects,
/// and an empty object a list.
front::Response wrongTypesOf(const front::Response& response);
front::Response redirectAnswer();

/// The body's text, whatever holds it.
std::string textOf(const front::Response& response);

}  // namespace hostler::sandbox
