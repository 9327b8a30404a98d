#pragma once

#include "core/plugin_host/manifest.h"

namespace hostler {

/// The origins that a gateway's manifest names for its payment page, with "{settings.base_url}" as
/// the origin (scheme, host and port) of what that setting says, or of its default. What is no http
/// or https address is left out, so that no setting can write into a page's policy.
plugin::Manifest::Checkout checkoutOriginsOf(const plugin::Manifest& manifest,
                                             const Json& settings);

/// Adds what is not there yet.
void join(plugin::Manifest::Checkout& all, const plugin::Manifest::Checkout& more);

}  // namespace hostler
