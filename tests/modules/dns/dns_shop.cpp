#include "tests/modules/dns/dns_shop.h"

#include "modules/billing/billing_module.h"
#include "modules/catalog/catalog_module.h"
#include "modules/ordering/ordering_module.h"

namespace hostler::testing {
namespace {

constexpr int kNode = 7;

std::string verbOf(const ProviderRequest& request) {
  return request.operation.substr(request.operation.find('.') + 1);
}

bool isSet(const Json& record, const Json& other) {
  const Json none;
  return record.value("name", none) == other.value("name", none) &&
         record.value("type", none) == other.value("type", none);
}

}  // namespace

ProviderAnswer BookedNameServer::call(const ProviderRequest& request) {
  asked.push_back(request);
  const auto verb = verbOf(request);
  switch (mishap(verb)) {
    case Mishap::None:
      return act(verb, request.body);
    case Mishap::Busy:
      return ProviderAnswer::failed(Outcome::Retryable, "busy", "again");
    case Mishap::Lost:
      act(verb, request.body);
      return ProviderAnswer::failed(Outcome::Unknown, "lost", "no answer came");
    case Mishap::LostBefore:
      return ProviderAnswer::failed(Outcome::Unknown, "lost", "no answer came");
    case Mishap::Refused:
      return ProviderAnswer::failed(Outcome::Permanent, "bad_record", "www A: a bad record");
    case Mishap::NeedsPerson:
      return ProviderAnswer::failed(Outcome::NeedsAttention, "credentials_refused", "a wrong key");
  }
  throw std::logic_error{"no such mishap"};
}

std::vector<ProviderInstance> BookedNameServer::instances(const std::string& kind) {
  if (!kinds.contains(kind)) return {};
  if (kind == "registrar")
    return {{"names", "any", kind, "Any", true, {"locate", "records", "change_records"}, {}}};
  return {{"ns",
           "any",
           kind,
           "Any",
           true,
           {"create_zone", "locate", "change_records", "remove_zone", "set_dnssec"},
           {}}};
}

Json BookedNameServer::zoneJson(const std::string& name) {
  const auto& zone = zones.at(name);
  auto records = zone.records;
  records.push_back(
      {{"name", name}, {"type", "NS"}, {"ttl", 3600}, {"values", {"ns1.host.example"}}});
  return {{"name", name},
          {"reference", zone.reference},
          {"nameservers", {"ns1.host.example", "ns2.host.example"}},
          {"records", records},
          {"dnssec", zone.isSigned},
          {"serial", 1}};
}

ProviderAnswer BookedNameServer::act(const std::string& verb, const Json& body) {
  const auto done = [](Json reply) { return ProviderAnswer{Outcome::Succeeded, std::move(reply)}; };
  const std::string name = body.contains("domain") ? body["domain"] : body.at("name");
  const auto found = zones.find(name);
  const bool isTheirs =
      found != zones.end() && found->second.reference != body.value("reference", "");
  if (verb == "locate")
    return done({{"zone", found == zones.end() || isTheirs ? Json(nullptr) : zoneJson(name)}});
  if (verb == "create_zone") {
    if (isTheirs) return ProviderAnswer::failed(Outcome::Permanent, "zone_exists", "is another's");
    zones.try_emplace(name, Zone{body.at("reference"), Json::array(), false});
    return done(zoneJson(name));
  }
  if (verb == "remove_zone") return done({{"existed", zones.erase(name) == 1}});
  if (found == zones.end())
    return ProviderAnswer::failed(Outcome::Permanent, "zone_missing", "is not there");
  auto& zone = found->second;
  if (verb == "records") return done({{"records", zoneJson(name)["records"]}});
  if (verb == "set_dnssec") {
    zone.isSigned = body.at("on");
    Json signers = Json::array(), keys = Json::array();
    if (zone.isSigned) {
      signers.push_back(
          {{"key_tag", 33085}, {"algorithm", 13}, {"digest_type", 2}, {"digest", "abcdef01"}});
      keys.push_back({{"id", "1"}, {"type", "csk"}, {"active", true}, {"dnskey", "257 3 13 mdss"}});
    }
    return done({{"on", zone.isSigned}, {"signers", signers}, {"keys", keys}});
  }
  Json kept = Json::array();
  for (const auto& record : zone.records) {
    const auto named = [&](const Json& one) { return isSet(one, record); };
    if (std::ranges::none_of(body.at("replace"), named) &&
        std::ranges::none_of(body.at("remove"), named))
      kept.push_back(record);
  }
  for (const auto& record : body.at("replace")) kept.push_back(record);
  zone.records = kept;
  return done(zoneJson(name));
}

std::size_t BookedNameServer::count(const std::string& verb) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(asked, [&](const auto& one) { return verbOf(one) == verb; }));
}

