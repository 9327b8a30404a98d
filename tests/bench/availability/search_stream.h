#pragma once

#include "core/json/json.h"

#include <map>
#include <string>

namespace hostler::bench {

/// One search for a label as a browser sees it: GET /api/domains/search/stream.
struct SearchSeen {
  double namesMs = 0;                         ///< until the names were there, with their prices
  double firstMs = 0;                         ///< until the first registrar's answers were
  double allMs = 0;                           ///< until `done`
  std::map<std::string, std::string> status;  ///< of each name, in the end
};

/// Asks for as many TLDs as `limit` says. Throws where it is answered with something else.
SearchSeen searchFor(const std::string& engineUrl, const std::string& label, int limit);

}  // namespace hostler::bench
