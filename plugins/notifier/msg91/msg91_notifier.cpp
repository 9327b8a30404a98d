#include "msg91_notifier.h"

#include "mapping.h"

#include <hostler/delivery.hpp>
#include <hostler/message_rules.hpp>
#include <hostler/signature.hpp>

#include <algorithm>
#include <array>

namespace hostler::msg91 {
namespace {

using sdk::Reply;

constexpr const char* kOtp = "OTP";

bool isHexId(std::string_view text) {
  return text.size() == 24 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool isVariableName(const std::string& name) {
  return !name.empty() && name.size() <= 32 && name != "mobiles" && name != "CRQID" &&
         std::ranges::all_of(name, [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                  c == '_';
         });
}

// What SendOTP reads in the same body: a variable of that name would take its place.
bool isSendOtpsOwn(std::string name) {
  static constexpr std::array<std::string_view, 7> kNames{
      "mobile", "mobiles", "template_id", "authkey", "otp_expiry", "otp", "recipients"};
  if (name == kOtp) return false;
  for (auto& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return std::ranges::find(kNames, name) != kNames.end();
}

bool isToken(const sdk::Secret& token, const std::string& given) {
  return !token.empty() && sdk::equalInConstantTime(token.reveal(), given);
}

std::string tokenIn(const sdk::NotifierDelivery& delivery) {
  if (auto token = sdk::headerIn(delivery.headers, "x-webhook-token"); !token.empty()) return token;
  const auto mark = delivery.url.find('?');
  if (mark == std::string::npos) return {};
  for (const auto& [name, value] :
       sdk::formDecode(std::string_view{delivery.url}.substr(mark + 1))) {
    if (name == "token") return value;
  }
  return {};
}

// What the message says, or what its text says where the registered one has variables.
Reply<Variables> variablesOf(const sdk::Message& message, const RegisteredText& registered) {
  if (!message.variables.empty() || registered.text.empty()) {
    if (!std::ranges::all_of(message.variables,
                             [](const auto& each) { return isVariableName(each.first); })) {
      return sdk::permanent("bad_request", "variables holds a name that is none");
    }
    if (!areAllIn(registered.text, message.variables)) {
      return sdk::permanent("template_mismatch",
                            "variables lacks one of the text registered as " + registered.name);
    }
    return message.variables;
  }
  auto variables = variablesIn(registered.text, message.text.reveal());
  if (variables) return std::move(*variables);
  return sdk::permanent("template_mismatch",
                        "the text is not the one that is registered as " + registered.name);
}

}  // namespace

Reply<sdk::NotifierReport> Msg91Notifier::testConnection(const sdk::Call& call,
                                                         const sdk::NotifierTest&) {
  const auto left = client_.balance(call);
  if (!left) return left.error();
  for (const auto& entry : settings_.templates) {
    if (!parseRegistered(entry))
      return sdk::permanent("bad_settings",
                            "settings.templates has an entry that is not name=id=text");
  }
  return sdk::NotifierReport{"Connected; " + std::to_string(settings_.templates.size()) +
                             " registered texts." +
                             (settings_.webhookToken.empty()
                                  ? " Delivery reports are refused until the webhook token is set."
                                  : "")};
}

Reply<RegisteredText> Msg91Notifier::registered(const std::string& name) const {
  for (const auto& entry : settings_.templates) {
    auto text = parseRegistered(entry);
    if (text && text->name == name) return std::move(*text);
  }
  if (isHexId(name)) return RegisteredText{name, name, {}};
  return sdk::needsAttention("template_not_registered",
                             "no text is registered as " + (name.empty() ? "(none)" : name));
}

bool Msg91Notifier::isForSendOtp(const RegisteredText& text) const {
  return std::ranges::find(settings_.otpTemplates, text.name) != settings_.otpTemplates.end();
}

Reply<std::string> Msg91Notifier::submit(const sdk::Call& call, const sdk::Message& message,
                                         const RegisteredText& text,
                                         const Variables& variables) const {
  const auto mobile = mobileOf(message.to);
  if (!isForSendOtp(text)) {
    return client_.send(call, "/api/v5/flow",
                        toFlow(text.templateId, mobile, message.reference, variables));
  }
  if (!variables.contains(kOtp))
    return sdk::permanent("template_mismatch", "SendOTP wants a text with the variable OTP");
  if (std::ranges::any_of(variables, [](const auto& each) { return isSendOtpsOwn(each.first); }))
    return sdk::permanent("bad_request", "variables holds a name that SendOTP has for itself");
  // The code goes in the body: a query ends in logs.
  sdk::Json body(variables);
  body["otp"] = variables.at(kOtp);
  body["CRQID"] = message.reference;
  return client_.send(
      call,
      "/api/v5/otp?" + sdk::formEncode({{"template_id", text.templateId}, {"mobile", mobile}}),
      body);
}

Reply<sdk::Sent> Msg91Notifier::send(const sdk::Call& call, const sdk::Message& message) {
  if (auto fault = sdk::messageFault(message, "sms")) return *fault;
  const auto text = registered(message.templateId);
  if (!text) return text.error();
  const auto variables = variablesOf(message, *text);
  if (!variables) return variables.error();
  // The words are MSG91's alone, and nothing of the message would reach them.
  if (text->text.empty() && variables->empty() && !isForSendOtp(*text)) {
    return sdk::needsAttention("template_not_registered",
                               "the words of " + text->name + " are not in the settings");
  }
  for (const auto& [name, value] : *variables) call.log.redactor().hide(value);
  if (auto fault = indianFault(message.to, *variables)) return *fault;
  auto id = submit(call, message, *text, *variables);
  if (!id) return id.error();
  return sdk::Sent{std::move(*id)};
}

Reply<sdk::DeliveryReports> Msg91Notifier::webhook(const sdk::Call&,
                                                   const sdk::NotifierDelivery& delivery) {
  if (settings_.webhookToken.empty()) {
    return sdk::needsAttention("secret_not_set",
                               "webhooks cannot be verified until webhook_token is set");
  }
  const auto body = sdk::bytesOf(delivery.bodyBase64);
  if (!body) return sdk::permanent("malformed", "the body cannot be taken");
  const auto token = tokenIn(delivery);
  if (token.empty()) return sdk::permanent("signature_missing", "the delivery brings no token");
  if (!isToken(settings_.webhookToken, token) && !isToken(settings_.previousWebhookToken, token))
    return sdk::permanent("signature_invalid", "the delivery brings another token");
  try {
    return sdk::DeliveryReports{toReports(*body)};
  } catch (const sdk::JsonError& error) {
    return sdk::permanent("malformed", std::string{"the body is not JSON: "} + error.what());
  } catch (const MappingError& error) {
    return sdk::permanent("malformed", error.what());
  }
}

Reply<sdk::Balance> Msg91Notifier::balance(const sdk::Call& call, const sdk::ReadBalance&) {
  auto left = client_.balance(call);
  if (!left) return left.error();
  return sdk::Balance{std::move(*left), "sms"};
}

}  // namespace hostler::msg91
