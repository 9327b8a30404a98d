#pragma once

#include "core/json/json.h"

namespace hostler::plugin {

/// Whether settings lead elsewhere than others did, or trust another certificate there: a host, a
/// port, an address or the like was changed, added or removed. Secrets that were given for one
/// place must not be sent to another by whoever may write settings and cannot read them.
bool leadsElsewhere(const Json& before, const Json& after);

}  // namespace hostler::plugin
