#pragma once

#include "core/child/supervised.h"
#include "core/plugin_host/provider_call.h"

#include <string_view>

namespace hostler::plugin {

/// What a plugin host's reply to a call means. Whatever is not in order is Unknown: it may have
/// happened.
ProviderAnswer answerOf(std::string_view reply);

/// What it means that there is no reply.
ProviderAnswer answerOf(const child::CallFailure& failure);

}  // namespace hostler::plugin
