#pragma once

#include "core/front/message.h"

#include <string>

namespace hostler::sandbox::captcha {

/// A stand-in for the provider's script: `object` of the window with ready(), render(), reset(),
/// remove(), getResponse() and execute(). It shows a frame of `base`/widget, which hands out the
/// token. Works without any other network than the sandbox.
front::Response widgetScript(const std::string& object);

/// The page in that frame: a box to tick. Ticked, it tells the page around it the token.
front::Response widgetPage(const std::string& title, const std::string& token);

}  // namespace hostler::sandbox::captcha
