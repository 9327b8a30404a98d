#pragma once

#include "modules/dns/dns_module.h"
#include "tests/modules/billing/money_shop.h"

#include <map>
#include <set>

namespace hostler::testing {

/// A name server as it is out there: it has zones, and changes them whatever becomes of its
/// answers.
class BookedNameServer final : public ProviderPort {
 public:
  enum class Mishap { None = 1, Busy, Lost, LostBefore, Refused, NeedsPerson };
  ProviderAnswer call(const ProviderRequest& request) override;
  std::vector<ProviderInstance> instances(const std::string& kind) override;

  struct Zone {
    std::string reference;
    Json records = Json::array();
    bool isSigned = false;
  };
  std::map<std::string, Zone> zones;
  /// Asked before each call: what goes wrong with it.
  std::function<Mishap(const std::string& verb)> mishap = [](const std::string&) {
    return Mishap::None;
  };
  std::vector<ProviderRequest> asked;
  /// The kinds under which it is installed.
  std::set<std::string> kinds{"dns"};

  std::size_t count(const std::string& verb) const;
  /// "192.0.2.1 192.0.2.2" of a set; empty where there is none.
  std::string valuesOf(const std::string& zone, const std::string& name, const std::string& type);

 private:
  ProviderAnswer act(const std::string& verb, const Json& body);
  Json zoneJson(const std::string& name);
};

/// What suites about zones derive from: each test has a shop of its own whose database holds them.
class InDnsShop : public InShop {
 protected:
  using InShop::InShop;
  std::vector<db::Migration> moreMigrations() override {
    const auto steps = dnsMigrations();
    return {steps.begin(), steps.end()};
  }
};

/// A client's zones at such a server, or at the one that is given.
class DnsShop {
 public:
  explicit DnsShop(MoneyShop& shop, ProviderPort* other = nullptr);

  MoneyShop& shop;
  BookedNameServer server;
  Operations operations;
  DnsModule dns;
  ZoneHomes homes;
  ZoneDesk desk;
  jobs::Handlers handlers;
  jobs::Interventions interventions;
  Id<Account> client;
  /// Who holds which domains.
  std::map<std::string, Id<Account>> held;

  Actor actor() const { return actorOf(client); }
  static Actor actorOf(Id<Account> account);
  /// One that is there, with no records of its own.
  DnsZone made(const std::string& name, const std::string& pattern = {},
               const std::map<std::string, std::string>& values = {});
  DnsZone now(Id<DnsZone> id);
  /// Publishes these sets in place of what has their name and type.
  ZonePlan write(const DnsZone& zone, const std::vector<RecordBody>& records,
                 const ZoneEdit& edit = {});
  std::vector<jobs::Result> doJobs();
  /// On from one due time to the next until nothing is left, or a day has gone.
  void settle();
  std::string kindsOfEvents();
  Id<jobs::Job> newestJob(std::string_view kind);
  /// A domain's news, as its module tells them.
  template <class Fact>
  void tell(Id<Account> account, const std::string& domain, Fact fact = {}) {
    fact.account = account;
    fact.name = domain;
    shop.database->transaction([&](db::Transaction& tx) {
      shop.bus.publish(tx, actorOf(account), Scope::ofAccount(kPlatform, account), fact);
    });
  }

 private:
  NameHolder holderOf(Id<Account> account, const std::string& name) const;
};

/// Fails unless it is refused with this code.
void mustRefuse(const std::string& code, const std::function<void()>& act);

}  // namespace hostler::testing
