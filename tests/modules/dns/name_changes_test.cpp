// A name is served for whoever holds it, whoever was quicker.
#include "tests/modules/dns/dns_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::DnsShop;
using testing::mustRefuse;

template <class Engine>
class NameChangesTest : public testing::InDnsShop {
  CPPUNIT_TEST_SUITE(NameChangesTest);
  CPPUNIT_TEST(aStrangerCannotServeWhatAnotherHolds);
  CPPUNIT_TEST(whoHoldsADomainTakesItsNamesOver);
  CPPUNIT_TEST(theNewZoneWaitsUntilTheOldOneIsGone);
  CPPUNIT_TEST(aDomainThatIsRegisteredIsServedForNobodyElse);
  CPPUNIT_TEST(aLostDomainIsServedNoMore);
  CPPUNIT_TEST(whoMovesTheDomainAwayKeepsItsZone);
  CPPUNIT_TEST(aModulesWishIsRefusedLikeAClients);
  CPPUNIT_TEST_SUITE_END();

 public:
  NameChangesTest() : testing::InDnsShop{testing::InDnsShop::placeOn<Engine>} {}
  void opened() override {
    dns_ = std::make_unique<DnsShop>(*shop_);
    stranger_ = shop_->client();
    shop_->bus.declare<DomainRegistered>("test");
    shop_->bus.declare<DomainLost>("test");
  }
  void closing() override { dns_.reset(); }

  void aStrangerCannotServeWhatAnotherHolds() {
    dns_->held["acme.example"] = dns_->client;
    mustRefuse("zone_taken", [&] { add(stranger_, "acme.example"); });
    mustRefuse("zone_taken", [&] { add(stranger_, "www.acme.example"); });
    dns_->made("acme.example");
  }

  void whoHoldsADomainTakesItsNamesOver() {
    const auto below = add(stranger_, "mail.acme.example");
    const auto same = add(stranger_, "acme.example");
    dns_->doJobs();
    dns_->held["acme.example"] = dns_->client;
    const auto own = dns_->desk.add(dns_->actor(), {dns_->client, "acme.example", "", {}});
    dns_->settle();
    CPPUNIT_ASSERT(dns_->now(own.id).state == ZoneState::Active);
    CPPUNIT_ASSERT(dns_->now(same.id).state == ZoneState::Removed);
    CPPUNIT_ASSERT(dns_->now(below.id).state == ZoneState::Removed);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, dns_->server.zones.size());
    CPPUNIT_ASSERT_EQUAL(dns_->client.text(), dns_->server.zones.at("acme.example").reference);
  }

  void theNewZoneWaitsUntilTheOldOneIsGone() {
    const auto same = add(stranger_, "acme.example");
    dns_->doJobs();
    dns_->held["acme.example"] = dns_->client;
    bool mayGo = false;
    dns_->server.mishap = [&](const std::string& verb) {
      return verb == "remove_zone" && !mayGo ? testing::BookedNameServer::Mishap::Busy
                                             : testing::BookedNameServer::Mishap::None;
    };
    const auto own = dns_->desk.add(dns_->actor(), {dns_->client, "acme.example", "", {}});
    dns_->doJobs();
    CPPUNIT_ASSERT(dns_->now(own.id).state == ZoneState::Creating);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, dns_->server.count("create_zone"));
    // The stranger cannot reach it any more, by its id neither.
    for (const auto& name : {same.name, same.id.text()})
      mustRefuse("not_found", [&] { dns_->desk.sign(DnsShop::actorOf(stranger_), name); });
    mayGo = true;
    dns_->settle();
    CPPUNIT_ASSERT(dns_->now(own.id).state == ZoneState::Active);
  }

  void aDomainThatIsRegisteredIsServedForNobodyElse() {
    const auto squatted = add(stranger_, "acme.example");
    const auto own = dns_->made("acme2.example");
    dns_->doJobs();
    dns_->tell(dns_->client, "acme.example", DomainRegistered{});
    dns_->tell(dns_->client, "acme2.example", DomainRegistered{});
    dns_->settle();
    CPPUNIT_ASSERT(dns_->now(squatted.id).state == ZoneState::Removed);
    CPPUNIT_ASSERT(dns_->now(own.id).state == ZoneState::Active);
  }

  void aLostDomainIsServedNoMore() {
    const auto zone = dns_->made("acme.example");
    const auto neighbour = dns_->made("acme.test");
    DomainLost lost;
    lost.status = DomainStatus::Cancelled;
    dns_->tell(dns_->client, "acme.example", lost);
    add(stranger_, "acme.example");  // the name is free at once
    dns_->settle();
    CPPUNIT_ASSERT(dns_->now(zone.id).state == ZoneState::Removed);
    CPPUNIT_ASSERT(dns_->now(neighbour.id).state == ZoneState::Active);
    CPPUNIT_ASSERT_EQUAL(stranger_.text(), dns_->server.zones.at("acme.example").reference);
  }

  void whoMovesTheDomainAwayKeepsItsZone() {
    const auto zone = dns_->made("acme.example");
    DomainLost lost;
    lost.status = DomainStatus::TransferredAway;
    dns_->tell(dns_->client, "acme.example", lost);
    dns_->settle();
    CPPUNIT_ASSERT(dns_->now(zone.id).state == ZoneState::Active);
  }

  void aModulesWishIsRefusedLikeAClients() {
    dns_->held["acme.example"] = dns_->client;
    shop_->database->transaction([&](db::Transaction& tx) {
      dns_->desk.want(tx, DnsShop::actorOf(stranger_), {stranger_, "acme.example", "", {}});
    });
    dns_->settle();
    CPPUNIT_ASSERT(dns_->server.zones.empty());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM dns_zones"));
  }

 private:
  DnsZone add(Id<Account> account, const std::string& name) {
    return dns_->desk.add(DnsShop::actorOf(account), {account, name, "", {}});
  }
  std::unique_ptr<DnsShop> dns_;
  Id<Account> stranger_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(NameChangesTest, "modules/dns/name_changes");

}  // namespace hostler
