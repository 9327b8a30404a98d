#include "twilio_notifier.h"

#include "mapping.h"

#include <hostler/delivery.hpp>
#include <hostler/message_rules.hpp>

#include <algorithm>

namespace hostler::twilio {
namespace {

using sdk::Effect;
using sdk::Json;
using sdk::Reply;

constexpr std::ptrdiff_t kMostCharacters = 1'600;

std::ptrdiff_t charactersIn(const std::string& text) {
  return std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
}

std::string textAt(const Json& object, const char* name) {
  const auto value = object.is_object() ? object.value(name, Json()) : Json();
  return value.is_string() ? value.get<std::string>() : std::string{};
}

sdk::ProviderError misfit(Effect effect, const std::string& why) {
  return sdk::unusableAnswer(effect, "Twilio's answer does not fit: " + why);
}

bool isDecimal(const std::string& text) {
  const auto digits = text.substr(text.starts_with('-') ? 1 : 0);
  return !digits.empty() && digits.find_first_not_of("0123456789.") == std::string::npos &&
         std::ranges::count(digits, '.') <= 1 && digits.front() != '.' && digits.back() != '.';
}

}  // namespace

Reply<sdk::NotifierReport> TwilioNotifier::testConnection(const sdk::Call& call,
                                                          const sdk::NotifierTest&) {
  const auto account = client_.get(call, ".json");
  if (!account) return account.error();
  if (textAt(*account, "sid") != settings_.accountSid)
    return misfit(Effect::Read, "it is about another account");
  if (const auto status = textAt(*account, "status"); status != "active")
    return sdk::needsAttention("account_" + status, "the Twilio account is " + status);
  if (!settings_.hasSender()) {
    return sdk::needsAttention("not_configured", "neither messaging_service_sid nor from is set");
  }
  const bool isTrial = textAt(*account, "type") == "Trial";
  return sdk::NotifierReport{isTrial ? "Connected to a trial account: it sends to verified numbers "
                                       "only."
                                     : "Connected."};
}

Reply<sdk::Sent> TwilioNotifier::send(const sdk::Call& call, const sdk::Message& message) {
  if (auto fault = sdk::messageFault(message, "sms")) return *fault;
  if (charactersIn(message.text.reveal()) > kMostCharacters)
    return sdk::permanent("bad_request", "text has more than 1600 characters");
  if (!settings_.hasSender() && message.from.empty()) {
    return sdk::needsAttention("not_configured", "neither messaging_service_sid nor from is set");
  }
  const auto answer = client_.post(call, "/Messages.json", toForm(message, settings_));
  if (!answer) return answer.error();
  try {
    const auto report = toReport(*answer);
    if (report && report->state == "failed")
      return sdk::permanent(report->reason.empty() ? "failed" : report->reason,
                            "Twilio gave it up");
    return sdk::Sent{textAt(*answer, "sid")};
  } catch (const MappingError& error) {
    return misfit(Effect::Write, error.what());
  }
}

Reply<sdk::DeliveryReports> TwilioNotifier::webhook(const sdk::Call&,
                                                    const sdk::NotifierDelivery& delivery) {
  if (settings_.authToken.empty()) {
    return sdk::needsAttention("secret_not_set",
                               "callbacks cannot be verified until auth_token is set");
  }
  const auto body = sdk::bytesOf(delivery.bodyBase64);
  if (!body) return sdk::permanent("malformed", "the body cannot be taken");
  const auto signature = sdk::headerIn(delivery.headers, "x-twilio-signature");
  if (signature.empty()) return sdk::permanent("signature_missing", "the callback is not signed");
  const auto fields = sdk::formDecode(*body);
  if (!isSigned(settings_.authToken, delivery.url, fields, signature) &&
      !isSigned(settings_.previousAuthToken, delivery.url, fields, signature)) {
    return sdk::permanent("signature_invalid",
                          "the callback is not signed with this account's auth token");
  }
  try {
    sdk::DeliveryReports reports;
    if (auto report = toReport(fields, delivery.url)) reports.reports.push_back(std::move(*report));
    return reports;
  } catch (const MappingError& error) {
    return sdk::permanent("malformed", error.what());
  }
}

Reply<sdk::ReadReport> TwilioNotifier::delivery(const sdk::Call& call,
                                                const sdk::ReadDelivery& request) {
  if (!isSid(request.id, "SM") && !isSid(request.id, "MM"))
    return sdk::permanent("bad_request", "id is not one of Twilio's");
  const auto message = client_.get(call, "/Messages/" + request.id + ".json");
  if (!message) return message.error();
  try {
    auto report = toReport(*message);
    if (textAt(*message, "sid") != request.id)
      return misfit(Effect::Read, "it is about another message");
    return sdk::ReadReport{std::move(report)};
  } catch (const MappingError& error) {
    return misfit(Effect::Read, error.what());
  }
}

Reply<sdk::Balance> TwilioNotifier::balance(const sdk::Call& call, const sdk::ReadBalance&) {
  const auto answer = client_.get(call, "/Balance.json");
  if (!answer) return answer.error();
  sdk::Balance balance{textAt(*answer, "balance"), textAt(*answer, "currency")};
  if (!isDecimal(balance.amount) || balance.unit.size() != 3)
    return misfit(Effect::Read, "it is no amount with a currency");
  return balance;
}

}  // namespace hostler::twilio
