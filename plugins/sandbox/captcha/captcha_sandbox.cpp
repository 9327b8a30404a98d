#include "plugins/sandbox/captcha/captcha_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/captcha/solvers.h"
#include "plugins/sandbox/captcha/widget_pages.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/random_text.h"
#include "plugins/sandbox/request_view.h"

#include <algorithm>

namespace hostler::sandbox {
namespace {

using namespace captcha;

/// What tells one provider from the other.
struct Dialect {
  std::string_view name, title, object;
  std::string_view root;    ///< of script and widget, below the provider's prefix
  std::string_view verify;  ///< the path of siteverify
  std::chrono::seconds life;
  std::string_view testHost;  ///< what its keys for tests say that the widget stood on
};
constexpr Dialect kTurnstile{"turnstile",  "Turnstile",      "turnstile",
                             "/v0",        "/v0/siteverify", std::chrono::seconds{300},
                             "example.com"};
constexpr Dialect kRecaptcha{"recaptcha",         "reCAPTCHA",
                             "grecaptcha",        "",
                             "/api/siteverify",   std::chrono::seconds{120},
                             "testkey.google.com"};

class CaptchaSandbox final : public PlayedProvider<Site, Tokens> {
 public:
  CaptchaSandbox(const Dialect& dialect, Json fixed, const Clock& clock)
      : PlayedProvider(std::move(fixed)), dialect_{dialect}, clock_{clock} {
    reset();
  }

  std::string_view name() const override { return dialect_.name; }

  front::Response falseError(const OperationNames&) const override {
    return refusal({"timeout-or-duplicate"});
  }
  front::Response serverError() const override { return refusal({"internal-error"}, 500); }
  front::Response rateLimited() const override {
    return htmlAnswer(429, "<html><body><h1>429 Too Many Requests</h1></body></html>");
  }

  Json book() const override {
    const std::lock_guard lock{mutex_};
    return {{"verified", state().asked}};
  }

  // A person solves it: what the page in the widget's frame does as well.
  Payer pay(const Json& request) override {
    const std::lock_guard lock{mutex_};
    const auto siteKey = requiredText(request, "site_key");
    if (siteWith(siteKey) == nullptr)
      throw ValidationError{"site_key", "unknown_site", "is no site's; see GET /_accounts"};
    const auto token = issue(state(), siteKey, accountText(request, "hostname", "localhost"),
                             accountText(request, "action"));
    return {{{"token", token}}, {}};
  }

 private:
  // By the secret of the form, as siteverify takes it.
  const Site* signedIn(const front::Request& request) const override {
    const auto secret = paramOr(parseForm(request.body), "secret");
    return accountWhere([&](const Site& site) { return site.secret == secret; });
  }
  const Site* siteWith(const std::string& siteKey) const {
    return accountWhere([&](const Site& site) { return site.siteKey == siteKey; });
  }

  front::Response respond(Tokens& tokens, const Asked& asked) const override {
    const auto& [request, names, webhooks] = asked;
    if (names.path == dialect_.verify && request.method == front::Method::Post)
      return verify(tokens, request);
    if (request.method == front::Method::Get) {
      const auto root = std::string{dialect_.root};
      if (names.path == root + "/api.js") return widgetScript(std::string{dialect_.object});
      if (names.path == root + "/widget") return widget(tokens, parseForm(queryOf(request)));
    }
    return htmlAnswer(404, "<h1>404 Not Found</h1>");
  }

  front::Response widget(Tokens& tokens, const Params& query) const {
    const auto siteKey = paramOr(query, "sitekey");
    if (siteWith(siteKey) == nullptr)
      return htmlAnswer(400, "<p>The sandbox has no site with this key.</p>");
    const auto token = issue(tokens, siteKey, paramOr(query, "hostname"), paramOr(query, "action"));
    if (paramOr(query, "as") != "json") return widgetPage(std::string{dialect_.title}, token);
    auto answer = jsonAnswer(200, {{"token", token}});
    answer.headers.emplace_back("Access-Control-Allow-Origin", "*");
    return answer;
  }

  std::string issue(Tokens& tokens, const std::string& siteKey, const std::string& hostname,
                    const std::string& action) const {
    auto token = "XXXX." + randomText(40) + ".sandbox";
    tokens.all.push_back({token, siteKey, hostname, action, clock_.now()});
    return token;
  }

