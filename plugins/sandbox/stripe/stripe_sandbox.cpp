#include "plugins/sandbox/stripe/stripe_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/request_view.h"
#include "plugins/sandbox/stripe/accounts.h"
#include "plugins/sandbox/stripe/merchant.h"
#include "plugins/sandbox/stripe/params.h"
#include "plugins/sandbox/stripe/payer.h"
#include "plugins/sandbox/stripe/payer_pages.h"
#include "plugins/sandbox/stripe/requests.h"

#include <algorithm>
#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace stripe;

constexpr std::string_view kApi = "/v1/";

front::Response refusalAnswer(const Refusal& refusal) {
  return jsonAnswer(refusal.status, errorJson(refusal));
}

class StripeSandbox final : public PlayedProvider<Merchant> {
 public:
  StripeSandbox(const SandboxOptions& options, const Clock& clock, Send send)
      : PlayedProvider{fixedStripeAccounts(options), std::move(send)},
        options_{options},
        clock_{clock} {
    reset();
  }

  std::string_view name() const override { return "stripe"; }

  front::Response answer(const front::Request& request, const OperationNames& names) override;

  front::Response falseError(const OperationNames&) const override {
    return refusalAnswer({402,
                          "Your card was declined.",
                          "card_declined",
                          "",
                          "card_error",
                          {{"decline_code", "generic_decline"}}});
  }
  front::Response serverError() const override {
    return refusalAnswer({500, "Something went wrong on Stripe's end.", "", "", "api_error"});
  }
  front::Response rateLimited() const override {
    return refusalAnswer({429, "Too many requests hit the API too quickly.", "rate_limit"});
  }

  Json book() const override;
  Payer pay(const Json& request) override;

 private:
  static bool belongs(const std::string& key, const Merchant& merchant) {
    return !merchant.disabled && !key.empty() &&
           (key == merchant.secretKey || key == merchant.publishableKey);
  }
  ApiCall callOf(Merchant& merchant) const {
    return {merchant,
            front::Method::Post,
            {},
            Json::object(),
            clock_.now().unixSeconds(),
            options_.publicUrl,
            {},
            {}};
  }

  const Merchant* signedIn(const front::Request& request) const override {
    const auto key = apiKeyOf(request);
    return accountWhere([&](const Merchant& merchant) { return belongs(key, merchant); });
  }
  front::Response respond(std::vector<Merchant>& merchants, const Asked& asked) const override;
  front::Response run(const front::Request& request, const OperationNames& names,
                      Merchant& merchant, bool isPage, std::vector<Webhook>& webhooks) const;
  static front::Response perform(ApiCall& call, const std::string& request);
  Json add(const Json& account) override;

  const SandboxOptions options_;
  const Clock& clock_;
  KeysAtWork atWork_;
};

front::Response StripeSandbox::answer(const front::Request& request, const OperationNames& names) {
  const auto given = headerOf(request, "idempotency-key");
  const KeysAtWork::Turn turn{
      atWork_, given.empty() ? std::string{} : apiKeyOf(request) + " " + std::string{given}};
  if (!turn) {
    return refusalAnswer({409, "There is currently another in-progress request using this key.",
                          "idempotency_key_in_use", "", "idempotency_error"});
  }
  return PlayedProvider::answer(request, names);
}

front::Response StripeSandbox::respond(std::vector<Merchant>& merchants, const Asked& asked) const {
  const auto& [request, names, webhooks] = asked;
  if (auto script = answerScript(names.path)) return std::move(*script);
  const auto callFor = [this](Merchant& merchant) { return callOf(merchant); };
  if (auto page = answerHostedPage(merchants, request, names.path, callFor, webhooks))
    return std::move(*page);
  const auto key = apiKeyOf(request);
  for (auto& merchant : merchants) {
    if (belongs(key, merchant))
      return run(request, names, merchant, key == merchant.publishableKey, webhooks);
  }
  const auto shown = key.empty()
                         ? std::string{"You did not provide an API key."}
                         : "Invalid API Key provided: ****" +
                               key.substr(key.size() - std::min<std::size_t>(4, key.size()));
  return refusalAnswer({401, shown});
}

