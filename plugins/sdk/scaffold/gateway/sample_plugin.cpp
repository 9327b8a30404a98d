#include "sample_plugin.h"

#include "mapping.h"

#include <hostler/signature.hpp>

#include <algorithm>
#include <cctype>

namespace sample {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

std::string headerOf(const sdk::Delivery& delivery, const std::string& name) {
  for (const auto& header : delivery.headers) {
    if (header.size() == 2 && lowered(header[0]) == name) return header[1];
  }
  return {};
}

}  // namespace

Reply<sdk::GatewayReport> SamplePlugin::testConnection(const sdk::Call& call,
                                                       const sdk::GatewayTest&) {
  const auto holder = client_.holder(call, settings_);
  if (!holder) return holder.error();
  sdk::GatewayReport report;
  report.live = holder->live;
  report.detail = "Connected as " + holder->name + ".";
  if (settings_.webhookSecret.empty()) report.missing = {"webhook_secret"};
  report.ready = report.missing.empty();
  return report;
}

Reply<sdk::LocatedCheckout> SamplePlugin::find(const sdk::Call& call,
                                               const std::string& attempt) const {
  return mapped(client_.read(call, settings_, "/orders/by-attempt/" + sdk::urlEncode(attempt)),
                Effect::Read, [](const Json& answer) {
                  sdk::LocatedCheckout located;
                  if (!answer.is_null()) located.checkout = toCheckout(answer);
                  return located;
                });
}

Reply<sdk::LocatedCheckout> SamplePlugin::locate(const sdk::Call& call,
                                                 const sdk::LocateCheckout& request) {
  return find(call, request.attempt);
}

Reply<sdk::Checkout> SamplePlugin::checkout(const sdk::Call& call,
                                            const sdk::StartCheckout& request) {
  // An earlier call may have made the order, its answer lost.
  const auto ours = find(call, request.attempt);
  if (!ours) return ours.error();
  if (ours->checkout && ours->checkout->amount == request.amount) return *ours->checkout;
  if (ours->checkout)
    return sdk::permanent("attempt_conflict", "this attempt was made over another amount");
  return mapped(client_.write(call, settings_, "POST", "/orders", sdk::toJson(request)),
                Effect::Write, toCheckout);
}

Reply<sdk::Attempt> SamplePlugin::fetch(const sdk::Call& call, const sdk::FetchAttempt& request) {
  const auto answer = client_.read(call, settings_, "/orders/" + sdk::urlEncode(request.reference));
  if (answer && answer->is_null())
    return sdk::permanent("unknown_reference", "the gateway has no order " + request.reference);
  return mapped(answer, Effect::Read, toAttempt);
}

// What a browser brings proves nothing by itself: the gateway is asked.
Reply<sdk::VerifiedReturn> SamplePlugin::verifyReturn(const sdk::Call& call,
                                                      const sdk::VerifyReturn& request) {
  const auto attempt = fetch(call, {request.reference});
  if (!attempt) return attempt.error();
  const auto named = request.data.find("payment");
  for (const auto& payment : attempt->payments) {
    if (named != request.data.end() && payment.id == named->second)
      return sdk::VerifiedReturn{payment};
  }
  return sdk::permanent("signature_invalid", "the order has no such payment");
}

Reply<sdk::Events> SamplePlugin::webhook(const sdk::Call&, const sdk::Delivery& delivery) {
  if (settings_.webhookSecret.empty())
    return sdk::needsAttention("secret_not_set", "no webhook secret is set");
  bool isBase64 = false;
  const auto body = sdk::base64Decode(delivery.bodyBase64, isBase64);
  if (!isBase64) return sdk::permanent("bad_request", "body_base64 is not base64");
  const auto signature = headerOf(delivery, "x-signature");
  if (signature.empty()) return sdk::permanent("signature_missing", "the delivery is not signed");
  // Over the raw bytes, before anything of them is believed.
  const auto wanted = sdk::hexOf(sdk::hmacSha256(settings_.webhookSecret.reveal(), body));
  if (!sdk::equalInConstantTime(signature, wanted))
    return sdk::permanent("signature_invalid", "the delivery's signature is not right");
  try {
    return toEvents(sdk::parseJson(body));
  } catch (const sdk::JsonError& error) {
    return sdk::permanent("malformed", error.what());
  } catch (const sdk::FieldMismatch& mismatch) {
    return sdk::permanent("malformed", mismatch.what());
  }
}

}  // namespace sample
