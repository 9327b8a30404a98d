#pragma once

// What happens to intents: each function moves one on, books what follows, and announces it.

#include "plugins/sandbox/stripe/merchant.h"

namespace hostler::sandbox::stripe {

/// A new intent with an id and a client secret; not announced.
Json newIntent(ApiCall& call, std::int64_t amount, const std::string& currency);

/// A try at paying: a charge that is not decided yet.
Json& startCharge(ApiCall& call, Json& intent, const std::string& methodId, std::int64_t amount);
void succeed(ApiCall& call, Json& intent, Json& charge);
void authorize(ApiCall& call, Json& intent, Json& charge);
void wait(ApiCall& call, Json& intent, Json& charge);
void fail(ApiCall& call, Json& intent, Json& charge, const std::string& code,
          const std::string& declineCode);
void captureAuthorized(ApiCall& call, Json& intent, Json& charge, std::int64_t amount);

/// Confirms an intent with a method, as the API and the payer's page do. Throws the refusal that a
/// decline is (402), with all of it booked.
void confirm(ApiCall& call, Json& intent, const std::string& method, bool isOffSession);
void confirmSetup(ApiCall& call, Json& setup, const std::string& method);
/// Somebody pays on a hosted page. Its intent is made by it.
void paySession(ApiCall& call, Json& session, const std::string& method);

/// The id of a new entry in the account's books.
std::string bookMovement(ApiCall& call, const Json& source, const std::string& type,
                         std::int64_t amount, std::int64_t fee);

}  // namespace hostler::sandbox::stripe
