#pragma once

#include "plugins/sandbox/provider.h"
#include "plugins/sandbox/sandbox.h"

#include <memory>
#include <vector>

namespace hostler::sandbox {

using Providers = std::vector<std::unique_ptr<Provider>>;
using Handle = std::function<void(front::Request, Sandbox::Done)>;

/// A sandbox that plays others beside the providers that it knows. Thread-safe.
Handle playedWith(SandboxOptions options, Providers others);

}  // namespace hostler::sandbox
