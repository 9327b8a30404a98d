#include "plugins/sandbox/powerdns/powerdns_sandbox.h"

#include "plugins/sandbox/account_text.h"
#include "plugins/sandbox/answers.h"
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

class PowerDnsSandbox final : public Provider {
 public:
  PowerDnsSandbox(const SandboxOptions& options, const Clock& clock)
      : options_{options}, clock_{clock} {
    reset();
  }

  std::string_view name() const override { return "powerdns"; }
  OperationNames names(const front::Request& request, std::string path) const override {
    return {{}, request.methodText, std::move(path)};
  }
  std::string accountOf(const front::Request& request) const override {
    const std::lock_guard lock{mutex_};
    const auto* who = holder(request);
    return who == nullptr ? std::string{} : who->id;
  }

  front::Response answer(const front::Request& request, const OperationNames& names) override {
    const std::lock_guard lock{mutex_};
    return run(request, names, servers_);
  }
  front::Response pretend(const front::Request& request, const OperationNames& names) override {
    const std::lock_guard lock{mutex_};
    auto copies = servers_;
    return run(request, names, copies);
  }

  front::Response falseError(const OperationNames&) const override {
    return answerOf({422, "Could not commit the transaction to the backend"});
  }
  front::Response serverError() const override {
    return answerOf({500, "Internal Server Error", true});
  }
  front::Response rateLimited() const override {
    return htmlAnswer(429, "<html><body><h1>429 Too Many Requests</h1></body></html>");
  }

  Json accounts() const override {
    const std::lock_guard lock{mutex_};
    Json list = Json::array();
    for (const auto& who : holders_) list.push_back(who.asGiven);
    return list;
  }
  Json addAccount(const Json& account) override {
    const std::lock_guard lock{mutex_};
    return add(account);
  }
  Json book() const override;
  void reset() override {
    const std::lock_guard lock{mutex_};
    holders_.clear();
    servers_.clear();
    for (const auto& account : fixedPowerDnsAccounts(options_)) add(account);
  }

 private:
  const KeyHolder* holder(const front::Request& request) const {
    const auto key = headerOf(request, "x-api-key");
    for (const auto& who : holders_) {
      if (!who.disabled && key == who.apiKey) return &who;
    }
    return nullptr;
  }

  front::Response run(const front::Request& request, const OperationNames& names,
                      std::map<std::string, NameServer>& servers) const {
    try {
      const auto* who = holder(request);
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
  Json add(const Json& account);

  const SandboxOptions options_;
  const Clock& clock_;
  mutable std::mutex mutex_;
  std::vector<KeyHolder> holders_;
  std::map<std::string, NameServer> servers_;
};

Json PowerDnsSandbox::add(const Json& account) {
  KeyHolder who;
  who.apiKey = requiredText(account, "api_key");
  who.server = accountText(account, "server", "dns1");
  who.disabled = account.value("disabled", false);
  std::erase_if(holders_, [&](const KeyHolder& each) { return each.apiKey == who.apiKey; });
  who.id = accountText(account, "id", "powerdns_" + std::to_string(holders_.size() + 1));
  who.asGiven = account;
  who.asGiven.update({{"provider", "powerdns"}, {"id", who.id}, {"server", who.server}});
  if (!who.asGiven.contains("base_url")) who.asGiven["base_url"] = options_.publicUrl + "/powerdns";
  auto& server = servers_[who.server];
  server.name = who.server;
  server.version = accountText(account, "version", server.version);
  holders_.push_back(who);
  return who.asGiven;
}

Json PowerDnsSandbox::book() const {
  const std::lock_guard lock{mutex_};
  Json zones = Json::array();
  for (const auto& [name, server] : servers_) {
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
