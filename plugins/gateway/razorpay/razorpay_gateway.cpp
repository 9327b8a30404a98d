#include "razorpay_gateway.h"

#include "mapping.h"
#include "signatures.h"
#include "translation.h"

#include <hostler/delivery.hpp>
#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::razorpay {
namespace {

using sdk::Json;
using sdk::Reply;

// The header that carries an event's id is not signed: whoever has one signed body could deliver it
// under ever new ids. The body is the same at each retry, so its fingerprint tells repeats apart.
std::string eventIdOf(const std::string& body) {
  return "sha256:" + sdk::hexOf(sdk::sha256(body));
}

std::string dataOr(const sdk::VerifyReturn& request, const char* name) {
  const auto found = request.data.find(name);
  return found == request.data.end() ? std::string{} : found->second;
}

// What was signed: for an order "order|payment", for a payment link
// "link|reference|status|payment". The order and the link are OUR stored ones.
std::string signedText(const sdk::VerifyReturn& request, const std::string& paymentId) {
  if (!isId(request.reference, "plink_")) return request.reference + "|" + paymentId;
  return request.reference + "|" + dataOr(request, "razorpay_payment_link_reference_id") + "|" +
         dataOr(request, "razorpay_payment_link_status") + "|" + paymentId;
}

}  // namespace

sdk::ProviderError notConfirmed(const std::string& why) {
  return sdk::unknown("not_confirmed", "Razorpay's answer and what it shows disagree: " + why);
}

sdk::ProviderError misfit(const std::string& why) {
  return sdk::unusableAnswer(sdk::Effect::Read, "Razorpay's answer does not fit: " + why);
}

RazorpayGateway::RazorpayGateway(const sdk::Context& context)
    : settings_{context.settings<Settings>()}, client_{settings_, context.log().redactor()} {}

Reply<sdk::GatewayReport> RazorpayGateway::testConnection(const sdk::Call& call,
                                                          const sdk::GatewayTest&) {
  sdk::GatewayReport report;
  report.live = settings_.isLive();
  if (settings_.keyId.empty()) report.missing.push_back("key_id");
  if (settings_.keySecret.empty()) report.missing.push_back("key_secret");
  if (settings_.webhookSecret.empty()) report.missing.push_back("webhook_secret");
  report.ready = report.missing.empty();
  if (!settings_.hasKeys()) {
    report.detail = "The keys are not set.";
    return report;
  }
  const auto answer = client_.get(call, "/orders", {{"count", "1"}});
  if (!answer) return answer.error();
  try {
    for (const auto& item : itemsOf(*answer)) (void)toOrder(item);
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
  report.detail = std::string{"Connected with a "} + (report.live ? "live" : "test") + " key" +
                  (report.ready ? "." : "; webhooks are refused until the webhook secret is set.");
  return report;
}

Reply<sdk::Events> RazorpayGateway::webhook(const sdk::Call&, const sdk::Delivery& delivery) {
  if (settings_.webhookSecret.empty()) {
    return sdk::needsAttention("secret_not_set",
                               "webhooks cannot be verified until webhook_secret is set");
  }
  const auto received = sdk::bytesOf(delivery.bodyBase64);
  if (!received) return sdk::permanent("malformed", "the body cannot be taken");
  const auto& body = *received;
  const auto signature = sdk::headerIn(delivery.headers, "x-razorpay-signature");
  if (signature.empty()) return sdk::permanent("signature_missing", "the delivery is not signed");
  if (!isSigned(settings_.webhookSecret, body, signature) &&
      !isSigned(settings_.previousWebhookSecret, body, signature)) {
    return sdk::permanent("signature_invalid",
                          "the delivery is not signed with this account's webhook secret");
  }
  try {
    const auto envelope = sdk::parseJson(body);
    sdk::Events events;
    events.events = translate(envelope);
    events.providerType = textIn(envelope, "event");
    events.eventId = eventIdOf(body);
    events.live = settings_.isLive();
    const auto created = envelope.value("created_at", Json());
    if (created.is_number_integer()) events.createdAt = created.get<std::int64_t>();
    return events;
  } catch (const sdk::JsonError& error) {
    return sdk::permanent("malformed", std::string{"the body is not JSON: "} + error.what());
  } catch (const MappingError& error) {
    return sdk::permanent("malformed", std::string{"the event does not fit: "} + error.what());
  }
}

Reply<sdk::VerifiedReturn> RazorpayGateway::verifyReturn(const sdk::Call& call,
                                                         const sdk::VerifyReturn& request) {
  if (!settings_.hasKeys())
    return sdk::needsAttention("not_configured", "key_id and key_secret are not set");
  const auto paymentId = dataOr(request, "razorpay_payment_id");
  const auto orderGiven = dataOr(request, "razorpay_order_id");
  const bool forAnother =
      !orderGiven.empty() && orderGiven != request.reference && isId(request.reference, "order_");
  if (forAnother || !isId(paymentId, "pay_") ||
      !isSigned(settings_.keySecret, signedText(request, paymentId),
                dataOr(request, "razorpay_signature"))) {
    return sdk::permanent("signature_invalid",
                          "what the browser brought is not signed for this payment");
  }
  const auto payment = fetchPayment(call, paymentId);
  if (!payment) return payment.error();
  // A link's payment names the order behind the link, which only the link itself knows.
  if (isId(request.reference, "order_") && payment->reference != request.reference) {
    return sdk::permanent("payment_mismatch", "the payment belongs to another order");
  }
  return sdk::VerifiedReturn{*payment};
}

Reply<sdk::Payment> RazorpayGateway::fetchPayment(const sdk::Call& call,
                                                  const std::string& paymentId) const {
  if (!isId(paymentId, "pay_"))
    return sdk::permanent("bad_request", "payment_id is not one of Razorpay's");
  const auto answer = client_.get(call, "/payments/" + paymentId);
  if (!answer) return answer.error();
  try {
    auto payment = toPayment(*answer);
    if (payment.id != paymentId) return misfit("it is about another payment");
    return payment;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

}  // namespace hostler::razorpay
