#pragma once

#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace hostler::cloudstack {

/// Codes by which callers tell one refusal from another.
constexpr std::string_view kRefused = "refused", kNotFound = "not_found", kBusy = "busy",
                           kNotPermitted = "not_permitted";

/// What an error code of the management server means, in an answer or in a job's result. Pure.
sdk::ProviderError refusalOf(int code, std::string text, sdk::Effect effect);

/// Whether the cloud said a definite no: only then can the state afterwards turn it into a yes.
bool isRefusal(const sdk::ProviderError& error);

sdk::ProviderError notConfirmed(const std::string& why);
sdk::ProviderError badRequest(std::string why);
sdk::ProviderError busy(const std::string& what);
sdk::ProviderError wrongOwner(const std::string& id);
sdk::ProviderError isMissing(const char* kind, const std::string& id);

/// Ends a verb, from however deep.
[[noreturn]] void fail(sdk::ProviderError error);

}  // namespace hostler::cloudstack
