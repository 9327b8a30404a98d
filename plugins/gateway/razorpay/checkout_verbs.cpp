// Orders: made for an attempt, found again by its receipt, and what was paid on them.
#include "mapping.h"
#include "razorpay_gateway.h"

#include <algorithm>

namespace hostler::razorpay {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

constexpr std::size_t kMostNotes = 15, kLongestNote = 256;
// Minutes: five days, so that a payment which the bank confirms late is still captured by itself.
constexpr int kCaptureMinutes = 7200;

constexpr std::int64_t kLeastOfASetup = 100;

std::optional<sdk::ProviderError> faultOf(const sdk::StartCheckout& request) {
  if (!isReceipt(request.attempt))
    return sdk::permanent("bad_request", "attempt is not 1 to 40 plain characters");
  const auto& amount = request.amount;
  if (!sdk::isCurrencyCode(amount.currency))
    return sdk::permanent("bad_request", "amount.currency is not a currency");
  const std::int64_t least = request.mandate ? 0 : amount.currency == "INR" ? 100 : 1;
  if (amount.minor < least)
    return sdk::permanent("amount_too_small", "Razorpay takes no amount that small");
  // Three-decimal currencies are settled in hundredths: the last digit must be 0.
  if (sdk::currencyExponent(amount.currency) == 3 && amount.minor % 10 != 0) {
    return sdk::permanent("amount_not_payable",
                          "Razorpay takes no thousandths of " + amount.currency);
  }
  if (request.mandate && !isId(request.customer, "cust_")) {
    return sdk::permanent("bad_request", "a mandate needs the gateway's customer");
  }
  return std::nullopt;
}

Json notesOf(const sdk::StartCheckout& request) {
  Json notes{{"attempt", request.attempt}};
  for (const auto& [name, value] : request.facts) {
    if (notes.size() < kMostNotes)
      notes[name.substr(0, kLongestNote)] = value.substr(0, kLongestNote);
  }
  return notes;
}

// Captured by itself: what is only authorised would go back to the payer after some days.
Json orderBody(const sdk::StartCheckout& request) {
  Json body{{"amount", request.amount.minor},
            {"currency", request.amount.currency},
            {"receipt", request.attempt},
            {"notes", notesOf(request)},
            {"partial_payment", false},
            {"payment",
             {{"capture", "automatic"},
              {"capture_options",
               {{"automatic_expiry_period", kCaptureMinutes},
                {"manual_expiry_period", kCaptureMinutes},
                {"refund_speed", "normal"}}}}}};
  if (!request.customer.empty()) body["customer_id"] = request.customer;
  if (request.mandate) {
    const auto& mandate = *request.mandate;
    body["method"] = mandate.method;
    body["token"] = {{"frequency", mandate.frequency}};
    if (mandate.maxAmount) body["token"]["max_amount"] = mandate.maxAmount->minor;
    if (mandate.expiresAt) body["token"]["expire_at"] = *mandate.expiresAt;
  }
  return body;
}

// Should two orders carry one receipt, the one that money came to counts, else the first.
bool countsMore(const Order& a, const Order& b) {
  const auto rank = [](const Order& order) {
    return order.status == "paid" ? 2 : order.status == "attempted" ? 1 : 0;
  };
  if (rank(a) != rank(b)) return rank(a) > rank(b);
  return a.createdAt < b.createdAt;
}

}  // namespace

