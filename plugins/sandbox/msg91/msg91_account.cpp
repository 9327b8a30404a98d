#include "plugins/sandbox/msg91/msg91_account.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/random_text.h"

#include <hostler/http_client.hpp>

namespace hostler::sandbox::msg91 {
namespace {

std::string textIn(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool isMobile(const std::string& text) {
  const bool isIndian = text.starts_with("91");
  return text.find_first_not_of("0123456789") == std::string::npos && text.size() >= 8 &&
         text.size() <= 15 && (!isIndian || (text.size() == 12 && text[2] >= '6'));
}

// The registered text with what the recipient brings in place of ##name##.
std::string filled(std::string text, const Json& recipient) {
  for (const auto& [name, value] : recipient.items()) {
    if (!value.is_string()) continue;
    const auto mark = "##" + name + "##";
    for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
      text.replace(at, mark.size(), value.get<std::string>());
  }
  return text;
}

// What the webhook calls a status, and says beside it.
std::pair<std::string, std::string> statusOf(const std::string& outcome) {
  if (outcome == "delivered") return {"1", "DELIVERED"};
  if (outcome == "failed") return {"2", "FAILED"};
  if (outcome == "rejected") return {"16", "REJECTED"};
  if (outcome == "blocked") return {"17", "BLOCKED NUMBER"};
  return {"8", "SUBMITTED"};
}

}  // namespace

std::string Account::take(const std::string& templateId, const Json& recipient) {
  const auto text = texts.find(templateId);
  if (text == texts.end()) throw Refusal{"Invalid template", "400"};
  const auto mobile = textIn(recipient, "mobiles");
  if (!isMobile(mobile)) throw Refusal{"Invalid mobile number", "202"};
  if (credits == 0) throw Refusal{"Insufficient balance", "301"};
  --credits;
  const auto id = randomText(24);
  messages.push_back({{"id", id},
                      {"mobile", mobile},
                      {"template_id", templateId},
                      {"text", filled(text->second, recipient)},
                      {"reference", textIn(recipient, "CRQID")},
                      {"state", "submitted"}});
  return id;
}

Webhook Account::reportOf(const Json& message) const {
  const auto [status, description] = statusOf(message["state"]);
  const Json report{{"date", "2026-01-05 10:06:20"},
                    {"number", message["mobile"]},
                    {"status", status},
                    {"desc", description},
                    {"failedReason", status == "1" ? "" : description},
                    {"CRQID", message["reference"].empty() ? Json("0") : message["reference"]}};
  const Json requests = Json::array({{{"senderId", "HOSTLR"},
                                      {"requestId", message["id"]},
                                      {"report", Json::array({report})},
                                      {"userId", "1"},
                                      {"campaignName", "API"}}});
  return {
      webhookUrl,
      {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-Webhook-Token", webhookToken}},
      sdk::formEncode({{"data", dump(requests)}})};
}

Account accountOf(const Json& given) {
  Account account;
  account.authKey = requiredText(given, "auth_key");
  account.id = accountText(given, "id");
  account.webhookUrl = accountText(given, "webhook_url");
  account.webhookToken = accountText(given, "webhook_token");
  account.disabled = given.value("disabled", false);
  account.credits = given.value("credits", account.credits);
  for (const auto& entry : given.value("templates", Json::array())) {
    const auto text = entry.get<std::string>();
    const auto first = text.find('='), second = text.find('=', first + 1);
    if (first == std::string::npos || second == std::string::npos)
      throw ValidationError{"templates", "malformed", "must be name=id=text"};
    account.texts[text.substr(first + 1, second - first - 1)] = text.substr(second + 1);
  }
  account.asGiven = given;
  return account;
}

}  // namespace hostler::sandbox::msg91
