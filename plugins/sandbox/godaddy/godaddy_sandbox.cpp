#include "plugins/sandbox/godaddy/godaddy_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/godaddy/api.h"
#include "plugins/sandbox/played_provider.h"

#include <algorithm>
#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace godaddy;

constexpr std::int64_t kMinute = 60'000;

front::Response toResponse(const godaddy::Reply& reply) {
  if (!reply.body.is_null()) return jsonAnswer(reply.status, reply.body);
  front::Response response;
  response.status = reply.status;
  return response;
}

class GodaddySandbox final : public PlayedProvider<Shopper> {
 public:
  GodaddySandbox(const SandboxOptions& options, const Clock& clock)
      : PlayedProvider{fixedGodaddyAccounts(options)}, options_{options}, clock_{clock} {
    reset();
  }

  std::string_view name() const override { return "godaddy"; }

  front::Response falseError(const OperationNames&) const override {
    return jsonAnswer(
        422, errorJson({422, "UNKNOWN_DOMAIN_ERROR", "Unknown domain error", Json::array()}));
  }
  front::Response serverError() const override {
    return jsonAnswer(
        500, errorJson({500, "INTERNAL_SERVER_ERROR", "Internal server error", Json::array()}));
  }
  front::Response rateLimited() const override {
    return jsonAnswer(
        429, errorJson({429, "TOO_MANY_REQUESTS", "Too many requests received within interval",
                        Json::array()}));
  }

  Json book() const override;

 private:
  using PlayedProvider::signedIn;
  const Shopper* signedIn(const front::Request& request) const override {
    const auto header = headerOf(request, "authorization");
    return accountWhere([&](const Shopper& shopper) {
      return !shopper.disabled && header == "sso-key " + shopper.key + ":" + shopper.secret;
    });
  }

  front::Response respond(Shoppers& shoppers, const Asked& asked) const override;
  godaddy::Reply run(ApiCall& call) const;
  void count(ApiCall& call) const;
  Json add(const Json& account) override;

  const SandboxOptions options_;
  const Clock& clock_;
};

front::Response GodaddySandbox::respond(Shoppers& shoppers, const Asked& asked) const {
  const auto& request = asked.request;
  try {
    auto* shopper = signedIn(shoppers, request);
    if (shopper == nullptr) {
      throw Refusal{401, "UNABLE_TO_AUTHENTICATE",
                    "Unauthorized : Could not authenticate API key/secret"};
    }
    ApiCall call{shoppers,
                 *shopper,
                 request,
                 segmentsOf(asked.names.path),
                 parseForm(queryOf(request)),
                 request.body.empty() ? Json() : Json::parse(request.body, nullptr, false),
                 clock_.now().unixSeconds()};
    count(call);
    if (call.body.is_discarded())
      throw Refusal{400, "MALFORMED_JSON", "Request body is not valid JSON"};
    return toResponse(run(call));
  } catch (const Refusal& refusal) {
    auto json = errorJson(refusal);
    if (refusal.status == 429) {  // its message ends in how long to wait
      json["retryAfterSec"] = refusal.fields.at(0);
      json.erase("fields");
    }
    return jsonAnswer(refusal.status, json);
  } catch (const Json::exception&) {
    return jsonAnswer(400, errorJson({400, "INVALID_BODY",
                                      "A member has another type than it should", Json::array()}));
  }
}

// Sixty requests of a kind within any minute; who comes more often is told when to come back.
void GodaddySandbox::count(ApiCall& call) const {
  const auto now = clock_.now().unixMillis();
  auto& asked = call.shopper.asked[endpointOf(call.request.methodText, call.path)];
  while (!asked.empty() && asked.front() <= now - kMinute) asked.pop_front();
  if (asked.size() >= static_cast<std::size_t>(call.shopper.requestsPerMinute)) {
    const auto wait = (asked.front() + kMinute - now + 999) / 1000;
    throw Refusal{429, "TOO_MANY_REQUESTS", "Too many requests received within interval",
                  Json::array({wait})};
  }
  asked.push_back(now);
}

godaddy::Reply GodaddySandbox::run(ApiCall& call) const {
  const auto acting = headerOf(call.request, "x-shopper-id");
  if (!acting.empty() && acting != call.shopper.shopperId)
    throw Refusal{403, "ACCESS_DENIED", "Specified Subaccount not owned by authenticated Shopper"};
  for (const auto& part : {answerOffers, answerPurchases, answerRecords, answerDomains,
                           answerOrders, answerSecondApi}) {
    if (auto answer = part(call)) return std::move(*answer);
  }
  throw Refusal{404, "NOT_FOUND", "There is no such call"};
}

