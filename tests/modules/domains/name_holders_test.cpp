// Whose a name is, as what was sold tells.
#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

template <class Engine>
class NameHoldersTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(NameHoldersTest);
  CPPUNIT_TEST(aRegisteredDomainIsItsOwnersWithAllBelowIt);
  CPPUNIT_TEST(whatWaitsForItsPaymentProvesNothing);
  CPPUNIT_TEST(aLiveServiceKeepsItsNameFromOthers);
  CPPUNIT_TEST_SUITE_END();

 public:
  NameHoldersTest() : InDomainShop{placeOn<Engine>} {}

  void aRegisteredDomainIsItsOwnersWithAllBelowIt() {
    sold_->registered(client_);
    const auto other = shop_->client();
    for (const auto* name : {"asha.com", "www.asha.com", "a.b.asha.com"}) {
      CPPUNIT_ASSERT_MESSAGE(name, holderOf(client_, name) == NameHolder::Own);
      CPPUNIT_ASSERT_MESSAGE(name, holderOf(other, name) == NameHolder::Others);
    }
    for (const auto* name : {"asha.in", "notasha.com", "asha.com.example"})
      CPPUNIT_ASSERT_MESSAGE(name, holderOf(other, name) == NameHolder::Nobody);
  }

  void whatWaitsForItsPaymentProvesNothing() {
    sold_->put(client_, "asha.com");
    sold_->buy(client_);
    CPPUNIT_ASSERT(holderOf(client_, "asha.com") == NameHolder::Nobody);
    CPPUNIT_ASSERT(holderOf(shop_->client(), "asha.com") == NameHolder::Nobody);
  }

  void aLiveServiceKeepsItsNameFromOthers() {
    const auto service = shop_->service(client_, shop_->today().plusDays(30),
                                        [](Service& one) { one.domain = "shop.asha.com"; });
    const auto other = shop_->client();
    for (const auto* name : {"asha.com", "shop.asha.com", "eu.shop.asha.com"}) {
      CPPUNIT_ASSERT_MESSAGE(name, isServedForOthers(other, name));
      CPPUNIT_ASSERT_MESSAGE(name, !isServedForOthers(client_, name));
    }
    CPPUNIT_ASSERT(!isServedForOthers(other, "myshop.asha.com"));
    shop_->tamper("UPDATE services SET status = 'terminated' WHERE id = " +
                  std::to_string(service.value()));
    CPPUNIT_ASSERT(!isServedForOthers(other, "shop.asha.com"));
  }

 private:
  NameHolder holderOf(Id<Account> account, const std::string& name) {
    return shop_->database->read([&](db::Reader& reader) {
      return sold_->domains.domains().holderOf(reader, account, name);
    });
  }
  bool isServedForOthers(Id<Account> account, const std::string& name) {
    return shop_->database->readOne([&](db::Reader& reader) {
      return shop_->services.services().isServedForOthers(reader, account, name);
    });
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(NameHoldersTest, "modules/domains/name_holders");

}  // namespace hostler
