#pragma once

#include "core/images/ending.h"

namespace hostler::images {

/// Ends the program: one image is all that it lives for, so no error finds its way back through the
/// frames of foreign libraries. `why` goes to standard error.
[[noreturn]] void giveUp(Ending ending, const char* why);

}  // namespace hostler::images
