#pragma once

#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// Turnstile under /turnstile/v0: siteverify, api.js and the widget that it shows. Each token
/// counts once, for five minutes. POST /_pay {"provider", "site_key", "hostname", "action"} is a
/// person who solves it; what POST /_accounts adds is a site with its keys.
std::unique_ptr<Provider> makeTurnstileSandbox(const SandboxOptions& options, const Clock& clock);
Json fixedTurnstileAccounts(const SandboxOptions& options);

/// reCAPTCHA under /recaptcha, v2 and v3 alike: api/siteverify and api.js. Tokens last two minutes.
std::unique_ptr<Provider> makeRecaptchaSandbox(const SandboxOptions& options, const Clock& clock);
Json fixedRecaptchaAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
