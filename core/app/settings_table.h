#pragma once

#include "core/config/settings.h"

#include <vector>

namespace hostler::app {

/// Every setting of the engine.
std::vector<SettingDeclaration> engineSettings();

}  // namespace hostler::app