Json GodaddySandbox::add(const Json& account) {
  const auto text = [&](const char* name, std::string fallback = {}) {
    return accountText(account, name, std::move(fallback));
  };
  const auto key = text("key", "");
  if (key.empty()) throw ValidationError{"key", "required", "is required"};
  const auto secret = text("secret", "");
  if (secret.empty()) throw ValidationError{"secret", "required", "is required"};
  const auto before = std::ranges::find(accounts_, key, &Shopper::key);
  const bool isNew = before == accounts_.end();
  const auto number = std::to_string(accounts_.size() + 1);
  auto shopper = isNew ? Shopper{} : *before;  // what it holds stays
  shopper.key = key;
  shopper.secret = secret;
  shopper.id = text("id", isNew ? "godaddy_" + number : shopper.id);
  shopper.shopperId = text("shopper_id", isNew ? "10000" + number : shopper.shopperId);
  shopper.customerId = text(
      "customer_id", isNew ? "00000000-0000-4000-8000-00000010000" + number : shopper.customerId);
  shopper.requestsPerMinute = account.value("requests_per_minute", 60);
  shopper.disabled = account.value("disabled", false);
  shopper.restricted = account.value("restricted", false);
  shopper.slowActions = account.value("slow_actions", false);
  shopper.tellsRedemption = account.value("tells_redemption", false);
  shopper.balance = account.contains("balance_micros")
                        ? std::optional{account["balance_micros"].get<std::int64_t>()}
                        : std::nullopt;
  shopper.extraAgreements = account.value("extra_agreements", std::vector<std::string>{});
  shopper.prices = account.value("prices", std::map<std::string, std::int64_t>{});
  shopper.asGiven = account;
  shopper.asGiven.update(
      {{"provider", "godaddy"}, {"id", shopper.id}, {"shopper_id", shopper.shopperId}});
  if (!shopper.asGiven.contains("base_url"))
    shopper.asGiven["base_url"] = options_.publicUrl + "/godaddy";
  return putAccount(accounts_, before, std::move(shopper));
}

Json GodaddySandbox::book() const {
  const std::lock_guard lock{mutex_};
  Json domains = Json::array(), orders = Json::array();
  for (const auto& shopper : accounts_) {
    for (const auto& [name, domain] : shopper.domains) {
      domains.push_back({{"domain", name},
                         {"account", shopper.id},
                         {"status", domain.status},
                         {"held", domain.isHeld()},
                         {"created_at", domain.createdAt},
                         {"expires_at", domain.expiresAt},
                         {"nameservers", domain.nameServers},
                         {"locked", domain.locked},
                         {"privacy", domain.privacy},
                         {"auto_renew", domain.renewAuto},
                         {"contacts", domain.contacts},
                         {"records", domain.records},
                         {"delegation", domain.dnssec},
                         {"verification_mails", domain.verificationMails}});
    }
    for (const auto& order : shopper.orders) {
      orders.push_back({{"order_id", order.id},
                        {"account", shopper.id},
                        {"action", order.action},
                        {"domain", order.domain},
                        {"years", order.years},
                        {"total_micros", order.micros},
                        {"created_at", order.createdAt}});
    }
  }
  return {{"domains", std::move(domains)}, {"orders", std::move(orders)}};
}

}  // namespace

Json fixedGodaddyAccounts(const SandboxOptions& options) {
  const auto url = options.publicUrl + "/godaddy";
  return {{{"provider", "godaddy"},
           {"id", "godaddy"},
           {"base_url", url},
           {"key", "sandbox_godaddy_key"},
           {"secret", "sandbox_godaddy_secret_01"},
           {"shopper_id", "100001"},
           {"redemption_fee", "80.00"}},
          {{"provider", "godaddy"},
           {"id", "godaddy_fast"},
           {"base_url", url},
           {"key", "sandbox_fast_key"},
           {"secret", "sandbox_fast_secret_01"},
           {"shopper_id", "100002"},
           {"redemption_fee", "80.00"},
           {"requests_per_minute", 100'000}}};
}

std::unique_ptr<Provider> makeGodaddySandbox(const SandboxOptions& options, const Clock& clock) {
  return std::make_unique<GodaddySandbox>(options, clock);
}

}  // namespace hostler::sandbox
