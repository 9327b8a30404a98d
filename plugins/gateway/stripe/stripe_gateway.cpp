#include "stripe_gateway.h"

#include "now.h"
#include "signatures.h"
#include "translation.h"

#include <hostler/delivery.hpp>
#include <hostler/signature.hpp>

#include <algorithm>

namespace hostler::stripe {
namespace {

using sdk::Json;
using sdk::Reply;

std::string dataOr(const sdk::VerifyReturn& request, const char* name) {
  const auto found = request.data.find(name);
  return found == request.data.end() ? std::string{} : found->second;
}

sdk::ProviderError forged() {
  return sdk::permanent("signature_invalid", "what the browser brought is not of this payment");
}

// The event's id is inside the signed body, so a delivery that was seen cannot be sent as another.
sdk::Events eventsIn(const std::string& body) {
  const auto envelope = sdk::parseJson(body);
  sdk::Events events;
  events.events = translate(envelope);
  events.providerType = textIn(envelope, "type");
  events.eventId = textIn(envelope, "id");
  if (!isId(events.eventId, "evt_")) throw MappingError{"id is not an event's"};
  const auto live = envelope.value("livemode", Json());
  if (!live.is_boolean()) throw MappingError{"livemode is neither true nor false"};
  events.live = live.get<bool>();
  events.createdAt = timeIn(envelope, "created");
  return events;
}

}  // namespace

std::string attemptKey(const std::string& attempt) {
  return "hostler-" + attempt;
}

StripeGateway::StripeGateway(const sdk::Context& context)
    : settings_{context.settings<Settings>()}, client_{settings_, context.log().redactor()} {}

Reply<sdk::GatewayReport> StripeGateway::testConnection(const sdk::Call& call,
                                                        const sdk::GatewayTest&) {
  sdk::GatewayReport report;
  report.live = settings_.isLive();
  if (settings_.publishableKey.empty()) report.missing.push_back("publishable_key");
  if (settings_.secretKey.empty()) report.missing.push_back("secret_key");
  if (settings_.webhookSecret.empty()) report.missing.push_back("webhook_secret");
  if (!settings_.hasKeys()) {
    report.detail = "The keys are not set.";
    return report;
  }
  const auto account = client_.get(call, "/account");
  if (!account) return account.error();
  try {
    const auto charges = account->value("charges_enabled", Json());
    if (!isId(textIn(*account, "id"), "acct_") || !charges.is_boolean())
      return misfit("it is no account");
    report.ready = report.missing.empty() && settings_.keysAgree() && charges == true;
    report.detail = std::string{"Connected with a "} + (report.live ? "live" : "test") + " key";
    if (!settings_.keysAgree()) report.detail += "; the publishable key is of the other mode";
    if (charges == false) report.detail += "; Stripe does not let this account take payments yet";
    if (settings_.webhookSecret.empty())
      report.detail += "; webhooks are refused until the webhook secret is set";
    report.detail += ".";
    return report;
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::Events> StripeGateway::webhook(const sdk::Call&, const sdk::Delivery& delivery) {
  if (settings_.webhookSecret.empty()) {
    return sdk::needsAttention("secret_not_set",
                               "webhooks cannot be verified until webhook_secret is set");
  }
  const auto received = sdk::bytesOf(delivery.bodyBase64);
  if (!received) return sdk::permanent("malformed", "the body cannot be taken");
  const auto& body = *received;
  const auto header = sdk::headerIn(delivery.headers, "stripe-signature");
  if (header.empty()) return sdk::permanent("signature_missing", "the delivery is not signed");
  const auto now = secondsNow();
  if (!isSigned(settings_.webhookSecret, body, header, now) &&
      !isSigned(settings_.previousWebhookSecret, body, header, now)) {
    return sdk::permanent("signature_invalid",
                          "the delivery is not signed with this endpoint's secret, or not now");
  }
  try {
    return eventsIn(body);
  } catch (const sdk::JsonError& error) {
    return sdk::permanent("malformed", std::string{"the body is not JSON: "} + error.what());
  } catch (const MappingError& error) {
    return sdk::permanent("malformed", std::string{"the event does not fit: "} + error.what());
  }
}

// Stripe signs no return. What nobody but the payer's page has is the client secret (of a hosted
// page, the session's id); what was paid is then asked of Stripe.
Reply<sdk::VerifiedReturn> StripeGateway::verifyReturn(const sdk::Call& call,
                                                       const sdk::VerifyReturn& request) {
  if (isId(request.reference, "cs_")) return verifySession(call, request);
  if (isId(request.reference, "pi_") || isId(request.reference, "seti_"))
    return verifyIntent(call, request);
  return sdk::permanent("bad_request", "reference is not one of Stripe's");
}

Reply<sdk::VerifiedReturn> StripeGateway::verifyIntent(const sdk::Call& call,
                                                       const sdk::VerifyReturn& request) const {
  const bool isSetup = request.reference.starts_with("seti_");
  const auto given = dataOr(request, isSetup ? "setup_intent" : "payment_intent");
  const auto secret =
      dataOr(request, isSetup ? "setup_intent_client_secret" : "payment_intent_client_secret");
  if (given != request.reference || secret.empty()) return forged();
  call.log.redactor().hide(secret);
  const auto object = readIntent(call, request.reference);
  if (!object) return object.error();
  try {
    if (!sdk::equalInConstantTime(secret, toIntent(*object).clientSecret)) return forged();
    return sdk::VerifiedReturn{paymentIn(*object)};
  } catch (const MappingError& error) {
    return misfit(error.what());
  }
}

Reply<sdk::VerifiedReturn> StripeGateway::verifySession(const sdk::Call& call,
                                                        const sdk::VerifyReturn& request) const {
  if (dataOr(request, "checkout_session") != request.reference) return forged();
  const auto attempt = sessionAttempt(call, request.reference);
  if (!attempt) return attempt.error();
  if (attempt->payments.empty())
    return sdk::permanent("payment_mismatch", "nobody has paid on this page yet");
  return sdk::VerifiedReturn{attempt->payments.back()};
}

}  // namespace hostler::stripe
