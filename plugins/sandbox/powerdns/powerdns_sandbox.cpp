#include "plugins/sandbox/powerdns/powerdns_sandbox.h"

#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
#include "plugins/sandbox/played_provider.h"
#include "plugins/sandbox/powerdns/zone_api.h"
#include "plugins/sandbox/request_view.h"

#include <mutex>

namespace hostler::sandbox {
namespace {

using namespace powerdns;

front::Response answerOf(const Refusal& refusal) {
  if (!refusal.isPlain) return jsonAnswer(refusal.status, {{"error", refusal.error}});
  front::Response response;
  response.status = refusal.status;
  response.headers.emplace_back("Content-Type", "text/plain; charset=utf-8");
  response.body = refusal.error;
  return response;
}

class PowerDnsSandbox final : public PlayedProvider<KeyHolder, std::map<std::string, NameServer>> {
 public:
  PowerDnsSandbox(const SandboxOptions& options, const Clock& clock)
      : PlayedProvider{fixedPowerDnsAccounts(options)}, options_{options}, clock_{clock} {
    reset();
  }

  std::string_view name() const override { return "powerdns"; }

  front::Response falseError(const OperationNames&) const override {
    return answerOf({422, "Could not commit the transaction to the backend"});
  }
  front::Response serverError() const override {
    return answerOf({500, "Internal Server Error", true});
  }
  front::Response rateLimited() const override {
    return htmlAnswer(429, "<html><body><h1>429 Too Many Requests</h1></body></html>");
  }

  Json book() const override;

 private:
  const KeyHolder* signedIn(const front::Request& request) const override {
    const auto key = headerOf(request, "x-api-key");
    return accountWhere([&](const KeyHolder& who) { return !who.disabled && key == who.apiKey; });
  }

  front::Response respond(std::map<std::string, NameServer>& servers,
                          const Asked& asked) const override {
    const auto& [request, names, webhooks] = asked;
    try {
      const auto* who = signedIn(request);
      if (who == nullptr) throw plainRefusal(401);
      ZoneCall call{servers.at(who->server), request, segmentsOf(names.path),
                    parseForm(queryOf(request)), clock_.now()};
      return answerZones(call);
    } catch (const Refusal& refusal) {
      return answerOf(refusal);
    } catch (const Json::exception&) {
      return answerOf({422, "A field has the wrong type"});
    }
  }
  Json add(const Json& account) override;

  const SandboxOptions options_;
  const Clock& clock_;
};

Json PowerDnsSandbox::add(const Json& account) {
  KeyHolder who;
  who.apiKey = requiredText(account, "api_key");
  who.server = accountText(account, "server", "dns1");
  who.disabled = account.value("disabled", false);
  std::erase_if(accounts_, [&](const KeyHolder& each) { return each.apiKey == who.apiKey; });
  who.id = accountText(account, "id", "powerdns_" + std::to_string(accounts_.size() + 1));
  who.asGiven = account;
  who.asGiven.update({{"provider", "powerdns"}, {"id", who.id}, {"server", who.server}});
  if (!who.asGiven.contains("base_url")) who.asGiven["base_url"] = options_.publicUrl + "/powerdns";
  auto& server = state()[who.server];
  server.name = who.server;
  server.version = accountText(account, "version", server.version);
  accounts_.push_back(who);
  return who.asGiven;
}

Json PowerDnsSandbox::book() const {
  const std::lock_guard lock{mutex_};
  Json zones = Json::array();
  for (const auto& [name, server] : state()) {
    for (const auto& [zoneName, zone] : server.zones) {
      auto shown = zoneJson(zone, true);
      shown.update({{"server", name},
                    {"keys", zone.keys.size()},
                    {"rectified", zone.rectified},
                    {"notified", zone.notified}});
      zones.push_back(std::move(shown));
    }
  }
  return {{"zones", std::move(zones)}};
}

}  // namespace

Json fixedPowerDnsAccounts(const SandboxOptions& options) {
  return {{{"provider", "powerdns"},
           {"id", "powerdns"},
           {"server", "dns1"},
           {"base_url", options.publicUrl + "/powerdns"},
           {"api_key", "sandbox_powerdns_key_01"},
           {"server_id", "localhost"},
           {"nameservers", {"ns1.host.example", "ns2.host.example"}}}};
}

std::unique_ptr<Provider> makePowerDnsSandbox(const SandboxOptions& options, const Clock& clock) {
  return std::make_unique<PowerDnsSandbox>(options, clock);
}

}  // namespace hostler::sandbox
