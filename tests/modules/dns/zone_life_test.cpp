// A zone from its beginning to its end, with answers that are lost, late and strange.
#include "modules/console/job_console.h"
#include "tests/modules/dns/dns_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::DnsShop;
using testing::mustRefuse;
using Mishap = testing::BookedNameServer::Mishap;

template <class Engine>
class ZoneLifeTest : public testing::InDnsShop {
  CPPUNIT_TEST_SUITE(ZoneLifeTest);
  CPPUNIT_TEST(aZoneIsMadePublishedAndRemoved);
  CPPUNIT_TEST(aLostAnswerMakesNothingTwice);
  CPPUNIT_TEST(aBusyServerIsAskedAgain);
  CPPUNIT_TEST(twoEditorsDoNotOverwriteEachOther);
  CPPUNIT_TEST(aPreviewChangesNothingAndIsWhatIsPublished);
  CPPUNIT_TEST(refusedRecordsLeaveTheZoneAsItWas);
  CPPUNIT_TEST(whatNobodyKnowsIsSetRightByTheNextVersion);
  CPPUNIT_TEST(aParkedJobIsTakenUpAgain);
  CPPUNIT_TEST(anEarlierVersionComesBack);
  CPPUNIT_TEST(aServerThatAnswersForAnotherZoneIsNotBelieved);
  CPPUNIT_TEST(whatIsThereAlreadyStays);
  CPPUNIT_TEST(aServiceGetsItsZoneWhereTheTenantWantsThat);
  CPPUNIT_TEST(aRegistrarThatKeepsRecordsIsAHomeToo);
  CPPUNIT_TEST_SUITE_END();

 public:
  ZoneLifeTest() : testing::InDnsShop{testing::InDnsShop::placeOn<Engine>} {}
  void opened() override { dns_ = std::make_unique<DnsShop>(*shop_); }
  void closing() override { dns_.reset(); }

  void aZoneIsMadePublishedAndRemoved() {
    const auto zone = dns_->made("bücher.example");
    CPPUNIT_ASSERT(zone.state == ZoneState::Active && zone.created);
    CPPUNIT_ASSERT_EQUAL(std::string{"xn--bcher-kva.example"}, zone.name);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, zone.nameservers.size());
    CPPUNIT_ASSERT_EQUAL(dns_->client.text(), dns_->server.zones.at(zone.name).reference);

    const auto plan = dns_->write(zone, {{"www", "A", 300, {"192.0.2.1"}}});
    CPPUNIT_ASSERT(plan.job && plan.zone.state == ZoneState::Publishing);
    mustRefuse("zone_busy", [&] { dns_->write(zone, {{"b", "A", 300, {"192.0.2.1"}}}); });
    dns_->doJobs();
    CPPUNIT_ASSERT_EQUAL(1, dns_->now(zone.id).serial);
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.1"}, at("xn--bcher-kva.example", "www", "A"));

