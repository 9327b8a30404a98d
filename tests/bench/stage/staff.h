#pragma once

#include "tests/journeys/engine_process.h"
#include "tests/journeys/http_client.h"

#include <string>

namespace hostler::bench {

/// The owner of the platform, signed in at the engine that runs.
testing::HttpClient ownerOf(testing::Installation& here);

/// The body of an answer of success; throws with the whole answer where it is none.
Json must(const testing::HttpAnswer& answer, const std::string& step);

}  // namespace hostler::bench
