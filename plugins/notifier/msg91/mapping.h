#pragma once

#include "registered_texts.h"

#include <hostler/http_client.hpp>
#include <hostler/json.hpp>
#include <hostler/notifier_types.hpp>
#include <hostler/outcome.hpp>

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace hostler::msg91 {

/// A report of another shape than MSG91's; `what()` names the member.
struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// "+919812345678" as MSG91 wants it: without the plus.
std::string mobileOf(const std::string& number);

/// Why this message may not go out in India: the number is none (ten digits from 6 to 9 on), or a
/// variable is longer than the 30 characters that DLT leaves it. Nothing for other countries.
std::optional<sdk::ProviderError> indianFault(const std::string& number,
                                              const Variables& variables);

/// The body of POST /api/v5/flow, for one recipient; the reference comes back in reports as CRQID.
sdk::Json toFlow(const std::string& templateId, const std::string& mobile,
                 const std::string& reference, const Variables& variables);

/// MSG91 says "no" with HTTP 200: {"type": "error", "message", "code"}. Nothing where the document
/// is no error of theirs.
std::optional<sdk::ProviderError> refusalIn(const sdk::Json& answer);

/// What a webhook says, in any of its forms: a form with `data`, one object, or a list. Throws
/// MappingError and sdk::JsonError.
std::vector<sdk::DeliveryReport> toReports(const std::string& body);

}  // namespace hostler::msg91
