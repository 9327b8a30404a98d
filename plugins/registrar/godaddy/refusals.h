#pragma once

#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <string>
#include <string_view>

namespace hostler::godaddy {

/// The code of "there is no such thing" (404 with GoDaddy's own document).
inline constexpr std::string_view kNotFound = "not_found";

/// What a response that is not 2xx means. Only GoDaddy's own document makes a definite no of a 4xx:
/// an error page of something in between says nothing about the request.
sdk::ProviderError refusalOf(const sdk::HttpResponse& response, sdk::Effect effect,
                             bool isTestSystem);

/// GoDaddy said a definite no: only then can the state afterwards turn it into a yes.
bool isRefusal(const sdk::ProviderError& error);
bool isMissing(const sdk::ProviderError& error);

/// GoDaddy's answer and what it shows disagree: the engine has to look again.
sdk::ProviderError notConfirmed(const std::string& why);
/// Wrong types in the answer to a read.
sdk::ProviderError misfit(const std::string& why);

}  // namespace hostler::godaddy
