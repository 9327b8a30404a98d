#pragma once

// Razorpay's entities to the SDK's types. Pure. What does not fit throws MappingError. Amounts need
// no conversion: Razorpay counts in the currency's own minor unit too.

#include <hostler/gateway_requests.hpp>
#include <hostler/gateway_types.hpp>
#include <hostler/json.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hostler::razorpay {

struct MappingError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What an order says about itself.
struct Order {
  std::string id, receipt, status;  ///< created, attempted, paid
  sdk::Money amount, paid;
  std::int64_t createdAt = 0;
};

Order toOrder(const sdk::Json& entity);
sdk::Payment toPayment(const sdk::Json& entity);
sdk::Refund toRefund(const sdk::Json& entity);
sdk::Dispute toDispute(const sdk::Json& entity);
sdk::SavedMethod toSavedMethod(const sdk::Json& token);

/// The state of an order's payments together.
sdk::Attempt toAttempt(const Order& order, std::vector<sdk::Payment> payments);

/// `items` of a collection.
const sdk::Json& itemsOf(const sdk::Json& collection);
/// A member that must be a text; an absent or null one is empty.
std::string textIn(const sdk::Json& entity, const char* name);

/// "order_" and letters and digits: what may stand in a path.
bool isId(std::string_view text, std::string_view prefix);
/// Ours, as a receipt or reference: 1 to 40 of A-Z a-z 0-9 _ -.
bool isReceipt(std::string_view text);

}  // namespace hostler::razorpay
