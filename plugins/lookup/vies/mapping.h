#pragma once

#include <hostler/json.hpp>
#include <hostler/lookup_types.hpp>
#include <hostler/outcome.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hostler::vies {

/// The letters by which VIES calls a country of ISO 3166-1: EL for Greece, its own for all others.
std::string memberState(const std::string& country);

/// The body of POST /check-vat-number. `requester`: who asks; nothing: nobody in particular.
sdk::Json toQuestion(const sdk::BusinessNumber& asked,
                     const std::optional<sdk::Requester>& requester);

/// "DE136695976" as who asks; nothing where it is empty.
std::optional<sdk::Requester> requesterOf(std::string_view text);

/// The code of an error that VIES says: of {"actionSucceed": false, "errorWrappers": [{"error"}]},
/// or of `userError` beside a `valid` that then means nothing. Nothing in an answer.
std::optional<std::string> refusalIn(const sdk::Json& answer);

/// What VIES says of the number that it was asked for. An answer about another number, or with
/// other types, is unusable (Retryable). What is about the number, the registers or their load is a
/// finding; what is about who asks is an error.
sdk::Reply<sdk::NumberFinding> toFinding(const sdk::Json& answer, const sdk::BusinessNumber& asked);

/// GET /check-status as a sentence; Retryable where VIES itself is not available.
sdk::Reply<sdk::LookupReport> toReport(const sdk::Json& answer);

/// "2026-01-02T03:04:05.678Z", "2026-01-02+01:00" and what lies between as seconds since 1970.
std::optional<std::int64_t> secondsOf(std::string_view text);

}  // namespace hostler::vies