std::string BookedNameServer::valuesOf(const std::string& zone, const std::string& name,
                                       const std::string& type) {
  std::string text;
  const auto found = zones.find(zone);
  if (found == zones.end()) return text;
  for (const auto& record : found->second.records) {
    if (!isSet(record, {{"name", name}, {"type", type}})) continue;
    for (const auto& value : record["values"])
      text += (text.empty() ? "" : " ") + value.get<std::string>();
  }
  return text;
}

DnsShop::DnsShop(MoneyShop& money, ProviderPort* other)
    : shop{money},
      operations{*money.database, shop.clock, shop.ids, shop.vault,
                 other != nullptr ? *other : server},
      dns{{*shop.database, shop.clock, shop.ids, shop.tenants, other != nullptr ? *other : server,
           operations, shop.audit, shop.bus, shop.queue,
           [this](db::Reader& reader, Id<Tenant> tenant, Id<Service> id) {
             return shop.services.services().find(reader, Scope::ofTenant(tenant), id);
           },
           [this](db::Reader&, Id<Account> account, const std::string& name) {
             return holderOf(account, name);
           }}},
      homes{other != nullptr ? *other : server, shop.tenants},
      desk{{*shop.database, shop.clock, shop.ids, shop.tenants, homes, shop.audit, shop.bus,
            shop.queue,
            [this](db::Reader&, Id<Account> account, const std::string& name) {
              return holderOf(account, name);
            }}},
      handlers{shop.queue},
      client{shop.client()} {
  dns.addHandlers(handlers);
  dns.addInterventions(interventions);
}

NameHolder DnsShop::holderOf(Id<Account> account, const std::string& name) const {
  for (const auto& one : withParents(name)) {
    const auto found = held.find(one);
    if (found != held.end()) return found->second == account ? NameHolder::Own : NameHolder::Others;
  }
  return NameHolder::Nobody;
}

Actor DnsShop::actorOf(Id<Account> account) {
  auto actor = Actor::system(kPlatform, account, "test");
  actor.kind = Actor::Kind::Client;
  return actor;
}

DnsZone DnsShop::made(const std::string& name, const std::string& pattern,
                      const std::map<std::string, std::string>& values) {
  const auto zone = desk.add(actor(), {client, name, pattern, values});
  doJobs();
  return now(zone.id);
}

DnsZone DnsShop::now(Id<DnsZone> id) {
  return shop.database
      ->read([&](db::Reader& reader) {
        return zone_repository::find(reader, Scope::ofTenant(kPlatform), id);
      })
      .value();
}

ZonePlan DnsShop::write(const DnsZone& zone, const std::vector<RecordBody>& records,
                        const ZoneEdit& edit) {
  return desk.change(
      actor(), zone.id.text(), edit,
      [&](db::Reader&, const DnsZone& current, const RecordRules& rules, FieldErrors& errors) {
        return ZoneDesk::Wish{withSets(current.records, readRecords(records, rules, errors)), {}};
      });
}

std::vector<jobs::Result> DnsShop::doJobs() {
  jobs::Claims claims{*shop.database, shop.clock, kNode, handlers, &interventions};
  std::vector<jobs::Result> results;
  while (true) {
    const auto due = claims.due();
    if (due.lanes.empty()) return results;
    for (const auto& lane : due.lanes) {
      for (const auto& job : claims.claim(lane, 1)) {
        const auto& handler = *handlers.find(job.kind);
        jobs::Context context{*shop.database, shop.clock, job, kNode};
        auto result = jobs::Result::done();
        try {
          result = handler.run(context);
        } catch (const std::exception& error) {
          result = jobs::Result::retry(error.what());
        }
        if (result.kind() != jobs::Result::Kind::Recorded) claims.record(job, handler, result);
        results.push_back(result);
      }
    }
  }
}

void DnsShop::settle() {
  const auto end = shop.clock.now().plus(std::chrono::hours{72});
  jobs::Claims claims{*shop.database, shop.clock, kNode, handlers, &interventions};
  while (true) {
    doJobs();
    const auto next = claims.due().next;
    if (!next || end < *next) return;
    shop.clock.set(*next);
  }
}

std::string DnsShop::kindsOfEvents() {
  std::string names;
  for (const auto& row :
       shop.database->query("SELECT name FROM events WHERE name LIKE 'dns.%' ORDER BY id"))
    names += (names.empty() ? "" : " ") + row.text("name").substr(4);
  return names;
}

Id<jobs::Job> DnsShop::newestJob(std::string_view kind) {
  return shop.database
      ->query("SELECT id FROM jobs WHERE kind = ? ORDER BY created_at DESC, id DESC LIMIT 1", kind)
      .only()
      .id<jobs::Job>("id");
}

void mustRefuse(const std::string& code, const std::function<void()>& act) {
  try {
    act();
  } catch (const ValidationError& error) {
    CPPUNIT_ASSERT_EQUAL(code, error.errors().front().code);
    return;
  } catch (const DomainError& error) {
    CPPUNIT_ASSERT_EQUAL(code, error.code());
    return;
  }
  CPPUNIT_FAIL("it was not refused with " + code);
}

}  // namespace hostler::testing
