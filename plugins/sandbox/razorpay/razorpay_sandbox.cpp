#include "plugins/sandbox/razorpay/razorpay_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/razorpay/merchant.h"
#include "plugins/sandbox/razorpay/payer_pages.h"

#include <hostler/signature.hpp>

#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace razorpay;

constexpr std::string_view kApi = "/v1/";

class RazorpaySandbox final : public PlayedProvider<Merchant> {
 public:
  RazorpaySandbox(const SandboxOptions& options, const Clock& clock, Send send)
      : PlayedProvider{fixedRazorpayAccounts(options), std::move(send)},
        options_{options},
        clock_{clock} {
    reset();
  }

  std::string_view name() const override { return "razorpay"; }

  front::Response falseError(const OperationNames&) const override {
    return jsonAnswer(
        400, errorJson({400, "Payment processing failed due to an error at the bank", ""}));
  }
  front::Response serverError() const override {
    return jsonAnswer(
        500, errorJson({500, "We are facing some trouble completing your request at the moment.",
                        "", "SERVER_ERROR"}));
  }
  front::Response rateLimited() const override {
    return jsonAnswer(429, errorJson({429, "Request failed due to too many requests", ""}));
  }

  Json book() const override;
  Payer pay(const Json& request) override;

 private:
  static front::Response unauthorized() {
    return jsonAnswer(401, errorJson({401, "Authentication failed", ""}));
  }

  using PlayedProvider::signedIn;
  const Merchant* signedIn(const front::Request& request) const override {
    const auto header = headerOf(request, "authorization");
    return accountWhere([&](const Merchant& merchant) {
      return !merchant.disabled &&
             header == "Basic " + sdk::base64Of(merchant.keyId + ":" + merchant.keySecret);
    });
  }

  front::Response respond(std::vector<Merchant>& merchants, const Asked& asked) const override {
    const auto& [request, names, webhooks] = asked;
    const auto now = clock_.now().unixSeconds();
    if (auto page = answerPayer(merchants, request, names.path, now, webhooks))
      return std::move(*page);
    auto* merchant = signedIn(merchants, request);
    if (merchant == nullptr) return unauthorized();
    return run(request, names, *merchant, webhooks);
  }

  front::Response run(const front::Request& request, const OperationNames& names,
                      Merchant& merchant, std::vector<Webhook>& webhooks) const;
  Json add(const Json& account) override;

  const SandboxOptions options_;
  const Clock& clock_;
};

front::Response RazorpaySandbox::run(const front::Request& request, const OperationNames& names,
                                     Merchant& merchant, std::vector<Webhook>& webhooks) const {
  try {
    if (!names.path.starts_with(kApi))
      throw Refusal{404, "The requested URL was not found on the server.", ""};
    auto body = request.body.empty() ? Json::object() : Json::parse(request.body, nullptr, false);
    if (!body.is_object()) throw Refusal{400, "The request body is not valid JSON", ""};
    ApiCall call{merchant,
                 request,
                 segmentsOf(names.path.substr(kApi.size() - 1)),
                 parseForm(queryOf(request)),
                 std::move(body),
                 clock_.now().unixSeconds(),
                 options_.publicUrl,
                 {}};
    for (const auto& part : {answerOrders, answerRefunds, answerPayments, answerCustomers,
                             answerLinks, answerDisputes}) {
      if (auto answer = part(call)) {
        webhooks = std::move(call.webhooks);
        return jsonAnswer(200, *answer);
      }
    }
    throw Refusal{404, "The requested URL was not found on the server.", ""};
  } catch (const Refusal& refusal) {
    return jsonAnswer(refusal.status, errorJson(refusal));
  } catch (const Json::exception&) {
    return jsonAnswer(400, errorJson({400, "The request has a field of the wrong type", ""}));
  }
}

Json RazorpaySandbox::add(const Json& account) {
  const auto text = [&](const char* name, std::string fallback = {}) {
    return accountText(account, name, std::move(fallback));
  };
  Merchant merchant;
  merchant.keyId = text("key_id", "");
  merchant.keySecret = text("key_secret", "");
  if (merchant.keyId.empty()) throw ValidationError{"key_id", "required", "is required"};
  if (merchant.keySecret.empty()) throw ValidationError{"key_secret", "required", "is required"};
  const auto before = std::ranges::find(accounts_, merchant.keyId, &Merchant::keyId);
  const bool isNew = before == accounts_.end();
  if (!isNew) {
    merchant = *before;  // what it holds stays
    merchant.keySecret = text("key_secret", "");
  }
  merchant.id = text("id", isNew ? "razorpay_" + std::to_string(accounts_.size() + 1) : before->id);
  merchant.accountId = text("account_id", isNew ? newId("acc_") : before->accountId);
  merchant.webhookSecret = text("webhook_secret", "");
  merchant.webhookUrl = text("webhook_url", "");
  merchant.disabled = account.value("disabled", false);
  merchant.asGiven = account;
  merchant.asGiven.update(
      {{"provider", "razorpay"}, {"id", merchant.id}, {"account_id", merchant.accountId}});
  if (!merchant.asGiven.contains("base_url"))
    merchant.asGiven["base_url"] = options_.publicUrl + "/razorpay";
  return putAccount(accounts_, before, std::move(merchant));
}

Json RazorpaySandbox::book() const {
  const std::lock_guard lock{mutex_};
  Json book = Json::object();
  const std::pair<const char*, Entities Merchant::*> kinds[] = {
      {"orders", &Merchant::orders},    {"payments", &Merchant::payments},
      {"refunds", &Merchant::refunds},  {"customers", &Merchant::customers},
      {"tokens", &Merchant::tokens},    {"payment_links", &Merchant::links},
      {"disputes", &Merchant::disputes}};
  for (const auto& [name, entities] : kinds) {
    Json list = Json::array();
    for (const auto& merchant : accounts_) {
      for (auto entity : merchant.*entities) {
        entity["account"] = merchant.id;
        list.push_back(std::move(entity));
      }
    }
    book[name] = std::move(list);
  }
  return book;
}

Payer RazorpaySandbox::pay(const Json& request) {
  const std::lock_guard lock{mutex_};
  const auto found = request.find("order_id");
  if (found == request.end() || !found->is_string())
    throw ValidationError{"order_id", "required", "is required"};
  for (auto& merchant : accounts_) {
    if (auto* order = find(merchant.orders, found->get<std::string>())) {
      return payOrder(merchant, *order, request, clock_.now().unixSeconds());
    }
  }
  throw NotFound{};
}

}  // namespace

Json fixedRazorpayAccounts(const SandboxOptions& options) {
  return {{{"provider", "razorpay"},
           {"id", "razorpay"},
           {"account_id", "acc_Sandbox0000001"},
           {"base_url", options.publicUrl + "/razorpay"},
           {"key_id", "rzp_test_HostlerSandbox"},
           {"key_secret", "sandbox_key_secret_01"},
           {"webhook_secret", "sandbox_webhook_secret_01"},
           {"webhook_url", options.engineUrl + "/api/payments/webhook/razorpay"}}};
}

std::unique_ptr<Provider> makeRazorpaySandbox(const SandboxOptions& options, const Clock& clock,
                                              Provider::Send send) {
  return std::make_unique<RazorpaySandbox>(options, clock, std::move(send));
}

}  // namespace hostler::sandbox
