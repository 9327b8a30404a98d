// Whose a name is.
#include "tests/core/db/threads.h"
#include "tests/modules/dns/dns_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::DnsShop;
using testing::mustRefuse;

template <class Engine>
class ZoneClaimsTest : public testing::InDnsShop {
  CPPUNIT_TEST_SUITE(ZoneClaimsTest);
  CPPUNIT_TEST(aNameIsServedForOneAccount);
  CPPUNIT_TEST(namesAboveAndBelowAnothersAreRefused);
  CPPUNIT_TEST(neighboursWithAlikeNamesAreNoConflict);
  CPPUNIT_TEST(publicSuffixesBelongToNobody);
  CPPUNIT_TEST(anothersZoneIsNotFound);
  CPPUNIT_TEST(anAccountHasALimit);
  CPPUNIT_TEST(twoAtOnceAreOne);
  CPPUNIT_TEST_SUITE_END();

 public:
  ZoneClaimsTest() : testing::InDnsShop{testing::InDnsShop::placeOn<Engine>} {}
  void opened() override {
    dns_ = std::make_unique<DnsShop>(*shop_);
    other_ = shop_->client();
  }
  void closing() override { dns_.reset(); }

  void aNameIsServedForOneAccount() {
    dns_->made("acme.example");
    mustRefuse("zone_exists", [&] { dns_->made("ACME.example."); });
    mustRefuse("zone_taken", [&] { add(other_, "acme.example"); });
  }

  void namesAboveAndBelowAnothersAreRefused() {
    dns_->made("shop.acme.example");
    mustRefuse("zone_taken", [&] { add(other_, "a.b.shop.acme.example"); });
    mustRefuse("zone_taken", [&] { add(other_, "acme.example"); });
    // Its own owner may.
    dns_->made("acme.example");
    dns_->made("eu.shop.acme.example");
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, dns_->server.zones.size());
  }

  void neighboursWithAlikeNamesAreNoConflict() {
    dns_->made("acme.example");
    for (const auto* name :
         {"acme-shop.example", "acme2.example", "notacme.example", "acm.example"})
      add(other_, name);
    CPPUNIT_ASSERT_EQUAL(std::string{"example.acme."}, zone_repository::claimOf("acme.example"));
  }

  void publicSuffixesBelongToNobody() {
    for (const auto* name : {"co.in", "github.io", "gov.in"})
      mustRefuse("public_suffix", [&] { dns_->made(name); });
    for (const auto* name : {"localhost", "acme", "a b.example", "192.0.2.1", ""})
      mustRefuse("not_a_name", [&] { dns_->made(name); });
    dns_->made("acme.co.in");
  }

  void anothersZoneIsNotFound() {
    const auto zone = dns_->made("acme.example");
    for (const auto& name : {zone.name, zone.id.text()}) {
      mustRefuse("not_found", [&] { dns_->desk.remove(DnsShop::actorOf(other_), name); });
      mustRefuse("not_found", [&] { dns_->desk.sign(DnsShop::actorOf(other_), name); });
    }
    auto elsewhere = dns_->actor();
    elsewhere.scope.tenant = Id<Tenant>::of(2);
    mustRefuse("not_found", [&] { dns_->desk.remove(elsewhere, zone.name); });
  }

  void anAccountHasALimit() {
    shop_->set("dns.most_zones", 2);
    const auto first = dns_->made("a.example.com");
    dns_->made("b.example.com");
    mustRefuse("too_many_zones", [&] { dns_->made("c.example.com"); });
    dns_->desk.remove(dns_->actor(), first.name);
    dns_->doJobs();
    dns_->made("c.example.com");
  }

  void twoAtOnceAreOne() {
    std::atomic<int> made = 0;
    const auto race = [&](Id<Account> account, const std::string& name) {
      try {
        add(account, name);
        ++made;
      } catch (const DomainError&) {
      }
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        race(i % 2 == 0 ? dns_->client : other_, i < 2 ? "acme.example" : "shop.acme.example");
      });
    }
    for (auto& thread : threads) thread.join();
    CPPUNIT_ASSERT(made >= 1);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count(
            "SELECT COUNT(DISTINCT account_id) AS n FROM dns_zones WHERE claim IS NOT NULL"));
  }

 private:
  void add(Id<Account> account, const std::string& name) {
    dns_->desk.add(DnsShop::actorOf(account), {account, name, "", {}});
  }
  std::unique_ptr<DnsShop> dns_;
  Id<Account> other_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ZoneClaimsTest, "modules/dns/zone_claims");

}  // namespace hostler
