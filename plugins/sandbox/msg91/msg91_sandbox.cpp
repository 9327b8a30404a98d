#include "plugins/sandbox/msg91/msg91_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/msg91/msg91_account.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/request_view.h"

#include <algorithm>
#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace msg91;

front::Response answerOf(const Refusal& refusal) {
  return jsonAnswer(200, {{"type", "error"}, {"message", refusal.message}, {"code", refusal.code}});
}

front::Response amountAnswer(std::int64_t amount) {
  return htmlAnswer(200, std::to_string(amount));
}

// Flow: one template, a list of recipients with their variables.
front::Response answerFlow(const Json& body, Account& account) {
  const auto recipients = body.value("recipients", Json());
  if (!recipients.is_array() || recipients.empty()) throw Refusal{"Recipients missing", "101"};
  std::string id;
  for (const auto& recipient : recipients)
    id = account.take(body.value("template_id", ""), recipient);
  return jsonAnswer(200, {{"type", "success"}, {"message", id}});
}

front::Response answerOtp(const Params& query, const Json& body, Account& account) {
  Json recipient = body;
  recipient["mobiles"] = paramOr(query, "mobile");
  if (body.contains("otp")) recipient["OTP"] = body["otp"];
  if (!recipient.contains("OTP")) throw Refusal{"OTP missing", "400"};
  const auto id = account.take(paramOr(query, "template_id"), recipient);
  return jsonAnswer(200, {{"type", "success"}, {"request_id", id}});
}

class Msg91Sandbox final : public PlayedProvider<Account> {
 public:
  explicit Msg91Sandbox(const SandboxOptions& options)
      : PlayedProvider{fixedMsg91Accounts(options)}, options_{options} {
    reset();
  }

  std::string_view name() const override { return "msg91"; }

  front::Response falseError(const OperationNames&) const override {
    return answerOf({"Invalid message content", "210"});
  }
  front::Response serverError() const override {
    return htmlAnswer(500, "<html><body><h1>500 Internal Server Error</h1></body></html>");
  }
  front::Response rateLimited() const override {
    return htmlAnswer(429, "<html><body><h1>429 Too Many Requests</h1></body></html>");
  }

  Json book() const override {
    const std::lock_guard lock{mutex_};
    Json list = Json::array();
    for (const auto& account : accounts_) {
      for (auto message : account.messages) {
        message["account"] = account.id;
        list.push_back(std::move(message));
      }
    }
    return {{"messages", std::move(list)}};
  }
  Payer deliver(const Json& request) override;

 private:
  // The key comes as a header, in a form, or in the query.
  using PlayedProvider::signedIn;
  const Account* signedIn(const front::Request& request) const override {
    std::string key{headerOf(request, "authkey")};
    if (key.empty()) key = paramOr(parseForm(queryOf(request)), "authkey");
    return accountWhere([&](const Account& account) {
      return !account.disabled && !key.empty() && key == account.authKey;
    });
  }
  front::Response respond(std::vector<Account>& accounts, const Asked& asked) const override;
  Json add(const Json& given) override;

  const SandboxOptions options_;
};

front::Response Msg91Sandbox::respond(std::vector<Account>& accounts, const Asked& asked) const {
  const auto& [request, names, webhooks] = asked;
  try {
    auto* who = signedIn(accounts, request);
    if (who == nullptr) throw Refusal{"Authentication failure", "201"};
    auto& account = *who;
    if (names.path == "/api/balance.php") return amountAnswer(account.credits);
    if (request.method != front::Method::Post) throw Refusal{"Method not allowed", "405"};
    auto body = Json::parse(request.body, nullptr, false);
    if (!body.is_object()) throw Refusal{"Invalid request body", "400"};
    if (names.path == "/api/v5/flow" || names.path == "/api/v5/flow/")
      return answerFlow(body, account);
    if (names.path == "/api/v5/otp") return answerOtp(parseForm(queryOf(request)), body, account);
    return htmlAnswer(404, "<h1>404 Not Found</h1>");
  } catch (const Refusal& refusal) {
    return answerOf(refusal);
  } catch (const Json::exception&) {
    return answerOf({"Invalid request body", "400"});
  }
}

Json Msg91Sandbox::add(const Json& given) {
  auto account = msg91::accountOf(given);
  const auto before = std::ranges::find(accounts_, account.authKey, &Account::authKey);
  if (before != accounts_.end()) account.messages = before->messages;  // what it sent stays
  if (account.id.empty()) account.id = "msg91_" + std::to_string(accounts_.size() + 1);
  account.asGiven.update({{"provider", "msg91"}, {"id", account.id}});
  if (!account.asGiven.contains("base_url"))
    account.asGiven["base_url"] = options_.publicUrl + "/msg91";
  return putAccount(accounts_, before, std::move(account));
}

Payer Msg91Sandbox::deliver(const Json& request) {
  const std::lock_guard lock{mutex_};
  const auto id = requiredText(request, "id"), outcome = requiredText(request, "outcome");
  for (auto& account : accounts_) {
    const auto message =
        std::ranges::find_if(account.messages, [&](const Json& each) { return each["id"] == id; });
    if (message == account.messages.end()) continue;
    (*message)["state"] = outcome;
    Payer deed{{{"message", *message}}, {}};
    if (!account.webhookUrl.empty()) deed.webhooks.push_back(account.reportOf(*message));
    return deed;
  }
  throw NotFound{};
}

}  // namespace

Json fixedMsg91Accounts(const SandboxOptions& options) {
  return {{{"provider", "msg91"},
           {"id", "msg91"},
           {"base_url", options.publicUrl + "/msg91"},
           {"auth_key", "000001Sandbox0Msg91Key01"},
           {"templates",
            {"otp=64f0c1d2e3f4a5b6c7d8e9f0=##OTP## is your code for ##brand##.",
             "notice=64f0c1d2e3f4a5b6c7d8e9f1=Dear client, ##what## of ##brand##."}},
           {"otp_templates", Json::array({"otp"})},
           {"webhook_token", "sandbox_msg91_webhook_01"},
           {"webhook_url", options.engineUrl + "/api/notifications/webhook/msg91"}}};
}

std::unique_ptr<Provider> makeMsg91Sandbox(const SandboxOptions& options) {
  return std::make_unique<Msg91Sandbox>(options);
}

}  // namespace hostler::sandbox
