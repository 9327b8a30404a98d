#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using Mishap = testing::Registry::Mishap;

// What an owner changes at the registrar and looks up there, beside what is paid.
template <class Engine>
class ChangingTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(ChangingTest);
  CPPUNIT_TEST(theNewestWishWins);
  CPPUNIT_TEST(wishesOfOtherKindsAreCarriedOutAll);
  CPPUNIT_TEST(whatWasToldWithinAMinuteIsNotAskedAgain);
  CPPUNIT_TEST(whatWasChangedIsLookedAtAnew);
  CPPUNIT_TEST(looksCountLikeSearches);
  CPPUNIT_TEST_SUITE_END();

 public:
  ChangingTest() : InDomainShop{placeOn<Engine>} {}
  void opened() override {
    InDomainShop::opened();
    domain_ = sold_->registered(client_).id;
  }

  void theNewestWishWins() {
    int calls = 0;
    sold_->registry.mishap = [&](const std::string& verb) {
      return verb == "set_nameservers" && ++calls == 1 ? Mishap::Limited : Mishap::None;
    };
    setServers("ns1.old.example", "ns2.old.example");
    shop_->doJobs();  // it has to wait for the registrar's limit
    setServers("ns1.new.example", "ns2.new.example");
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT_EQUAL(std::string{"ns1.new.example"},
                         sold_->registry.held.at("asha.com").nameservers.at(0));
    CPPUNIT_ASSERT_EQUAL(std::string{"ns1.new.example"}, sold_->now(domain_).nameservers.at(0));
    CPPUNIT_ASSERT_EQUAL(2, calls);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_->count("SELECT COUNT(*) AS n FROM jobs WHERE kind = "
                                      "'domains.change' AND finished_at IS NULL"));
  }

  void wishesOfOtherKindsAreCarriedOutAll() {
    setServers("ns1.new.example", "ns2.new.example");
    sold_->domains.actions().setLock(sold_->buyer(client_), domain_, false);
    sold_->domains.actions().setPrivacy(sold_->buyer(client_), domain_, true);
    sold_->settle(std::chrono::hours{1});
    const auto changed = sold_->now(domain_);
    CPPUNIT_ASSERT_EQUAL(std::string{"ns1.new.example"}, changed.nameservers.at(0));
    CPPUNIT_ASSERT(!changed.transferLock && changed.privacy);
  }

  void whatWasToldWithinAMinuteIsNotAskedAgain() {
    const auto before = sold_->registry.asked("locate");
    const auto first = whois();
    CPPUNIT_ASSERT(first["live"].template get<bool>());
    for (int i = 0; i < 20; ++i) CPPUNIT_ASSERT_EQUAL(first, whois());
    CPPUNIT_ASSERT_EQUAL(before + 1, sold_->registry.asked("locate"));
    shop_->clock.advance(std::chrono::seconds{61});
    CPPUNIT_ASSERT(first["as_of"] != whois()["as_of"]);
    CPPUNIT_ASSERT_EQUAL(before + 2, sold_->registry.asked("locate"));

    sold_->domains.actions().setLock(sold_->buyer(client_), domain_, false);
    sold_->settle(std::chrono::hours{1});
    for (int i = 0; i < 20; ++i)
      sold_->domains.actions().revealAuthCode(sold_->buyer(client_), domain_);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.asked("auth_code"));
  }

  void whatWasChangedIsLookedAtAnew() {
    whois();
    setServers("ns1.new.example", "ns2.new.example");
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::string{"ns1.new.example"},
                         whois()["nameservers"][0].template get<std::string>());
  }

  void looksCountLikeSearches() {
    http::Router router;
    sold_->domains.mount(router);
    int strict = 0;
    for (const auto& route : router.routes()) {
      const bool isLook = route.name == "getDomainWhois" || route.name == "revealDomainAuthCode";
      if (isLook && route.rate == http::Rate::Search) ++strict;
    }
    CPPUNIT_ASSERT_EQUAL(2, strict);
  }

 private:
  void setServers(const std::string& one, const std::string& two) {
    sold_->domains.actions().setNameservers(sold_->buyer(client_), domain_, {one, two});
  }
  Json whois() {
    return sold_->domains.actions().whois(Scope::ofAccount(kPlatform, client_), domain_);
  }
  Id<Domain> domain_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ChangingTest, "modules/domains/changing");

}  // namespace hostler
