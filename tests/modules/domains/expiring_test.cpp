#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;

template <class Engine>
class ExpiringTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(ExpiringTest);
  CPPUNIT_TEST(inItsGraceARenewalCostsAFeeMore);
  CPPUNIT_TEST(fromRedemptionItIsRestoredAtAPrice);
  CPPUNIT_TEST(aRenewalAtTheOldPriceIsCalledOffInRedemption);
  CPPUNIT_TEST(whatIsNotSavedIsGone);
  CPPUNIT_TEST(aRegistrarThatCannotRestoreIsHelpedByAPerson);
  CPPUNIT_TEST(whatIsPaidInTheLastMomentIsSaved);
  CPPUNIT_TEST_SUITE_END();

 public:
  ExpiringTest() : InDomainShop{placeOn<Engine>} {}

  void inItsGraceARenewalCostsAFeeMore() {
    const auto domain = manual();
    on(Date::of(2027, 6, 10));
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active));
    on(Date::of(2027, 6, 11));
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Expired));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.expired").size());
    const auto invoice = sold_->renew(client_, domain.id);
    CPPUNIT_ASSERT_EQUAL(inr(1770'00), invoice.total);  // 1,200 and 300, with 18 %
    shop_->pay(invoice, "pay_2");
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), sold_->now(domain.id).expiresOn().value());
  }

  void fromRedemptionItIsRestoredAtAPrice() {
    const auto domain = manual();
    on(Date::of(2027, 6, 20));
    on(Date::of(2027, 7, 15));
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Redemption));
    sold_->registry.held.at("asha.com").state = "redemption";
    const auto invoice = sold_->renew(client_, domain.id);
    CPPUNIT_ASSERT_EQUAL(inr(10856'00), invoice.total);  // 1,200 and 8,000, with 18 %
    shop_->pay(invoice, "pay_2");
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT_EQUAL(std::string{"restore asha.com 1"}, sold_->registry.orders.back());
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active));
  }

  void aRenewalAtTheOldPriceIsCalledOffInRedemption() {
    const auto domain = manual();
    on(Date::of(2027, 6, 12));
    const auto late = sold_->renew(client_, domain.id);
    on(Date::of(2027, 7, 15));
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Redemption));
    CPPUNIT_ASSERT(shop_->now(late.id).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(10856'00), sold_->renew(client_, domain.id).total);
  }

  void whatIsNotSavedIsGone() {
    const auto domain = manual();
    on(Date::of(2027, 6, 20));
    on(Date::of(2027, 7, 15));
    // The registrar holds it still: its word wins over the calendar.
    sold_->registry.held.at("asha.com").state = "redemption";
    shop_->moveTo(Date::of(2027, 8, 15));
    sold_->sync(domain.id);
    on(Date::of(2027, 8, 16));
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Redemption));
    sold_->registry.held.erase("asha.com");
    sold_->sync(domain.id);
    on(Date::of(2027, 8, 17));
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Cancelled));
    CPPUNIT_ASSERT_EQUAL(std::string{"domain_state"},
                         refusal([&] { sold_->renew(client_, domain.id); }));
    // Its name may be ordered anew.
    sold_->put(client_, "asha.com");
    CPPUNIT_ASSERT_EQUAL(std::string{}, refusal([&] { sold_->buy(client_); }));
  }

  void aRegistrarThatCannotRestoreIsHelpedByAPerson() {
    sold_->registry.canRestore = false;
    const auto domain = manual();
    on(Date::of(2027, 7, 15));
    sold_->registry.held.at("asha.com").state = "redemption";
    shop_->pay(sold_->renew(client_, domain.id), "pay_2");
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Redemption, DomainWork::Attention));
    auto& held = sold_->registry.held.at("asha.com");
    held.state = "active";
    held.expiresAt = testing::yearsAfter(held.expiresAt, 1);
    sold_->sync(domain.id);
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, sold_->events("domain.renewed").size());
  }

  void whatIsPaidInTheLastMomentIsSaved() {
    const auto domain = manual();
    on(Date::of(2027, 6, 12));
    const auto invoice = sold_->renew(client_, domain.id);
    shop_->moveTo(Date::of(2027, 7, 15));
    shop_->pay(invoice, "pay_2");
    sold_->keep();  // does the day's work and the renewal, in whatever order
    sold_->settle(std::chrono::hours{1});
    CPPUNIT_ASSERT(is(sold_->now(domain.id), DomainStatus::Active));
    CPPUNIT_ASSERT_EQUAL(Date::of(2028, 6, 10), sold_->now(domain.id).expiresOn().value());
  }

 private:
  // Nothing renews it by itself.
  Domain manual() {
    const auto domain = sold_->registered(client_);
    sold_->domains.actions().setAutoRenew(sold_->buyer(client_), domain.id, false);
    return domain;
  }
  void on(Date day) {
    shop_->moveTo(day);
    sold_->keep();
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ExpiringTest, "modules/domains/expiring");

}  // namespace hostler
