#include "plugins/sandbox/sendgrid/sendgrid_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/random_text.h"
#include "plugins/sandbox/request_view.h"
#include "plugins/sandbox/sendgrid/event_signer.h"
#include "plugins/sandbox/sendgrid/mail_check.h"

#include <algorithm>
#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace sendgrid;

/// Who an API key belongs to, and the mails that were taken. A value: copying it is how the sandbox
/// pretends.
struct Mailer {
  std::string id, apiKey, webhookUrl;
  bool disabled = false;
  std::int64_t credits = 100'000;
  Json asGiven;
  std::vector<Json> messages;
};

front::Response answerOf(const Refusal& refusal) {
  const auto field = refusal.field.empty() ? Json(nullptr) : Json(refusal.field);
  return jsonAnswer(
      refusal.status,
      {{"errors", {{{"message", refusal.message}, {"field", field}, {"help", nullptr}}}}});
}

Json messageOf(const Json& body, const std::string& id) {
  const auto& first = body["personalizations"][0];
  const auto args = first.value("custom_args", Json::object());
  Json message{
      {"id", id},
      {"to", first["to"][0]["email"]},
      {"from", body["from"]["email"]},
      {"subject", body["subject"]},
      {"custom_args", args},
      {"reference", args.empty() ? Json("") : *args.begin()},
      {"attachments", body.value("attachments", Json::array()).size()},
      {"tracked", body.value("/tracking_settings/click_tracking/enable"_json_pointer, true)},
      {"state", "processed"}};
  for (const auto& part : body["content"])
    message[part["type"] == "text/html" ? "html" : "text"] = part["value"];
  return message;
}

// One event as the webhook tells it: the custom arguments lie beside the others.
Json eventOf(const Json& message, const std::string& event, std::int64_t now) {
  Json json = message["custom_args"];
  json.update({{"email", message["to"]},
               {"timestamp", now},
               {"event", event},
               {"sg_event_id", randomText(22)},
               {"sg_message_id", message["id"].get<std::string>() + ".filter0001.0001.0"},
               {"smtp-id", "<" + message["id"].get<std::string>() + "@ismtpd>"}});
  if (event == "bounce")
    json.update({{"type", "bounce"}, {"status", "5.1.1"}, {"reason", "550 5.1.1 No such user"}});
  if (event == "dropped") json["reason"] = "Bounced Address";
  return json;
}

class SendGridSandbox final : public PlayedProvider<Mailer> {
 public:
  SendGridSandbox(const SandboxOptions& options, const Clock& clock)
      : PlayedProvider{fixedSendGridAccounts(options)}, options_{options}, clock_{clock} {
    reset();
  }

  std::string_view name() const override { return "sendgrid"; }

  front::Response falseError(const OperationNames&) const override {
    return answerOf({400, "Bad Request", ""});
  }
  front::Response serverError() const override {
    return answerOf({500, "An internal server error occurred", ""});
  }
  front::Response rateLimited() const override { return answerOf({429, "too many requests", ""}); }

  Json book() const override {
    const std::lock_guard lock{mutex_};
    Json list = Json::array();
    for (const auto& mailer : accounts_) {
      for (auto message : mailer.messages) {
        message["account"] = mailer.id;
        list.push_back(std::move(message));
      }
    }
    return {{"messages", std::move(list)}};
  }
  Payer deliver(const Json& request) override;

 private:
  using PlayedProvider::signedIn;
  const Mailer* signedIn(const front::Request& request) const override {
    const auto header = headerOf(request, "authorization");
    return accountWhere([&](const Mailer& mailer) {
      return !mailer.disabled && header == "Bearer " + mailer.apiKey;
    });
  }
  front::Response respond(std::vector<Mailer>& mailers, const Asked& asked) const override;
  Json add(const Json& account) override;

  const SandboxOptions options_;
  const Clock& clock_;
};

