#pragma once

#include "xml.h"

#include <hostler/http_client.hpp>
#include <hostler/outcome.hpp>

#include <string>
#include <string_view>

namespace hostler::aws {

/// The error that an answer holds, whichever of the two envelopes it came in; empty: none that
/// could be read.
struct ErrorAnswer {
  std::string code, message;
};
ErrorAnswer errorIn(const XmlElement& document);

/// What an answer that is not 2xx means. Pure. `action` is what a missing permission is named by.
sdk::ProviderError refusalOf(const sdk::HttpResponse& response, const ErrorAnswer& answer,
                             std::string_view action, sdk::Effect effect);

/// Whether a refusal may come from the difference of two clocks.
bool mayBeClockSkew(const ErrorAnswer& answer);

/// Whether the provider said a definite no to this very request: only then can the state
/// afterwards turn it into a yes.
bool isRefusal(const sdk::ProviderError& error);
bool isNotFound(const sdk::ProviderError& error);

sdk::ProviderError badRequest(std::string why);
sdk::ProviderError busy(std::string why);
sdk::ProviderError notConfirmed(std::string why);
/// An answer in a document that is well-formed and still not what was asked for.
sdk::ProviderError misfit(std::string why);

}  // namespace hostler::aws
