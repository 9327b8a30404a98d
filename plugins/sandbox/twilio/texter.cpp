#include "plugins/sandbox/twilio/texter.h"

#include "plugins/sandbox/random_text.h"

#include <hostler/http_client.hpp>
#include <hostler/signature.hpp>

namespace hostler::sandbox::twilio {
namespace {

// Which of our messages it is, if the sender wrote it into the callback's address.
std::string referenceIn(const std::string& callback) {
  const auto mark = callback.find('?');
  return mark == std::string::npos ? std::string{}
                                   : paramOr(parseForm(callback.substr(mark + 1)), "reference");
}

}  // namespace

Json shown(Json message) {
  message.erase("status_callback");
  message.erase("reference");
  return message;
}

Json newMessage(const Texter& texter, const Params& form, const std::string& now) {
  const auto callback = paramOr(form, "StatusCallback");
  const auto service = paramOr(form, "MessagingServiceSid");
  return {{"sid", "SM" + sdk::hexOf(randomText(16))},
          {"account_sid", texter.sid},
          {"api_version", "2010-04-01"},
          {"to", paramOr(form, "To")},
          {"from", service.empty() ? Json(paramOr(form, "From")) : Json(nullptr)},
          {"messaging_service_sid", service.empty() ? Json(nullptr) : Json(service)},
          {"body", paramOr(form, "Body")},
          {"status", service.empty() ? "queued" : "accepted"},
          {"direction", "outbound-api"},
          {"num_segments", "1"},
          {"num_media", "0"},
          {"price", nullptr},
          {"price_unit", "USD"},
          {"error_code", nullptr},
          {"error_message", nullptr},
          {"date_created", now},
          {"date_updated", now},
          {"date_sent", nullptr},
          {"status_callback", callback},
          {"reference", referenceIn(callback)}};
}

Webhook callbackOf(const Texter& texter, const Json& message) {
  Params fields{{"AccountSid", texter.sid},     {"ApiVersion", "2010-04-01"},
                {"MessageSid", message["sid"]}, {"MessageStatus", message["status"]},
                {"SmsSid", message["sid"]},     {"SmsStatus", message["status"]},
                {"To", message["to"]}};
  if (message["from"].is_string()) fields["From"] = message["from"];
  if (message["error_code"].is_number())
    fields["ErrorCode"] = std::to_string(message["error_code"].get<int>());
  const auto url = message["status_callback"].get<std::string>();
  auto text = url;
  for (const auto& [name, value] : fields) text += name + value;
  return {url,
          {{"Content-Type", "application/x-www-form-urlencoded"},
           {"X-Twilio-Signature", sdk::base64Of(sdk::hmacSha1(texter.token, text))}},
          sdk::formEncode({fields.begin(), fields.end()})};
}

}  // namespace hostler::sandbox::twilio
