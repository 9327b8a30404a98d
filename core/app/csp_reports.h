#pragma once

#include "core/http/router.h"

namespace hostler::app {

/// POST /api/csp-report: what a browser refused to load on one of our pages, into the log.
/// Strangers send it, so only a few words of it are kept, and no query of any address.
void mountCspReports(http::Router& router);

}  // namespace hostler::app
