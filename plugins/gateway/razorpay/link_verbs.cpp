// Payment links: a page at Razorpay, for payers who are not on ours.
#include "mapping.h"
#include "razorpay_gateway.h"

namespace hostler::razorpay {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

std::int64_t wholeIn(const Json& entity, const char* name) {
  const auto found = entity.find(name);
  if (found == entity.end() || !found->is_number_integer())
    throw MappingError{std::string{name} + " is not a number"};
  return found->get<std::int64_t>();
}

Json linkBody(const sdk::CreatePaymentLink& request) {
  Json customer = Json::object();
  if (!request.payer.name.empty()) customer["name"] = request.payer.name;
  if (!request.payer.email.empty()) customer["email"] = request.payer.email;
  if (!request.payer.phone.empty()) customer["contact"] = request.payer.phone;
  Json body{{"amount", request.amount.minor},
            {"currency", request.amount.currency},
            {"accept_partial", false},
            {"reference_id", request.attempt},
            {"description", request.description},
            {"customer", std::move(customer)},
            {"notify", {{"sms", false}, {"email", false}}},  // the engine writes its own mails
            {"reminder_enable", false}};
  if (request.expiresAt) body["expire_by"] = *request.expiresAt;
  if (!request.returnUrl.empty()) {
    body["callback_url"] = request.returnUrl;
    body["callback_method"] = "get";
  }
  return body;
}

}  // namespace

sdk::Checkout RazorpayGateway::toCheckout(const Json& link) const {
  sdk::Checkout checkout;
  checkout.reference = textIn(link, "id");
  if (!isId(checkout.reference, "plink_")) throw MappingError{"id is not a payment link's"};
  checkout.amount = {wholeIn(link, "amount"), textIn(link, "currency")};
  const auto status = textIn(link, "status");
  if (status == "paid") checkout.state = sdk::AttemptState::Paid;
  if (status == "created") {
    const auto url = textIn(link, "short_url");
    if (!sdk::isAllowedUrl(url)) throw MappingError{"short_url is not an address"};
    checkout.nextAction = {{"type", "redirect"}, {"url", url}};
  }
  const auto expires = link.value("expire_by", Json());
  if (expires.is_number_integer() && expires != 0) checkout.expiresAt = expires.get<std::int64_t>();
  return checkout;
}

Reply<std::optional<Json>> RazorpayGateway::findLink(const sdk::Call& call,
                                                     const std::string& reference) const {
  const auto answer = client_.get(call, "/payment_links", {{"reference_id", reference}});
  if (!answer) return answer.error();
  const auto links = answer->value("payment_links", Json());
  if (!links.is_array()) return misfit("the list of payment links is missing");
  for (const auto& link : links) {
    if (link.is_object() && link.value("reference_id", Json()) == reference)
      return std::optional<Json>{link};
  }
  return std::optional<Json>{};
}

Reply<sdk::Checkout> RazorpayGateway::paymentLink(const sdk::Call& call,
                                                  const sdk::CreatePaymentLink& request) {
  if (!isReceipt(request.attempt))
    return sdk::permanent("bad_request", "attempt is not 1 to 40 plain characters");
  if (!sdk::isCurrencyCode(request.amount.currency) || request.amount.minor < 1) {
    return sdk::permanent("bad_request", "amount is not one that can be paid");
  }
  try {
    const auto earlier = findLink(call, request.attempt);
    if (!earlier) return earlier.error();
    if (*earlier) {
      auto checkout = toCheckout(**earlier);
      if (checkout.amount == request.amount) return checkout;
      return sdk::permanent("attempt_conflict",
                            "a link for this attempt exists with another amount");
    }
    const auto made = client_.post(call, "/payment_links", linkBody(request), Effect::Write);
    if (!made && made.error().outcome != sdk::Outcome::Permanent) return made.error();
    const auto link = findLink(call, request.attempt);
    if (!link) return notConfirmed(link.error().message);
    if (*link) return toCheckout(**link);
    if (!made) return made.error();
    return notConfirmed("the new link is not found");
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Deleted> RazorpayGateway::cancelPaymentLink(const sdk::Call& call,
                                                       const sdk::CancelPaymentLink& request) {
  if (!isId(request.reference, "plink_"))
    return sdk::permanent("bad_request", "reference is not a payment link");
  const auto path = "/payment_links/" + request.reference;
  const auto statusOf = [&](const Json& link) { return textIn(link, "status"); };
  try {
    const auto before = client_.get(call, path);
    if (!before) return before.error();
    if (statusOf(*before) == "paid")
      return sdk::permanent("already_paid", "the link was paid already");
    if (statusOf(*before) != "created") return sdk::Deleted{.existed = false};
    // Cancelling twice changes nothing: a lost answer may be asked for again.
    const auto cancelled = client_.post(call, path + "/cancel", Json::object(), Effect::Read);
    if (!cancelled && cancelled.error().outcome != sdk::Outcome::Permanent)
      return cancelled.error();
    const auto after = client_.get(call, path);
    if (!after) return after.error();
    if (statusOf(*after) == "cancelled") return sdk::Deleted{};
    if (!cancelled) return cancelled.error();
    return sdk::retryable("not_confirmed", "the link is still open");
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::razorpay