Reply<std::optional<Order>> RazorpayGateway::findOrder(const sdk::Call& call,
                                                       const std::string& receipt) const {
  const auto answer = client_.get(call, "/orders", {{"receipt", receipt}, {"count", "100"}});
  if (!answer) return answer.error();
  try {
    std::optional<Order> best;
    for (const auto& item : itemsOf(*answer)) {
      auto order = toOrder(item);
      if (order.receipt == receipt && (!best || countsMore(order, *best))) best = std::move(order);
    }
    return best;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<Order> RazorpayGateway::ensureOrder(const sdk::Call& call,
                                          const sdk::StartCheckout& request) {
  if (auto fault = faultOf(request)) return *fault;
  auto earlier = findOrder(call, request.attempt);
  if (!earlier) return earlier.error();
  if (*earlier) {
    if ((*earlier)->amount == request.amount) return std::move(**earlier);
    return sdk::permanent("attempt_conflict",
                          "an order for this attempt exists with another amount");
  }
  const auto made = client_.post(call, "/orders", orderBody(request), Effect::Write);
  if (!made && made.error().outcome != sdk::Outcome::Permanent) return made.error();

  // Read back: only an order that Razorpay finds again can be paid.
  auto order = findOrder(call, request.attempt);
  if (!order) return notConfirmed(order.error().message);
  if (*order && (*order)->amount == request.amount) return std::move(**order);
  if (*order) return notConfirmed("the order has another amount");
  if (!made) return made.error();
  return notConfirmed("the new order is not found");
}

sdk::Checkout RazorpayGateway::toCheckout(const Order& order, const std::string& customer,
                                          bool recurring) const {
  sdk::Checkout checkout;
  checkout.reference = order.id;
  checkout.amount = order.amount;
  if (order.status == "paid") {
    checkout.state = sdk::AttemptState::Paid;
    return checkout;
  }
  const bool real = client_.baseUrl() == Settings{}.baseUrl;
  checkout.nextAction = {
      {"type", "razorpay_checkout"},
      {"order_id", order.id},
      {"key_id", settings_.keyId},
      {"amount", order.amount.minor},
      {"currency", order.amount.currency},
      {"script", real ? std::string{"https://checkout.razorpay.com/v1/checkout.js"}
                      : client_.baseUrl() + "/v1/checkout.js"}};
  if (!customer.empty()) checkout.nextAction["customer_id"] = customer;
  if (recurring) checkout.nextAction["recurring"] = true;
  return checkout;
}

Reply<sdk::Checkout> RazorpayGateway::checkout(const sdk::Call& call,
                                               const sdk::StartCheckout& request) {
  const auto order = ensureOrder(call, request);
  if (!order) return order.error();
  return toCheckout(*order, request.customer, request.mandate.has_value());
}

Reply<sdk::Checkout> RazorpayGateway::setup(const sdk::Call& call,
                                            const sdk::StartCheckout& request) {
  if (!request.mandate) return sdk::permanent("bad_request", "mandate: is required");
  // Only a bank mandate is registered without moving anything.
  auto wanted = request;
  if (wanted.amount.minor == 0 && wanted.mandate->method != "emandate")
    wanted.amount.minor = kLeastOfASetup;
  return checkout(call, wanted);
}

Reply<sdk::LocatedCheckout> RazorpayGateway::locate(const sdk::Call& call,
                                                    const sdk::LocateCheckout& request) {
  if (!isReceipt(request.attempt))
    return sdk::permanent("bad_request", "attempt is not 1 to 40 plain characters");
  const auto order = findOrder(call, request.attempt);
  if (!order) return order.error();
  if (*order) return sdk::LocatedCheckout{toCheckout(**order, {}, false)};
  const auto link = findLink(call, request.attempt);
  if (!link) return link.error();
  try {
    return *link ? sdk::LocatedCheckout{toCheckout(**link)} : sdk::LocatedCheckout{};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Attempt> RazorpayGateway::attemptOf(const sdk::Call& call,
                                               const std::string& orderId) const {
  const auto order = client_.get(call, "/orders/" + orderId);
  if (!order) return order.error();
  const auto payments = client_.get(call, "/orders/" + orderId + "/payments");
  if (!payments) return payments.error();
  try {
    std::vector<sdk::Payment> all;
    for (const auto& item : itemsOf(*payments)) {
      all.push_back(toPayment(item));
      if (all.back().reference != orderId) return misfit("a payment belongs to another order");
    }
    auto read = toOrder(*order);
    if (read.id != orderId) return misfit("it is about another order");
    return toAttempt(read, std::move(all));
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Attempt> RazorpayGateway::fetch(const sdk::Call& call,
                                           const sdk::FetchAttempt& request) {
  if (isId(request.reference, "order_")) return attemptOf(call, request.reference);
  if (!isId(request.reference, "plink_")) {
    return sdk::permanent("bad_request", "reference is not one of Razorpay's");
  }
  const auto link = client_.get(call, "/payment_links/" + request.reference);
  if (!link) return link.error();
  try {
    // A link gets its order when somebody first opens it.
    const auto orderId = textIn(*link, "order_id");
    if (!isId(orderId, "order_")) {
      const auto unpaid = toCheckout(*link);
      return sdk::Attempt{
          request.reference, unpaid.state, unpaid.amount, {0, unpaid.amount.currency}, {}};
    }
    auto attempt = attemptOf(call, orderId);
    if (attempt) attempt->reference = request.reference;
    return attempt;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::razorpay