front::Response SendGridSandbox::respond(std::vector<Mailer>& mailers, const Asked& asked) const {
  const auto& request = asked.request;
  auto* who = signedIn(mailers, request);
  if (who == nullptr) {
    return answerOf({401, "The provided authorization grant is invalid, expired, or revoked", ""});
  }
  auto& mailer = *who;
  const auto is = [&](front::Method method, std::string_view path) {
    return request.method == method && asked.names.path == path;
  };
  if (is(front::Method::Get, "/v3/scopes"))
    return jsonAnswer(200, {{"scopes", {"mail.send", "user.credits.read"}}});
  if (is(front::Method::Get, "/v3/user/credits")) {
    return jsonAnswer(200, {{"remain", mailer.credits},
                            {"total", 100'000},
                            {"overage", 0},
                            {"last_reset", "2026-01-01"},
                            {"next_reset", "2026-02-01"},
                            {"reset_frequency", "monthly"}});
  }
  if (!is(front::Method::Post, "/v3/mail/send")) return answerOf({404, "Resource not found", ""});
  const auto body = Json::parse(request.body, nullptr, false);
  if (const auto fault = mailFault(body)) return answerOf(*fault);
  if (mailer.credits == 0) return answerOf({401, "Maximum credits exceeded", ""});
  --mailer.credits;
  const auto id = randomText(22);
  mailer.messages.push_back(messageOf(body, id));
  front::Response response;
  response.status = 202;
  response.headers.emplace_back("X-Message-Id", id);
  return response;
}

Json SendGridSandbox::add(const Json& account) {
  Mailer mailer;
  mailer.apiKey = requiredText(account, "api_key");
  const auto before = std::ranges::find(accounts_, mailer.apiKey, &Mailer::apiKey);
  if (before != accounts_.end()) mailer = *before;  // what it sent stays
  mailer.id = accountText(
      account, "id",
      mailer.id.empty() ? "sendgrid_" + std::to_string(accounts_.size() + 1) : mailer.id);
  mailer.webhookUrl = accountText(account, "webhook_url");
  mailer.disabled = account.value("disabled", false);
  mailer.credits = account.value("credits", mailer.credits);
  mailer.asGiven = account;
  mailer.asGiven.update({{"provider", "sendgrid"},
                         {"id", mailer.id},
                         {"webhook_public_key", std::string{eventPublicKey()}}});
  if (!mailer.asGiven.contains("base_url"))
    mailer.asGiven["base_url"] = options_.publicUrl + "/sendgrid";
  return putAccount(accounts_, before, std::move(mailer));
}

Payer SendGridSandbox::deliver(const Json& request) {
  const std::lock_guard lock{mutex_};
  const auto id = requiredText(request, "id"), outcome = requiredText(request, "outcome");
  for (auto& mailer : accounts_) {
    const auto message =
        std::ranges::find_if(mailer.messages, [&](const Json& each) { return each["id"] == id; });
    if (message == mailer.messages.end()) continue;
    (*message)["state"] = outcome;
    Payer deed{{{"message", *message}}, {}};
    if (mailer.webhookUrl.empty()) return deed;
    const auto now = clock_.now().unixSeconds();
    const auto body = dump(Json::array({eventOf(*message, outcome, now)}));
    const auto timestamp = std::to_string(now);
    deed.webhooks.push_back(
        {mailer.webhookUrl,
         {{"Content-Type", "application/json"},
          {"X-Twilio-Email-Event-Webhook-Signature", signedEvent(timestamp + body)},
          {"X-Twilio-Email-Event-Webhook-Timestamp", timestamp}},
         body});
    return deed;
  }
  throw NotFound{};
}

}  // namespace

Json fixedSendGridAccounts(const SandboxOptions& options) {
  return {{{"provider", "sendgrid"},
           {"id", "sendgrid"},
           {"base_url", options.publicUrl + "/sendgrid"},
           {"api_key", "SG.sandbox.key_000000000000000000001"},
           {"from", "billing@host.example"},
           {"webhook_public_key", std::string{eventPublicKey()}},
           {"webhook_url", options.engineUrl + "/api/notifications/webhook/sendgrid"}}};
}

std::unique_ptr<Provider> makeSendGridSandbox(const SandboxOptions& options, const Clock& clock) {
  return std::make_unique<SendGridSandbox>(options, clock);
}

}  // namespace hostler::sandbox
