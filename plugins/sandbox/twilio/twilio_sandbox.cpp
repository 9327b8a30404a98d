#include "plugins/sandbox/twilio/twilio_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/request_view.h"
#include "plugins/sandbox/twilio/message_check.h"
#include "plugins/sandbox/twilio/texter.h"

#include <hostler/signature.hpp>

#include <algorithm>
#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace twilio;

constexpr std::string_view kAccounts = "/2010-04-01/Accounts/";

front::Response answerOf(const Refusal& refusal) {
  return jsonAnswer(refusal.status, {{"code", refusal.code},
                                     {"message", refusal.message},
                                     {"more_info", "https://www.twilio.com/docs/errors/" +
                                                       std::to_string(refusal.code)},
                                     {"status", refusal.status}});
}

Refusal noSuchResource() {
  return {404, 20404, "The requested resource was not found"};
}

class TwilioSandbox final : public PlayedProvider<Texter> {
 public:
  TwilioSandbox(const SandboxOptions& options, const Clock& clock)
      : PlayedProvider{fixedTwilioAccounts(options)}, options_{options}, clock_{clock} {
    reset();
  }

  std::string_view name() const override { return "twilio"; }

  front::Response falseError(const OperationNames&) const override {
    return answerOf({400, 21617, "The concatenated message body exceeds the 1600 character limit"});
  }
  front::Response serverError() const override {
    return answerOf({500, 20500, "An internal server error has occurred"});
  }
  front::Response rateLimited() const override {
    return answerOf({429, 20429, "Too Many Requests"});
  }

  Json book() const override {
    const std::lock_guard lock{mutex_};
    Json list = Json::array();
    for (const auto& texter : accounts_) {
      for (auto message : texter.messages) {
        message.update({{"account", texter.id}, {"id", message["sid"]}, {"text", message["body"]}});
        list.push_back(std::move(message));
      }
    }
    return {{"messages", std::move(list)}};
  }
  Payer deliver(const Json& request) override;

 private:
  using PlayedProvider::signedIn;
  const Texter* signedIn(const front::Request& request) const override {
    const auto header = headerOf(request, "authorization");
    return accountWhere([&](const Texter& texter) {
      return !texter.disabled &&
             header == "Basic " + sdk::base64Of(texter.sid + ":" + texter.token);
    });
  }
  front::Response respond(std::vector<Texter>& texters, const Asked& asked) const override;
  front::Response answerMessages(const front::Request& request, const std::string& resource,
                                 Texter& texter) const;
  Json add(const Json& account) override;

  const SandboxOptions options_;
  const Clock& clock_;
};

front::Response TwilioSandbox::answerMessages(const front::Request& request,
                                              const std::string& resource, Texter& texter) const {
  if (resource == "/Messages.json" && request.method == front::Method::Post) {
    const auto form = parseForm(request.body);
    if (const auto fault = messageFault(form, texter.number)) return answerOf(*fault);
    return jsonAnswer(
        201, shown(texter.messages.emplace_back(newMessage(texter, form, clock_.now().text()))));
  }
  if (request.method != front::Method::Get) return answerOf({405, 20004, "Method not allowed"});
  for (const auto& message : texter.messages) {
    if (resource == "/Messages/" + message["sid"].get<std::string>() + ".json")
      return jsonAnswer(200, shown(message));
  }
  return answerOf(noSuchResource());
}

front::Response TwilioSandbox::respond(std::vector<Texter>& texters, const Asked& asked) const {
  const auto& [request, names, webhooks] = asked;
  auto* who = signedIn(texters, request);
  if (who == nullptr) return answerOf({401, 20003, "Authenticate"});
  auto& texter = *who;
  const auto own = std::string{kAccounts} + texter.sid;
  if (!names.path.starts_with(own)) return answerOf(noSuchResource());
  const auto resource = names.path.substr(own.size());
  if (resource == ".json" && request.method == front::Method::Get) {
    return jsonAnswer(200, {{"sid", texter.sid},
                            {"friendly_name", "Sandbox"},
                            {"status", texter.status},
                            {"type", "Full"}});
  }
  if (resource == "/Balance.json" && request.method == front::Method::Get) {
    return jsonAnswer(
        200, {{"account_sid", texter.sid}, {"balance", texter.balance}, {"currency", "USD"}});
  }
  return answerMessages(request, resource, texter);
}

Json TwilioSandbox::add(const Json& account) {
  Texter texter;
  texter.sid = requiredText(account, "account_sid");
  const auto before = std::ranges::find(accounts_, texter.sid, &Texter::sid);
  if (before != accounts_.end()) texter = *before;  // what it sent stays
  texter.token = requiredText(account, "auth_token");
  texter.number = accountText(account, "from", "+15005550006");
  texter.status = accountText(account, "status", "active");
  texter.id =
      accountText(account, "id",
                  texter.id.empty() ? "twilio_" + std::to_string(accounts_.size() + 1) : texter.id);
  texter.disabled = account.value("disabled", false);
  texter.asGiven = account;
  texter.asGiven.update({{"provider", "twilio"}, {"id", texter.id}});
  if (!texter.asGiven.contains("base_url"))
    texter.asGiven["base_url"] = options_.publicUrl + "/twilio";
  return putAccount(accounts_, before, std::move(texter));
}

Payer TwilioSandbox::deliver(const Json& request) {
  const std::lock_guard lock{mutex_};
  const auto id = requiredText(request, "id"), outcome = requiredText(request, "outcome");
  for (auto& texter : accounts_) {
    const auto message =
        std::ranges::find_if(texter.messages, [&](const Json& each) { return each["sid"] == id; });
    if (message == texter.messages.end()) continue;
    (*message)["status"] = outcome;
    if (outcome == "undelivered") (*message)["error_code"] = 30003;
    if (outcome == "failed") (*message)["error_code"] = 30008;
    Payer deed{{{"message", shown(*message)}}, {}};
    if (!(*message)["status_callback"].get<std::string>().empty())
      deed.webhooks.push_back(callbackOf(texter, *message));
    return deed;
  }
  throw NotFound{};
}

}  // namespace

Json fixedTwilioAccounts(const SandboxOptions& options) {
  return {{{"provider", "twilio"},
           {"id", "twilio"},
           {"base_url", options.publicUrl + "/twilio"},
           {"account_sid", "AC00000000000000000000000000005a4d"},
           {"auth_token", "sandbox_twilio_token_01"},
           {"from", "+15005550006"},
           {"status_callback", options.engineUrl + "/api/notifications/webhook/twilio"}}};
}

std::unique_ptr<Provider> makeTwilioSandbox(const SandboxOptions& options, const Clock& clock) {
  return std::make_unique<TwilioSandbox>(options, clock);
}

}  // namespace hostler::sandbox