front::Response StripeSandbox::run(const front::Request& request, const OperationNames& names,
                                   Merchant& merchant, bool isPage,
                                   std::vector<Webhook>& webhooks) const {
  auto call = callOf(merchant);
  front::Response response;
  try {
    if (!names.path.starts_with(kApi) ||
        (request.method != front::Method::Post && request.method != front::Method::Get))
      throw Refusal{404, "Unrecognized request URL (" + names.method + ": " + names.path + ")."};
    checkVersion(request);
    call.method = request.method;
    call.path = segmentsOf(names.path.substr(kApi.size() - 1));
    call.params = paramsOf(request);
    call.params.erase("key");
    call.idempotencyKey = idempotencyKeyOf(request);
    if (isPage) checkPage(call);
    response = perform(call, names.method + " " + names.path + " " + dump(call.params));
  } catch (const Refusal& refusal) {
    response = refusalAnswer(refusal);
  } catch (const Json::exception&) {
    response = refusalAnswer({400, "The request has a parameter of the wrong type."});
  }
  webhooks = std::move(call.webhooks);
  response.headers.emplace_back("Request-Id", newId("req_"));
  response.headers.emplace_back("Stripe-Version", kApiVersion);
  if (!call.idempotencyKey.empty())
    response.headers.emplace_back("Idempotency-Key", call.idempotencyKey);
  if (isPage) response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return response;
}

// Once it has begun, its answer is kept under its key, a decline as well; what was refused before
// that may be asked for again.
front::Response StripeSandbox::perform(ApiCall& call, const std::string& request) {
  auto& keys = call.merchant.keys;
  if (const auto* first = repeated(call.merchant, call.idempotencyKey, request)) {
    auto again = jsonAnswer(first->status, first->body);
    again.headers.emplace_back("Idempotent-Replayed", "true");
    return again;
  }
  const auto keep = [&](int status, const Json& body) {
    if (!call.idempotencyKey.empty()) keys[call.idempotencyKey] = {request, status, body};
    return jsonAnswer(status, body);
  };
  try {
    for (const auto& part : {answerIntents, answerSetups, answerCustomers, answerMethods,
                             answerRefunds, answerSessions, answerReads}) {
      auto told = part(call);
      if (!told) continue;
      expand(call.merchant, call.params, *told);
      return keep(200, *told);
    }
  } catch (const Refusal& refusal) {
    if (refusal.status != 402) throw;
    return keep(402, errorJson(refusal));
  }
  throw Refusal{404, "Unrecognized request URL."};
}

Json StripeSandbox::add(const Json& account) {
  auto merchant = merchantOf(account, accounts_, options_.publicUrl);
  const auto before =
      std::ranges::find(accounts_, merchant.publishableKey, &Merchant::publishableKey);
  return putAccount(accounts_, before, std::move(merchant));
}

Json StripeSandbox::book() const {
  const std::lock_guard lock{mutex_};
  Json book = Json::object();
  const std::pair<const char*, Objects Merchant::*> kinds[] = {
      {"payment_intents", &Merchant::intents},
      {"setup_intents", &Merchant::setups},
      {"charges", &Merchant::charges},
      {"refunds", &Merchant::refunds},
      {"disputes", &Merchant::disputes},
      {"customers", &Merchant::customers},
      {"payment_methods", &Merchant::methods},
      {"checkout_sessions", &Merchant::sessions},
      {"balance_transactions", &Merchant::movements}};
  for (const auto& [name, objects] : kinds) {
    Json list = Json::array();
    for (const auto& merchant : accounts_) {
      for (auto object : merchant.*objects) {
        object["account"] = merchant.id;
        list.push_back(std::move(object));
      }
    }
    book[name] = std::move(list);
  }
  return book;
}

Payer StripeSandbox::pay(const Json& request) {
  const auto found = request.find("payment_intent");
  if (found == request.end() || !found->is_string())
    throw ValidationError{"payment_intent", "required", "is required"};
  const std::lock_guard lock{mutex_};
  for (auto& merchant : accounts_) {
    auto call = callOf(merchant);
    if (auto result = play(call, request)) return {std::move(*result), std::move(call.webhooks)};
  }
  throw NotFound{};
}

}  // namespace

std::unique_ptr<Provider> makeStripeSandbox(const SandboxOptions& options, const Clock& clock,
                                            Provider::Send send) {
  return std::make_unique<StripeSandbox>(options, clock, std::move(send));
}

}  // namespace hostler::sandbox
