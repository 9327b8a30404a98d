#pragma once

#include "core/app/foundation.h"

namespace hostler::app {

/// Lets jobs and schedules run again that a restore holds; audited. False when nothing was held.
bool resumeWork(Foundation& base, const std::string& by);

}  // namespace hostler::app
