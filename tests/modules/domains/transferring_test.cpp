#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;

template <class Engine>
class TransferringTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(TransferringTest);
  CPPUNIT_TEST(aTransferWaitsUntilTheDomainIsThere);
  CPPUNIT_TEST(aWrongCodeWaitsForAnother);
  CPPUNIT_TEST(theCodeIsKeptSealedAndNotLongerThanNeeded);
  CPPUNIT_TEST(aTransferThatFailsBecomesCredit);
  CPPUNIT_TEST_SUITE_END();

 public:
  TransferringTest() : InDomainShop{placeOn<Engine>} {}

  void aTransferWaitsUntilTheDomainIsThere() {
    sold_->registry.codes["far.com"] = "right-code";
    sold_->put(client_, "far.com", DomainAction::Transfer, 1, "right-code");
    const auto done = sold_->buy(client_);
    CPPUNIT_ASSERT_EQUAL(inr(1062'00), done.invoice.total);
    shop_->pay(done.invoice, "pay_1");
    shop_->doJobs();
    CPPUNIT_ASSERT(
        is(sold_->named("far.com"), DomainStatus::Transferring, DomainWork::Transferring));
    sold_->settle();
    CPPUNIT_ASSERT(is(sold_->named("far.com"), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.asked("transfer"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.transferred_in").size());
  }

  void aWrongCodeWaitsForAnother() {
    sold_->registry.codes["far.com"] = "right-code";
    sold_->put(client_, "far.com", DomainAction::Transfer, 1, "wrong-code");
    shop_->pay(sold_->buy(client_).invoice, "pay_1");
    sold_->settle();
    const auto waiting = sold_->named("far.com");
    CPPUNIT_ASSERT(is(waiting, DomainStatus::Pending, DomainWork::Attention));
    CPPUNIT_ASSERT(sold_->domains.actions().setTransferCode(sold_->buyer(client_), waiting.id,
                                                            Secret{"right-code"}));
    sold_->settle();
    CPPUNIT_ASSERT(is(sold_->now(waiting.id), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->registry.orders.size());
  }

  void theCodeIsKeptSealedAndNotLongerThanNeeded() {
    sold_->registry.codes["far.com"] = "right-code";
    sold_->put(client_, "far.com", DomainAction::Transfer, 1, "right-code");
    const auto inClear = [&](const std::string& table) {
      for (const auto& row : shop_->database->query("SELECT auth_code FROM " + table +
                                                    " WHERE auth_code IS NOT NULL")) {
        if (row.template get<db::Blob>("auth_code").bytes.find("right-code") != std::string::npos)
          return true;
      }
      return false;
    };
    CPPUNIT_ASSERT(!inClear("cart_domains"));
    const auto done = sold_->buy(client_);
    CPPUNIT_ASSERT(!inClear("domains"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, shop_->count("SELECT COUNT(*) AS n FROM cart_domains"));
    shop_->pay(done.invoice, "pay_1");
    sold_->settle();
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM domains WHERE auth_code IS NOT NULL"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0},
                         shop_->count("SELECT COUNT(*) AS n FROM provider_operations WHERE request "
                                      "LIKE '%right-code%'"));
  }

  void aTransferThatFailsBecomesCredit() {
    sold_->registry.codes["far.com"] = "right-code";
    sold_->put(client_, "far.com", DomainAction::Transfer, 1, "right-code");
    shop_->pay(sold_->buy(client_).invoice, "pay_1");
    shop_->doJobs();
    sold_->registry.held.at("far.com").state = "failed";  // its owner said no
    sold_->settle();
    CPPUNIT_ASSERT(is(sold_->named("far.com"), DomainStatus::Failed));
    CPPUNIT_ASSERT_EQUAL(inr(1062'00), shop_->creditOf(client_));
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(TransferringTest, "modules/domains/transferring");

}  // namespace hostler