    dns_->desk.remove(dns_->actor(), "bücher.example");
    dns_->doJobs();
    CPPUNIT_ASSERT(dns_->server.zones.empty());
    CPPUNIT_ASSERT(dns_->now(zone.id).state == ZoneState::Removed);
    mustRefuse("not_found", [&] { dns_->write(zone, {}); });
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_active zone_published zone_removed"},
                         dns_->kindsOfEvents());
    // The name is free again.
    CPPUNIT_ASSERT(dns_->made("bücher.example").created);
  }

  void aLostAnswerMakesNothingTwice() {
    for (const bool happened : {true, false}) {
      std::set<std::string> lost;
      dns_->server.mishap = [&](const std::string& verb) {
        if (verb == "locate" || !lost.insert(verb).second) return Mishap::None;
        return happened ? Mishap::Lost : Mishap::LostBefore;
      };
      const std::string name = happened ? "a.example.com" : "b.example.com";
      auto zone = dns_->made(name, "hosting", {{"ip", "192.0.2.1"}});
      dns_->settle();
      zone = dns_->now(zone.id);
      CPPUNIT_ASSERT_MESSAGE(name, zone.state == ZoneState::Active && zone.serial == 1);
      CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.1"}, at(name, "mail", "A"));
      dns_->desk.remove(dns_->actor(), name);
      dns_->settle();
      CPPUNIT_ASSERT(dns_->now(zone.id).state == ZoneState::Removed);
    }
    // Once each where it had happened: it was found by looking.
    CPPUNIT_ASSERT_EQUAL(std::size_t{1 + 2}, dns_->server.count("create_zone"));
  }

  void aBusyServerIsAskedAgain() {
    int busy = 3;
    dns_->server.mishap = [&](const std::string&) {
      return busy-- > 0 ? Mishap::Busy : Mishap::None;
    };
    const auto zone = dns_->made("acme.example");
    CPPUNIT_ASSERT(zone.state == ZoneState::Creating);
    CPPUNIT_ASSERT_EQUAL(std::string{"again"}, zone.lastError);
    dns_->settle();
    CPPUNIT_ASSERT(dns_->now(zone.id).state == ZoneState::Active);
    CPPUNIT_ASSERT(dns_->now(zone.id).lastError.empty());
  }

  void twoEditorsDoNotOverwriteEachOther() {
    const auto zone = dns_->made("acme.example");
    ZoneEdit first, second;
    first.serial = second.serial = zone.serial;
    dns_->write(zone, {{"www", "A", 300, {"192.0.2.1"}}}, first);
    dns_->doJobs();
    mustRefuse("zone_changed", [&] {
      dns_->write(zone, {{"www", "A", 300, {"192.0.2.2"}}}, second);
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.1"}, at("acme.example", "www", "A"));
  }

  void aPreviewChangesNothingAndIsWhatIsPublished() {
    const auto zone = dns_->made("acme.example");
    dns_->write(zone, {{"www", "A", 300, {"192.0.2.1"}}, {"old", "A", 300, {"192.0.2.9"}}});
    dns_->doJobs();
    const std::vector<RecordBody> wanted{{"www", "A", 600, {"192.0.2.1"}},
                                         {"new", "A", 300, {"192.0.2.3"}}};
    ZoneEdit edit;
    edit.preview = true;
    const auto shown = dns_->write(zone, wanted, edit);
    CPPUNIT_ASSERT(!shown.job && shown.zone.state == ZoneState::Active);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shown.diff.added.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shown.diff.changed.size());
    CPPUNIT_ASSERT(shown.diff.removed.empty());

    edit.preview = false;
    edit.plan = shown.digest;
    mustRefuse("plan_changed", [&] { dns_->write(zone, {wanted[0]}, edit); });
    dns_->write(zone, wanted, edit);
    dns_->doJobs();
    const auto& told = dns_->server.asked.back().body;
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, told.at("replace").size());
    CPPUNIT_ASSERT(told.at("remove").empty());
    mustRefuse("plan_changed", [&] { dns_->write(zone, wanted, edit); });
    // Nothing to do is no version.
    CPPUNIT_ASSERT(!dns_->write(zone, wanted).job);
    CPPUNIT_ASSERT_EQUAL(2, dns_->now(zone.id).serial);
  }

  void refusedRecordsLeaveTheZoneAsItWas() {
    const auto zone = dns_->made("acme.example");
    dns_->server.mishap = [](const std::string&) { return Mishap::Refused; };
    dns_->write(zone, {{"www", "A", 300, {"192.0.2.1"}}});
    dns_->doJobs();
    const auto now = dns_->now(zone.id);
    CPPUNIT_ASSERT(now.state == ZoneState::Active && now.records.empty() && now.serial == 0);
    CPPUNIT_ASSERT_EQUAL(std::string{"www A: a bad record"}, now.lastError);
    CPPUNIT_ASSERT(version(zone.id, 1).state == VersionState::Failed);
    dns_->server.mishap = [](const std::string&) { return Mishap::None; };
    dns_->write(zone, {{"www", "A", 300, {"192.0.2.2"}}});
    dns_->doJobs();
    CPPUNIT_ASSERT_EQUAL(2, dns_->now(zone.id).serial);
    CPPUNIT_ASSERT(dns_->now(zone.id).lastError.empty());
  }

  void whatNobodyKnowsIsSetRightByTheNextVersion() {
    const auto zone = dns_->made("acme.example");
    dns_->write(zone, {{"www", "A", 300, {"192.0.2.1"}}});
    dns_->doJobs();
    // It happens each time, and no answer ever comes.
    dns_->server.mishap = [](const std::string&) { return Mishap::Lost; };
    dns_->write(zone, {{"half", "A", 300, {"192.0.2.5"}}});
    dns_->settle();
    CPPUNIT_ASSERT(dns_->now(zone.id).state == ZoneState::Attention);
    CPPUNIT_ASSERT_EQUAL(1, dns_->now(zone.id).serial);
    dns_->server.mishap = [](const std::string&) { return Mishap::None; };

    CPPUNIT_ASSERT(dns_->write(zone, {}).job);  // nothing else is wanted
    dns_->settle();
    CPPUNIT_ASSERT(dns_->now(zone.id).state == ZoneState::Active);
    CPPUNIT_ASSERT_EQUAL(std::string{""}, at("acme.example", "half", "A"));
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.1"}, at("acme.example", "www", "A"));
  }

  void aParkedJobIsTakenUpAgain() {
    dns_->server.mishap = [](const std::string&) { return Mishap::NeedsPerson; };
    const auto zone = dns_->made("acme.example");
    CPPUNIT_ASSERT(zone.state == ZoneState::Attention && !zone.created);
    CPPUNIT_ASSERT(zone.lastError.find("a wrong key") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_needs_attention"}, dns_->kindsOfEvents());
    mustRefuse("zone_not_ready", [&] { dns_->write(zone, {}); });
    dns_->server.mishap = [](const std::string&) { return Mishap::None; };
    retry(CreateDnsZone::kKind);
    dns_->settle();
    CPPUNIT_ASSERT(dns_->now(zone.id).state == ZoneState::Active);
  }

  void anEarlierVersionComesBack() {
    const auto zone = dns_->made("acme.example");
    for (const auto* address : {"192.0.2.1", "192.0.2.2"}) {
      dns_->write(zone, {{"www", "A", 300, {address}}, {address + 8, "A", 300, {address}}});
      dns_->doJobs();
    }
    const auto wanted = version(zone.id, 1).records;
    dns_->desk.change(dns_->actor(), "acme.example", {},
                      [&](db::Reader&, const DnsZone&, const RecordRules&, FieldErrors&) {
                        return ZoneDesk::Wish{wanted, {}};
                      });
    dns_->doJobs();
    CPPUNIT_ASSERT_EQUAL(3, dns_->now(zone.id).serial);
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.1"}, at("acme.example", "www", "A"));
    CPPUNIT_ASSERT_EQUAL(std::string{""}, at("acme.example", "2", "A"));
  }

  void aServerThatAnswersForAnotherZoneIsNotBelieved() {
    class Liar final : public ProviderPort {
     public:
      ProviderAnswer call(const ProviderRequest&) override {
        return {Outcome::Succeeded, {{"name", "other.example"}, {"nameservers", Json::array()}}};
      }
      std::vector<ProviderInstance> instances(const std::string&) override {
        return {{"ns",
                 "any",
                 "dns",
                 "Any",
                 true,
                 {"create_zone", "change_records", "remove_zone"},
                 {}}};
      }
    } liar;
    dns_.reset();
    DnsShop shop{*shop_, &liar};
    const auto zone = shop.made("acme.example");
    CPPUNIT_ASSERT(zone.state == ZoneState::Attention && !zone.created);
  }

  void whatIsThereAlreadyStays() {
    auto& there = dns_->server.zones["acme.example"];
    there.reference = dns_->client.text();
    there.records = Json::array(
        {{{"name", "ftp.acme.example"}, {"type", "A"}, {"ttl", 300}, {"values", {"192.0.2.3"}}},
         {{"name", "www.acme.example"}, {"type", "A"}, {"ttl", 300}, {"values", {"192.0.2.3"}}},
         {{"name", "x.other.example"}, {"type", "A"}, {"ttl", 300}, {"values", {"192.0.2.3"}}},
         {{"name", 5}}});
    const auto zone = dns_->made("acme.example", "hosting", {{"ip", "192.0.2.7"}});
    CPPUNIT_ASSERT(zone.state == ZoneState::Active);
    CPPUNIT_ASSERT(findSet(zone.records, "ftp.acme.example", "A") != nullptr);
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.7"}, at("acme.example", "mail", "A"));
    CPPUNIT_ASSERT(findSet(zone.records, "x.other.example", "A") == nullptr);
  }

  void aServiceGetsItsZoneWhereTheTenantWantsThat() {
    const auto activate = [&](const std::string& domain) {
      const auto id = shop_->service(dns_->client, Date::of(2026, 7, 10), [&](Service& service) {
        service.domain = domain;
        service.facts = {{"ip", "192.0.2.7"}};
      });
      shop_->database->transaction([&](db::Transaction& tx) {
        ServiceActivated fact;
        fact.service = id;
        fact.account = dns_->client;
        shop_->bus.publish(tx, dns_->actor(), dns_->actor().scope, fact);
      });
      dns_->settle();
    };
    activate("before.example.com");
    CPPUNIT_ASSERT(dns_->server.zones.empty());
    shop_->set("dns.zone_for_hosting", true);
    activate("shop.example.com");
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.7"}, at("shop.example.com", "mail", "A"));
    activate("shop.example.com");
    activate("co.in");  // which belongs to nobody; the service runs all the same
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, dns_->server.zones.size());
  }

  void aRegistrarThatKeepsRecordsIsAHomeToo() {
    dns_->server.kinds = {"registrar"};
    // A client cannot say so of whatever name he likes.
    mustRefuse("no_dns_server", [&] { dns_->made("victim.example"); });
    auto& there = dns_->server.zones["acme.example"];
    there.records = Json::array(
        {{{"name", "old.acme.example"}, {"type", "A"}, {"ttl", 600}, {"values", {"192.0.2.3"}}}});
    const auto wanted =
        dns_->desk.add(dns_->actor(), {dns_->client, "acme.example", "no-mail", {}, "names"});
    dns_->settle();
    const auto zone = dns_->now(wanted.id);
    CPPUNIT_ASSERT_MESSAGE(zone.lastError, zone.state == ZoneState::Active && zone.serial == 1);
    CPPUNIT_ASSERT_EQUAL(std::string{"ns1.host.example"}, zone.nameservers.at(0));
    CPPUNIT_ASSERT_EQUAL(std::string{"registrar/1.change_records"},
                         dns_->server.asked.back().operation);
    CPPUNIT_ASSERT_EQUAL(std::string{"192.0.2.3"}, at("acme.example", "old", "A"));
    CPPUNIT_ASSERT_EQUAL(std::string{"v=DMARC1; p=reject"}, at("acme.example", "_dmarc", "TXT"));
    mustRefuse("dnssec_not_offered", [&] { dns_->desk.sign(dns_->actor(), "acme.example"); });
    // The domain keeps its records when the zone is given up here.
    dns_->desk.remove(dns_->actor(), "acme.example");
    dns_->settle();
    CPPUNIT_ASSERT(dns_->now(zone.id).state == ZoneState::Removed);
    CPPUNIT_ASSERT(dns_->server.zones.contains("acme.example"));
  }

 private:
  std::string at(const std::string& zone, const std::string& name, const std::string& type) {
    return dns_->server.valuesOf(zone, name + "." + zone, type);
  }
  ZoneVersion version(Id<DnsZone> zone, int serial) {
    return shop_->database
        ->read([&](db::Reader& reader) { return zone_repository::version(reader, zone, serial); })
        .value();
  }
  void retry(std::string_view kind) {
    JobConsole console{*shop_->database, shop_->clock, shop_->audit, &dns_->interventions};
    console.retry(shop_->staff(), dns_->newestJob(kind));
  }

  std::unique_ptr<DnsShop> dns_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ZoneLifeTest, "modules/dns/zone_life");

}  // namespace hostler
