#pragma once

#include "core/front/message.h"
#include "core/time/instant.h"
#include "plugins/sandbox/powerdns/zone_state.h"
#include "plugins/sandbox/request_view.h"

#include <string>
#include <vector>

namespace hostler::sandbox::powerdns {

/// One authenticated request.
struct ZoneCall {
  NameServer& server;
  const front::Request& request;
  std::vector<std::string> path;  ///< below the provider's prefix: {"api", "v1", …}
  Params query;
  Instant now;
};

/// Answers it, or throws Refusal.
front::Response answerZones(ZoneCall& call);

}  // namespace hostler::sandbox::powerdns