  front::Response verify(Tokens& tokens, const front::Request& request) const {
    const auto form = parseForm(request.body);
    const auto given = paramOr(form, "response");
    if (paramOr(form, "secret").empty()) return refusal({"missing-input-secret"});
    const auto* site = signedIn(request);
    if (site == nullptr) return refusal({"invalid-input-secret"});
    if (given.empty()) return refusal({"missing-input-response"});
    if (site->everyone) return answerOfTestKeys(*site);
    auto* token = tokens.find(given);
    if (token == nullptr || token->siteKey != site->siteKey)
      return refusal({"invalid-input-response"});
    const bool isStale = token->isSpent || clock_.now() > token->at.plus(dialect_.life);
    token->isSpent = true;
    tokens.asked.push_back({{"site", site->id},
                            {"hostname", token->hostname},
                            {"action", token->action},
                            {"remote_ip", paramOr(form, "remoteip")},
                            {"ok", !isStale}});
    if (isStale) return refusal({"timeout-or-duplicate"});
    Json answer{{"success", true},
                {"challenge_ts", token->at.text()},
                {"hostname", token->hostname},
                {"error-codes", Json::array()}};
    if (dialect_.name == kTurnstile.name) answer.update({{"action", token->action}, {"cdata", ""}});
    if (site->isScored)
      answer.update({{"action", token->action}, {"score", static_cast<double>(site->score) / 100}});
    return jsonAnswer(200, answer);
  }

  front::Response answerOfTestKeys(const Site& site) const {
    Json answer{{"success", *site.everyone},
                {"challenge_ts", clock_.now().text()},
                {"hostname", dialect_.testHost},
                {"error-codes", Json::array()},
                {"metadata", {{"result_with_testing_key", true}}}};
    if (!*site.everyone) answer["error-codes"].push_back("invalid-input-response");
    return jsonAnswer(200, answer);
  }

  static front::Response refusal(const std::vector<std::string>& codes, int status = 200) {
    return jsonAnswer(status, {{"success", false}, {"error-codes", codes}});
  }

  Json add(const Json& given) override {
    auto site = siteOf(given, dialect_.name);
    const auto before = std::ranges::find(accounts_, site.id, &Site::id);
    return putAccount(accounts_, before, std::move(site));
  }

  const Dialect& dialect_;
  const Clock& clock_;
};

Json siteAccount(std::string_view provider, const std::string& baseUrl, const char* id,
                 const char* siteKey, const char* secret, Json more = Json::object()) {
  Json account{{"provider", provider},
               {"id", id},
               {"base_url", baseUrl},
               {"site_key", siteKey},
               {"secret", secret}};
  account.update(more);
  return account;
}

}  // namespace

// One site of the sandbox's own, and the keys that Cloudflare publishes for tests.
Json fixedTurnstileAccounts(const SandboxOptions& options) {
  const auto base = options.publicUrl + "/turnstile/v0";
  return Json::array({siteAccount("turnstile", base, "turnstile", "0x4AAAAAAASandboxTurnstile01",
                                  "0x4AAAAAAASandboxTurnstileSecret0001"),
                      siteAccount("turnstile", base, "turnstile_passes", "1x00000000000000000000AA",
                                  "1x0000000000000000000000000000000AA", {{"everyone", true}}),
                      siteAccount("turnstile", base, "turnstile_fails", "2x00000000000000000000AB",
                                  "2x0000000000000000000000000000000AA", {{"everyone", false}})});
}

// The same of Google; one of v2, one of v3.
Json fixedRecaptchaAccounts(const SandboxOptions& options) {
  const auto base = options.publicUrl + "/recaptcha";
  return Json::array(
      {siteAccount("recaptcha", base, "recaptcha", "6LdSandboxRecaptchaSite000000000000000001",
                   "6LdSandboxRecaptchaSecret0000000000000001"),
       siteAccount("recaptcha", base, "recaptcha_v3", "6LdSandboxRecaptchaSite000000000000000003",
                   "6LdSandboxRecaptchaSecret0000000000000003", {{"version", "v3"}}),
       siteAccount("recaptcha", base, "recaptcha_passes",
                   "6LeIxAcTAAAAAJcZVRqyHh71UMIEGNQ_MXjiZKhI",
                   "6LeIxAcTAAAAAGG-vFI1TnRWxMZNFuojJ4WifJWe", {{"everyone", true}})});
}

std::unique_ptr<Provider> makeTurnstileSandbox(const SandboxOptions& options, const Clock& clock) {
  return std::make_unique<CaptchaSandbox>(kTurnstile, fixedTurnstileAccounts(options), clock);
}

std::unique_ptr<Provider> makeRecaptchaSandbox(const SandboxOptions& options, const Clock& clock) {
  return std::make_unique<CaptchaSandbox>(kRecaptcha, fixedRecaptchaAccounts(options), clock);
}

}  // namespace hostler::sandbox
