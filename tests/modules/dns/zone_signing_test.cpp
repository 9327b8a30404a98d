// Signed zones, and how they stop being signed without vanishing.
#include "tests/modules/dns/dns_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::DnsShop;
using testing::mustRefuse;
using Mishap = testing::BookedNameServer::Mishap;

template <class Engine>
class ZoneSigningTest : public testing::InDnsShop {
  CPPUNIT_TEST_SUITE(ZoneSigningTest);
  CPPUNIT_TEST(aSignedZoneTellsWhatItsParentMustPublish);
  CPPUNIT_TEST(itStaysSignedUntilTheParentHasForgotten);
  CPPUNIT_TEST(theEndIsCalledOff);
  CPPUNIT_TEST(aSignedZoneIsNotRemoved);
  CPPUNIT_TEST(aPrivateKeyIsNeverKept);
  CPPUNIT_TEST_SUITE_END();

 public:
  ZoneSigningTest() : testing::InDnsShop{testing::InDnsShop::placeOn<Engine>} {}
  void opened() override {
    dns_ = std::make_unique<DnsShop>(*shop_);
    id_ = dns_->made("acme.example").id;
  }
  void closing() override { dns_.reset(); }

  void aSignedZoneTellsWhatItsParentMustPublish() {
    dns_->server.mishap = [told = false](const std::string& verb) mutable {
      return verb == "set_dnssec" && !std::exchange(told, true) ? Mishap::Lost : Mishap::None;
    };
    sign();
    CPPUNIT_ASSERT(now().signing == Signing::On);
    CPPUNIT_ASSERT_EQUAL(33085, now().signers.at(0).keyTag);
    CPPUNIT_ASSERT_EQUAL(std::string{"257 3 13 mdss"}, now().keys.at(0).dnskey);
    CPPUNIT_ASSERT(dns_->server.zones.at("acme.example").isSigned);
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_active zone_signed"}, dns_->kindsOfEvents());
  }

  void itStaysSignedUntilTheParentHasForgotten() {
    sign();
    dns_->desk.unsign(dns_->actor(), "acme.example");
    dns_->doJobs();
    shop_->clock.advance(std::chrono::hours{47});
    dns_->doJobs();
    CPPUNIT_ASSERT(now().signing == Signing::Ending);
    CPPUNIT_ASSERT(dns_->server.zones.at("acme.example").isSigned);
    shop_->clock.advance(std::chrono::hours{1});
    dns_->doJobs();
    CPPUNIT_ASSERT(now().signing == Signing::Off && now().signers.empty());
    CPPUNIT_ASSERT(!dns_->server.zones.at("acme.example").isSigned);
  }

  void theEndIsCalledOff() {
    sign();
    dns_->desk.unsign(dns_->actor(), "acme.example");
    shop_->clock.advance(std::chrono::hours{20});
    dns_->desk.sign(dns_->actor(), "acme.example");
    dns_->settle();
    CPPUNIT_ASSERT(now().signing == Signing::On);
    // And again: the first end's job does not end it too soon.
    dns_->desk.unsign(dns_->actor(), "acme.example");
    const auto end = now().signingEndsAt.value();
    dns_->settle();
    CPPUNIT_ASSERT(now().signing == Signing::Off);
    CPPUNIT_ASSERT(!(shop_->clock.now() < end));
  }

  void aSignedZoneIsNotRemoved() {
    sign();
    mustRefuse("zone_signed", [&] { dns_->desk.remove(dns_->actor(), "acme.example"); });
    dns_->desk.unsign(dns_->actor(), "acme.example");
    mustRefuse("zone_signed", [&] { dns_->desk.remove(dns_->actor(), "acme.example"); });
    dns_->settle();
    dns_->desk.remove(dns_->actor(), "acme.example");
    dns_->settle();
    CPPUNIT_ASSERT(now().state == ZoneState::Removed);
  }

  // A plugin that says more than it may tells it to nobody.
  void aPrivateKeyIsNeverKept() {
    class Talker final : public ProviderPort {
     public:
      explicit Talker(ProviderPort& server) : server_{server} {}
      ProviderAnswer call(const ProviderRequest& request) override {
        auto answer = server_.call(request);
        if (answer.reply.contains("keys")) {
          for (auto& key : answer.reply["keys"]) key["privatekey"] = "TOP-SECRET";
        }
        return answer;
      }
      std::vector<ProviderInstance> instances(const std::string& kind) override {
        return server_.instances(kind);
      }

     private:
      ProviderPort& server_;
    } talker{dns_->server};
    DnsShop shop{*shop_, &talker};
    const auto zone = shop.made("talk.example");
    shop.desk.sign(shop.actor(), zone.name);
    shop.doJobs();
    CPPUNIT_ASSERT(shop.now(zone.id).signing != Signing::On);
    for (const auto* table :
         {"SELECT signing_facts AS n FROM dns_zones", "SELECT payload AS n FROM events"}) {
      for (const auto& row : shop_->database->query(table))
        CPPUNIT_ASSERT(row.text("n").find("TOP-SECRET") == std::string::npos);
    }
  }

 private:
  void sign() {
    dns_->desk.sign(dns_->actor(), "acme.example");
    dns_->settle();
  }
  DnsZone now() { return dns_->now(id_); }

  std::unique_ptr<DnsShop> dns_;
  Id<DnsZone> id_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ZoneSigningTest, "modules/dns/zone_signing");

}  // namespace hostler
