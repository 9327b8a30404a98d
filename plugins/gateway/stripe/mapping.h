#pragma once

// Stripe's objects to the SDK's types. Pure. What does not fit throws MappingError.
//
// A payment goes by its intent's id: an intent succeeds at most once, and refunds, disputes and
// checkout sessions name it as well. Tries of a payer that failed go by their charge's.

#include "reading.h"

#include <hostler/gateway_requests.hpp>
#include <hostler/gateway_types.hpp>
#include <hostler/json.hpp>

#include <string>
#include <vector>

namespace hostler::stripe {

/// A payment intent, or a setup intent, which saves a method and moves nothing.
struct Intent {
  std::string id, clientSecret, attempt, customer, method;
  std::string status;  ///< open, requires_action, processing, requires_capture, canceled, succeeded
  std::string charge;  ///< the latest try's id
  std::string errorCode, errorMessage;
  sdk::Money amount, received;
  bool savesMethod = false, isOfLink = false;
  std::optional<std::int64_t> createdAt;

  bool isSetup() const { return id.starts_with("seti_"); }
};

Intent toIntent(const sdk::Json& object);
/// What an intent's latest try came to: from its charge where that is expanded, else from the
/// intent alone.
sdk::Payment paymentIn(const sdk::Json& intent);
sdk::Payment toPayment(const sdk::Json& charge);
sdk::Refund toRefund(const sdk::Json& object);
sdk::Dispute toDispute(const sdk::Json& object);
sdk::SavedMethod toSavedMethod(const sdk::Json& paymentMethod);

sdk::AttemptState stateOf(const Intent& intent);
/// The state of an intent and its tries together.
sdk::Attempt toAttempt(const Intent& intent, std::vector<sdk::Payment> payments);

}  // namespace hostler::stripe
