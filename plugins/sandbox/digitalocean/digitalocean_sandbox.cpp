#include "plugins/sandbox/digitalocean/digitalocean_sandbox.h"

#include "core/problem/problem.h"
#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/digitalocean/team.h"
#include "plugins/sandbox/played_provider.h"

#include <algorithm>
#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace digitalocean;

constexpr std::string_view kApi = "/v2/";
constexpr std::int64_t kHour = 3'600;

front::Response refused(const Refusal& refusal) {
  return jsonAnswer(refusal.status, errorJson(refusal));
}

class DigitalOceanSandbox final : public PlayedProvider<Team> {
 public:
  DigitalOceanSandbox(const SandboxOptions& options, const Clock& clock)
      : PlayedProvider{fixedDigitalOceanAccounts(options)}, options_{options}, clock_{clock} {
    reset();
  }

  std::string_view name() const override { return "digitalocean"; }

  front::Response falseError(const OperationNames&) const override {
    return refused(unprocessable("The request could not be processed."));
  }
  front::Response serverError() const override {
    return refused({500, "server_error", "Unexpected server-side error"});
  }
  front::Response rateLimited() const override {
    return refused({429, "too_many_requests", "API rate limit exceeded."});
  }

  Json book() const override {
    const std::lock_guard lock{mutex_};
    Json book = Json::object();
    for (const auto& team : accounts_) addToBook(team, book);
    return book;
  }

 private:
  using PlayedProvider::signedIn;
  const Team* signedIn(const front::Request& request) const override {
    const auto header = headerOf(request, "authorization");
    return accountWhere(
        [&](const Team& team) { return !team.disabled && header == "Bearer " + team.token; });
  }

  front::Response respond(std::vector<Team>& teams, const Asked& asked) const override {
    auto* who = signedIn(teams, asked.request);
    if (who == nullptr) return refused({401, "unauthorized", "Unable to authenticate you"});
    auto& team = *who;
    const auto now = clock_.now().unixSeconds();
    auto& times = team.requestTimes;
    std::erase_if(times, [&](std::int64_t at) { return at <= now - kHour; });
    const auto left = team.requestsAllowed - static_cast<std::int64_t>(times.size());
    if (left > 0) times.push_back(now);
    auto response = left > 0 ? run(team, asked.request, asked.names, now) : rateLimited();
    response.headers.emplace_back("ratelimit-limit", std::to_string(team.requestsAllowed));
    response.headers.emplace_back("ratelimit-remaining",
                                  std::to_string(std::max<std::int64_t>(left - 1, 0)));
    response.headers.emplace_back("ratelimit-reset",
                                  std::to_string((times.empty() ? now : times.front()) + kHour));
    return response;
  }

  front::Response run(Team& team, const front::Request& request, const OperationNames& names,
                      std::int64_t now) const;
  Json add(const Json& account) override;

  const SandboxOptions options_;
  const Clock& clock_;
};

front::Response asResponse(const ApiAnswer& answer) {
  front::Response response;
  if (answer.text) {
    response.headers.emplace_back("Content-Type", "application/yaml");
    response.body = *answer.text;
  } else if (!answer.body.is_null()) {
    response = jsonAnswer(answer.status, answer.body);
  }
  response.status = answer.status;
  return response;
}

front::Response DigitalOceanSandbox::run(Team& team, const front::Request& request,
                                         const OperationNames& names, std::int64_t now) const {
  try {
    if (!names.path.starts_with(kApi)) throw notFound();
    auto body = request.body.empty() ? Json::object() : Json::parse(request.body, nullptr, false);
    if (!body.is_object()) throw Refusal{400, "bad_request", "The request body is not valid JSON"};
    ApiCall call{team,
                 request.methodText,
                 segmentsOf(names.path.substr(kApi.size() - 1)),
                 parseForm(queryOf(request)),
                 std::move(body),
                 now,
                 options_.publicUrl + "/digitalocean" + names.path};
    for (const auto& part :
         {answerAccount, answerCatalogue, answerEndings, answerActions, answerDroplets,
          answerVolumes, answerSnapshots, answerAddresses, answerFirewalls, answerBalancers,
          answerNetworks, answerClusters, answerDatabases, answerMetrics}) {
      if (const auto answer = part(call)) return asResponse(*answer);
    }
    throw notFound();
  } catch (const Refusal& refusal) {
    return refused(refusal);
  } catch (const Json::exception&) {
    return refused(unprocessable("A value has the wrong type."));
  }
}

Json DigitalOceanSandbox::add(const Json& account) {
  const auto text = [&](const char* name, std::string fallback = {}) {
    return accountText(account, name, std::move(fallback));
  };
  const auto token = text("token", "");
  if (token.empty()) throw ValidationError{"token", "required", "is required"};
  auto known = std::ranges::find(accounts_, token, &Team::token);
  if (known == accounts_.end()) {
    accounts_.push_back(newTeam());
    known = accounts_.end() - 1;
    known->token = token;
    known->id = text("id", "digitalocean_" + std::to_string(accounts_.size()));
  }
  known->disabled = account.value("disabled", false);
  known->requestsAllowed = account.value("rate_limit", std::int64_t{5'000});
  known->asGiven = account;
  known->asGiven.update({{"provider", "digitalocean"}, {"id", known->id}});
  if (!known->asGiven.contains("base_url"))
    known->asGiven["base_url"] = options_.publicUrl + "/digitalocean";
  return known->asGiven;
}

}  // namespace

digitalocean::Team digitalocean::newTeam() {
  Team team;
  for (const auto& region : regions()) {
    const auto slug = region["slug"].get<std::string>();
    const auto id = newUuid();
    team.networks.push_back({{"id", id},
                             {"urn", "do:vpc:" + id},
                             {"name", "default-" + slug},
                             {"description", ""},
                             {"region", slug},
                             {"ip_range", "10.122.0.0/20"},
                             {"default", true},
                             {"created_at", "2026-01-02T03:04:05Z"}});
  }
  return team;
}

Json fixedDigitalOceanAccounts(const SandboxOptions& options) {
  return Json::array({{{"provider", "digitalocean"},
                       {"id", "digitalocean"},
                       {"base_url", options.publicUrl + "/digitalocean"},
                       {"token", "dop_v1_sandbox0000000000000000000000000000000000"}}});
}

std::unique_ptr<Provider> makeDigitalOceanSandbox(const SandboxOptions& options,
                                                  const Clock& clock) {
  return std::make_unique<DigitalOceanSandbox>(options, clock);
}

}  // namespace hostler::sandbox
