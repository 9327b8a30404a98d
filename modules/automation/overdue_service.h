#pragma once

#include "modules/services/services.h"

#include <string_view>

namespace hostler {

/// No plugin looks after it, and staff were told what is to be done.
bool waitsForHand(const Service& service);

/// Why a service is not taken down for want of payment on a day; empty where it is. `owes`: an
/// invoice of it is open and was due before that day.
std::string_view whyNotTakenDown(const Service& service, bool owes, Date day);

}  // namespace hostler
