#pragma once

#include "core/time/clock.h"
#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>

namespace hostler::sandbox {

/// SendGrid's v3 API under /sendgrid: mails, scopes, credits, signed events.
std::unique_ptr<Provider> makeSendGridSandbox(const SandboxOptions& options, const Clock& clock);
Json fixedSendGridAccounts(const SandboxOptions& options);

}  // namespace hostler::sandbox
