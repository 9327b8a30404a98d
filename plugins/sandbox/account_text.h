#pragma once

#include "core/json/json.h"

#include <string>

namespace hostler::sandbox {

/// A member of an account that POST /_accounts adds, or the fallback. Throws ValidationError where
/// it is no text.
std::string accountText(const Json& account, const char* name, std::string fallback = {});
/// The same for a member without which there is no account.
std::string requiredText(const Json& account, const char* name);

}  // namespace hostler::sandbox
