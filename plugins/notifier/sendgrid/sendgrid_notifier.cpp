#include "sendgrid_notifier.h"

#include "event_signature.h"
#include "mapping.h"

#include <hostler/delivery.hpp>
#include <hostler/message_rules.hpp>

#include <algorithm>
#include <charconv>
#include <ctime>

namespace hostler::sendgrid {
namespace {

using sdk::Json;
using sdk::Reply;

constexpr std::size_t kMostCharacters = 900;  // of the subject; its header line holds 998
// SendGrid tries for a day; a delivery that is older was kept by somebody else.
constexpr std::int64_t kOldest = 24 * 3600 + 600, kMostAhead = 600;

bool isFresh(const std::string& timestamp) {
  std::int64_t at = 0;
  const auto [end, error] =
      std::from_chars(timestamp.data(), timestamp.data() + timestamp.size(), at);
  if (error != std::errc{} || end != timestamp.data() + timestamp.size()) return false;
  const std::int64_t now = std::time(nullptr);
  return at >= now - kOldest && at <= now + kMostAhead;
}

sdk::ProviderError misfit(const std::string& why) {
  return sdk::unusableAnswer(sdk::Effect::Read, "SendGrid's answer does not fit: " + why);
}

}  // namespace

Reply<sdk::NotifierReport> SendGridNotifier::testConnection(const sdk::Call& call,
                                                            const sdk::NotifierTest&) {
  const auto answer = client_.get(call, "/scopes");
  if (!answer) return answer.error();
  const auto scopes = answer->is_object() ? answer->value("scopes", Json()) : Json();
  if (!scopes.is_array()) return misfit("scopes is no list");
  if (std::find(scopes.begin(), scopes.end(), "mail.send") == scopes.end())
    return sdk::needsAttention("access_denied", "the API key lacks the permission Mail Send");
  return sdk::NotifierReport{settings_.webhookPublicKey.empty()
                                 ? "Connected; delivery reports are refused until the webhook "
                                   "verification key is set."
                                 : "Connected."};
}

Reply<sdk::Sent> SendGridNotifier::send(const sdk::Call& call, const sdk::Message& message) {
  if (auto fault = sdk::messageFault(message, "email")) return *fault;
  if (message.subject.size() > kMostCharacters)
    return sdk::permanent("bad_request", "subject is too long");
  auto id = client_.send(call, toMail(message, settings_));
  if (!id) return id.error();
  return sdk::Sent{std::move(*id)};
}

Reply<sdk::DeliveryReports> SendGridNotifier::webhook(const sdk::Call&,
                                                      const sdk::NotifierDelivery& delivery) {
  if (settings_.webhookPublicKey.empty()) {
    return sdk::needsAttention("secret_not_set",
                               "webhooks cannot be verified until webhook_public_key is set");
  }
  const auto body = sdk::bytesOf(delivery.bodyBase64);
  if (!body) return sdk::permanent("malformed", "the body cannot be taken");
  const auto signature = sdk::headerIn(delivery.headers, "x-twilio-email-event-webhook-signature");
  const auto timestamp = sdk::headerIn(delivery.headers, "x-twilio-email-event-webhook-timestamp");
  if (signature.empty() || timestamp.empty())
    return sdk::permanent("signature_missing", "the delivery is not signed");
  if (!isSigned(settings_.webhookPublicKey, timestamp, *body, signature) &&
      !isSigned(settings_.previousWebhookPublicKey, timestamp, *body, signature)) {
    return sdk::permanent("signature_invalid",
                          "the delivery is not signed with this account's key");
  }
  if (!isFresh(timestamp))
    return sdk::permanent("signature_invalid", "the delivery was signed too long ago");
  try {
    return sdk::DeliveryReports{toReports(sdk::parseJson(*body))};
  } catch (const sdk::JsonError& error) {
    return sdk::permanent("malformed", std::string{"the body is not JSON: "} + error.what());
  } catch (const MappingError& error) {
    return sdk::permanent("malformed", error.what());
  }
}

Reply<sdk::Balance> SendGridNotifier::balance(const sdk::Call& call, const sdk::ReadBalance&) {
  const auto answer = client_.get(call, "/user/credits");
  if (!answer) return answer.error();
  const auto left = answer->is_object() ? answer->value("remain", Json()) : Json();
  if (!left.is_number_integer()) return misfit("remain is no whole number");
  return sdk::Balance{std::to_string(left.get<std::int64_t>()), "mails"};
}

}  // namespace hostler::sendgrid
