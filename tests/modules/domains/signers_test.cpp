#include "modules/domains/domain_signers.h"
#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using Mishap = testing::Registry::Mishap;

// DS records at the registry: those of the zone that is served here, or what the owner gives.
template <class Engine>
class SignersTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(SignersTest);
  CPPUNIT_TEST(theKeysOfTheZoneAreTakenFromIt);
  CPPUNIT_TEST(aZoneThatIsNotReadyIsRefused);
  CPPUNIT_TEST(withoutAZoneTheyAreGiven);
  CPPUNIT_TEST(whatNoRegistryShouldPublishIsRefused);
  CPPUNIT_TEST(askingAgainChangesNothing);
  CPPUNIT_TEST(theyAreTakenAwayAgain);
  CPPUNIT_TEST(aRegistrarThatCannotSaysSo);
  CPPUNIT_TEST(whatTheRegistrarRefusesIsNotThere);
  CPPUNIT_TEST(othersDomainsAreNotThere);
  CPPUNIT_TEST_SUITE_END();

 public:
  SignersTest() : InDomainShop{placeOn<Engine>} {}
  void opened() override {
    InDomainShop::opened();
    domain_ = sold_->registered(client_).id;
    sold_->domains.actions().setNameservers(sold_->buyer(client_), domain_,
                                            {"ns1.shop.example", "ns2.shop.example"});
    sold_->settle(std::chrono::hours{1});
    sold_->zone = DomainZone{true, {signer(1, 1), signer(2, 2)}, {"ns1.shop.example"}};
  }

  void theKeysOfTheZoneAreTakenFromIt() {
    sign();
    CPPUNIT_ASSERT(sold_->now(domain_).dnssec);
    CPPUNIT_ASSERT_EQUAL(toJson(std::vector{signer(2, 2)}), published());
    CPPUNIT_ASSERT_EQUAL(published(), sold_->now(domain_).signers);
    CPPUNIT_ASSERT(sold_->steps(domain_).find("set_delegation_wanted set_delegation") !=
                   std::string::npos);
  }

  void aZoneThatIsNotReadyIsRefused() {
    sold_->zone->nameservers = {"ns1.other.example"};
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_not_delegated"}, refusal([&] { sign(); }));
    sold_->zone->signers.clear();
    CPPUNIT_ASSERT_EQUAL(std::string{"zone_not_signed"}, refusal([&] { sign(); }));
    sold_->zone.reset();
    CPPUNIT_ASSERT_EQUAL(std::string{"records:required"}, refusal([&] { sign(); }));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, sold_->registry.asked("set_delegation"));
  }

  void withoutAZoneTheyAreGiven() {
    sold_->zone.reset();
    auto spelt = signer(7, 4);
    spelt.digest[0] = 'b';
    spelt.digest.insert(10, " ");
    sign(std::vector{spelt});
    CPPUNIT_ASSERT_EQUAL('B', published()[0]["digest"].template get<std::string>()[0]);
    CPPUNIT_ASSERT_EQUAL(std::size_t{96},
                         published()[0]["digest"].template get<std::string>().size());
  }

  void whatNoRegistryShouldPublishIsRefused() {
    const auto refused = [&](auto change) {
      auto one = signer(7, 2);
      change(one);
      return refusal([&] { sign(std::vector{one}); });
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"records[0].digest_type:not_allowed"},
                         refused([](auto& one) { one.digestType = 1; }));
    CPPUNIT_ASSERT_EQUAL(std::string{"records[0].digest:malformed"},
                         refused([](auto& one) { one.digest.pop_back(); }));
    CPPUNIT_ASSERT_EQUAL(std::string{"records[0].digest:malformed"},
                         refused([](auto& one) { one.digest[5] = 'x'; }));
    CPPUNIT_ASSERT_EQUAL(std::string{"records[0].algorithm:not_allowed"},
                         refused([](auto& one) { one.algorithm = 3; }));
    CPPUNIT_ASSERT_EQUAL(std::string{"records[1]:repeated"}, refusal([&] {
                           sign(std::vector{signer(7, 2), signer(7, 2)});
                         }));
  }

  void askingAgainChangesNothing() {
    sign();
    const auto before = published();
    sign();
    CPPUNIT_ASSERT_EQUAL(before, published());
    CPPUNIT_ASSERT(sold_->now(domain_).dnssec);
    remove();
    remove();
    CPPUNIT_ASSERT(!sold_->now(domain_).dnssec);
  }

  void theyAreTakenAwayAgain() {
    sign();
    remove();
    CPPUNIT_ASSERT(published().empty());
    CPPUNIT_ASSERT(!sold_->now(domain_).dnssec);
    CPPUNIT_ASSERT(sold_->now(domain_).signers.is_null());
  }

  void aRegistrarThatCannotSaysSo() {
    sold_->registry.canDelegate = false;
    CPPUNIT_ASSERT_EQUAL(std::string{"not_supported"}, refusal([&] { sign(); }));
    CPPUNIT_ASSERT_EQUAL(std::string{"not_supported"}, refusal([&] { remove(); }));
  }

  void whatTheRegistrarRefusesIsNotThere() {
    sold_->registry.mishap = [](const std::string& verb) {
      return verb == "set_delegation" ? Mishap::Refused : Mishap::None;
    };
    sign();
    CPPUNIT_ASSERT(!sold_->now(domain_).dnssec);
    CPPUNIT_ASSERT(sold_->steps(domain_).find("set_delegation_failed") != std::string::npos);
  }

  void othersDomainsAreNotThere() {
    const auto stranger = sold_->buyer(shop_->client());
    CPPUNIT_ASSERT_THROW(sold_->domains.actions().setSigners(stranger, domain_, std::nullopt),
                         NotFound);
    CPPUNIT_ASSERT_THROW(sold_->domains.actions().removeSigners(stranger, domain_), NotFound);
  }

 private:
  static DomainSigner signer(int keyTag, int digestType) {
    const std::size_t length = digestType == 1 ? 40 : digestType == 2 ? 64 : 96;
    return {keyTag, 13, digestType, std::string(length, 'A')};
  }
  void sign(const std::optional<std::vector<DomainSigner>>& given = {}) {
    sold_->domains.actions().setSigners(sold_->buyer(client_), domain_, given);
    sold_->settle(std::chrono::hours{1});
  }
  void remove() {
    sold_->domains.actions().removeSigners(sold_->buyer(client_), domain_);
    sold_->settle(std::chrono::hours{1});
  }
  Json published() { return sold_->registry.held.at("asha.com").signers; }

  Id<Domain> domain_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(SignersTest, "modules/domains/signers");

}  // namespace hostler
