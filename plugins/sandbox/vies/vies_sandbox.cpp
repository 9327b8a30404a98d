#include "plugins/sandbox/vies/vies_sandbox.h"

#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/random_text.h"
#include "plugins/sandbox/vies/traders.h"

#include <algorithm>

namespace hostler::sandbox {
namespace {

using namespace vies;

// Most of its errors come with HTTP 200; what cannot be asked at all is a bad request.
front::Response refusal(const std::string& code) {
  const bool isBadInput = code == "INVALID_INPUT" || code == "INVALID_REQUESTER_INFO";
  const Json error{{"error", code}};
  return jsonAnswer(isBadInput ? 400 : 200,
                    {{"actionSucceed", false}, {"errorWrappers", Json::array({error})}});
}

std::string textIn(const Json& body, const char* name) {
  const auto found = body.find(name);
  return found != body.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

bool isNumber(const std::string& text) {
  return text.size() >= 2 && text.size() <= 12 && std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || c == '+' || c == '*';
         });
}

class ViesSandbox final : public PlayedProvider<Trader, Consultations> {
 public:
  ViesSandbox(const SandboxOptions& options, const Clock& clock)
      : PlayedProvider{fixedViesAccounts(options)}, clock_{clock} {
    reset();
  }

  std::string_view name() const override { return "vies"; }

  front::Response falseError(const OperationNames&) const override {
    return refusal("MS_UNAVAILABLE");
  }
  front::Response serverError() const override {
    return htmlAnswer(500, "<html><body><h1>500 Internal Server Error</h1></body></html>");
  }
  front::Response rateLimited() const override {
    return htmlAnswer(429, "<html><body><h1>429 Too Many Requests</h1></body></html>");
  }

  Json book() const override {
    const std::lock_guard lock{mutex_};
    return {{"consultations", state().all}};
  }

 private:
  // Everybody may ask.
  const Trader* signedIn(const front::Request&) const override {
    return accountWhere([](const Trader& one) { return one.country.empty(); });
  }

  front::Response respond(Consultations& state, const Asked& asked) const override {
    const auto& [request, names, webhooks] = asked;
    if (request.method == front::Method::Get && names.path == "/check-status") return status();
    if (request.method != front::Method::Post || names.path != "/check-vat-number")
      return htmlAnswer(404, "<h1>404 Not Found</h1>");
    const auto body = Json::parse(request.body, nullptr, false);
    if (!body.is_object()) return refusal("INVALID_INPUT");
    return consult(state, body);
  }

  front::Response status() const {
    Json countries = Json::array();
    for (const auto& country : memberStates()) {
      const bool isSilent = std::ranges::any_of(accounts_, [&](const Trader& one) {
        return one.country == country && one.number.empty();
      });
      countries.push_back(
          {{"countryCode", country}, {"availability", isSilent ? "Unavailable" : "Available"}});
    }
    return jsonAnswer(200, {{"vow", {{"available", true}}}, {"countries", std::move(countries)}});
  }

  front::Response consult(Consultations& state, const Json& body) const {
    const auto country = textIn(body, "countryCode"), number = textIn(body, "vatNumber");
    if (!isMemberState(country) || !isNumber(number)) return refusal("INVALID_INPUT");
    const auto by = textIn(body, "requesterMemberStateCode");
    const auto byNumber = textIn(body, "requesterNumber");
    const bool isNamed = !by.empty() || !byNumber.empty();
    if (isNamed && (!isMemberState(by) || !isNumber(byNumber)))
      return refusal("INVALID_REQUESTER_INFO");
    const auto* trader = find(country, number);
    if (trader != nullptr && !trader->error.empty()) return refusal(trader->error);

    const bool valid = trader != nullptr;
    const auto identifier = isNamed ? "WAPI" + randomText(12) : std::string{};
    state.all.push_back({{"request_identifier", identifier},
                         {"country", country},
                         {"number", number},
                         {"requester", by + byNumber},
                         {"valid", valid}});
    return jsonAnswer(200, {{"countryCode", country},
                            {"vatNumber", number},
                            {"requestDate", clock_.now().text()},
                            {"valid", valid},
                            {"requestIdentifier", identifier},
                            {"name", valid ? trader->name : "---"},
                            {"address", valid ? trader->address : "---"},
                            {"traderName", "---"},
                            {"traderStreet", "---"},
                            {"traderPostalCode", "---"},
                            {"traderCity", "---"},
                            {"traderCompanyType", "---"},
                            {"traderNameMatch", "NOT_PROCESSED"}});
  }

  // What a whole member state cannot tell goes before what it knows of one number.
  const Trader* find(const std::string& country, const std::string& number) const {
    const Trader* found = nullptr;
    for (const auto& one : accounts_) {
      if (one.country != country) continue;
      if (one.number.empty()) return &one;
      if (one.number == number) found = &one;
    }
    return found;
  }

  // A member state that answers again is one whose `error` is empty.
  Json add(const Json& given) override {
    const bool isBack = given.value("error", Json()) == "" && !given.contains("number");
    if (isBack) {
      const auto country = textIn(given, "country");
      std::erase_if(accounts_, [&](const Trader& one) {
        return !country.empty() && one.country == country && one.number.empty();
      });
      return {{"provider", "vies"}, {"id", country}, {"country", country}};
    }
    auto trader = traderOf(given);
    const auto before = std::ranges::find(accounts_, trader.id, &Trader::id);
    return putAccount(accounts_, before, std::move(trader));
  }

  const Clock& clock_;
};

}  // namespace

// VIES itself, and traders: Germany's register tells no names, and Hungary's is asked in vain.
Json fixedViesAccounts(const SandboxOptions& options) {
  return {{{"provider", "vies"}, {"id", "vies"}, {"base_url", options.publicUrl + "/vies"}},
          {{"provider", "vies"},
           {"id", "FR40303265045"},
           {"country", "FR"},
           {"number", "40303265045"},
           {"name", "ATELIER EXEMPLE SARL"},
           {"address", "1 RUE DE LA PAIX\n75002 PARIS"}},
          {{"provider", "vies"}, {"id", "DE136695976"}, {"country", "DE"}, {"number", "136695976"}},
          {{"provider", "vies"},
           {"id", "HU12892312"},
           {"country", "HU"},
           {"number", "12892312"},
           {"error", "MS_UNAVAILABLE"}}};
}

std::unique_ptr<Provider> makeViesSandbox(const SandboxOptions& options, const Clock& clock) {
  return std::make_unique<ViesSandbox>(options, clock);
}

}  // namespace hostler::sandbox
