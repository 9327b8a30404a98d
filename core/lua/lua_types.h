#pragma once

#include "core/json/json.h"

#include <string>

namespace hostler::lua {

/// The LuaLS type of what a JSON Schema describes: "string?", "integer[]", "\"open\"|\"closed\"",
/// "{ id: string }".
std::string luaType(const Json& schema);

/// The lines that describe a class with a field for each property.
std::string luaClass(const std::string& name, const Json& schema);

/// Text for one line of a comment.
std::string commentText(const std::string& text);

}  // namespace hostler::lua
