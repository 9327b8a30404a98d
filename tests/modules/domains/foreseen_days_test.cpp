#include "modules/domains/domain_life.h"
#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;

// Whoever looks at a day beforehand sees what then is done.
template <class Engine>
class ForeseenDaysTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(ForeseenDaysTest);
  CPPUNIT_TEST(aYearsDaysAreForetoldToTheLast);
  CPPUNIT_TEST(creditThatPaysOneIsNotForetoldForTheNext);
  CPPUNIT_TEST(aRenewalPaidInPartIsForetoldToNeedAPerson);
  CPPUNIT_TEST(whatIsNotSoldAnyMoreIsForetoldToFail);
  CPPUNIT_TEST(ofALaterDayOnlyRenewalsComeAheadOfTime);
  CPPUNIT_TEST(ofAnEarlierDayNobodyIsTold);
  CPPUNIT_TEST(whatIsLeftOutIsLeftAsItIs);
  CPPUNIT_TEST_SUITE_END();

 public:
  ForeseenDaysTest() : InDomainShop{placeOn<Engine>} {}

  // Through renewal, notices, grace and redemption to the end.
  void aYearsDaysAreForetoldToTheLast() {
    sold_->registered(client_, "kept.com");
    const auto manual = sold_->registered(client_, "manual.com");
    sold_->domains.actions().setAutoRenew(sold_->buyer(client_), manual.id, false);
    std::string all;
    for (auto day = Date::of(2027, 5, 9); day < Date::of(2027, 9, 20); day = day.plusDays(1)) {
      shop_->moveTo(day);
      const auto before = shop_->count("SELECT COUNT(*) AS n FROM events");
      const auto foretold = words(sold_->domains.life().foresee({kPlatform}));
      CPPUNIT_ASSERT_EQUAL(before, shop_->count("SELECT COUNT(*) AS n FROM events"));
      CPPUNIT_ASSERT_EQUAL_MESSAGE(day.text(), foretold, words(keep()));
      all += foretold;
    }
    for (const std::string act : {"kept.com renewed 1416.00 due 2027-06-10; ", "kept.com 7; ",
                                  "kept.com expired; ", "manual.com 30; ", "manual.com expired; ",
                                  "manual.com redemption; ", "manual.com cancelled; "})
      CPPUNIT_ASSERT_MESSAGE(act + "is not in " + all, all.find(act) != std::string::npos);
  }

  void creditThatPaysOneIsNotForetoldForTheNext() {
    sold_->registered(client_, "first.com");
    sold_->registered(client_, "second.com");
    shop_->payments.addCredit(shop_->staff(), client_, inr(2000'00), "Sorry");
    shop_->moveTo(Date::of(2027, 5, 25));
    const auto foretold = sold_->domains.life().foresee({kPlatform});
    const auto paid = [](const DomainDayReport& report) {
      return std::ranges::count_if(report.acts,
                                   [](const DomainAct& act) { return act.paidFromCredit; });
    };
    CPPUNIT_ASSERT_EQUAL(1L, static_cast<long>(paid(foretold)));
    CPPUNIT_ASSERT_EQUAL(words(foretold), words(keep()));
  }

  void aRenewalPaidInPartIsForetoldToNeedAPerson() {
    const auto domain = sold_->registered(client_);
    shop_->moveTo(Date::of(2027, 6, 12));
    const auto late = sold_->renew(client_, domain.id);
    shop_->tamper(
        "UPDATE invoice_states SET balance = balance - 100, status = 'partially_paid' "
        "WHERE invoice_id = " +
        std::to_string(late.id.value()));
    shop_->moveTo(Date::of(2027, 7, 15));
    const auto foretold = words(sold_->domains.life().foresee({kPlatform}));
    CPPUNIT_ASSERT(foretold.find("failed") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(foretold, words(keep()));
    shop_->tamper(
        "UPDATE invoice_states SET balance = balance + 100, status = 'unpaid' "
        "WHERE invoice_id = " +
        std::to_string(late.id.value()));
  }

  void whatIsNotSoldAnyMoreIsForetoldToFail() {
    sold_->registered(client_);
    shop_->tamper("UPDATE tld_prices SET renew_price = NULL");
    shop_->moveTo(Date::of(2027, 5, 25));
    const auto foretold = words(sold_->domains.life().foresee({kPlatform}));
    CPPUNIT_ASSERT_EQUAL(
        std::string{"asha.com failed: This domain cannot be renewed for so many years here.; "},
        foretold);
    CPPUNIT_ASSERT_EQUAL(foretold, words(keep()));
  }

  void ofALaterDayOnlyRenewalsComeAheadOfTime() {
    sold_->registered(client_, "kept.com");
    const auto manual = sold_->registered(client_, "manual.com");
    sold_->domains.actions().setAutoRenew(sold_->buyer(client_), manual.id, false);
    shop_->moveTo(Date::of(2027, 4, 1));
    const DomainDayRequest ahead{kPlatform, Date::of(2027, 6, 9)};
    const auto foretold = words(sold_->domains.life().foresee(ahead));
    CPPUNIT_ASSERT_EQUAL(std::string{"kept.com renewed 1416.00 due 2027-06-10; "}, foretold);
    CPPUNIT_ASSERT_EQUAL(foretold, words(sold_->domains.life().keep(shop_->staff(), ahead)));
    CPPUNIT_ASSERT(is(sold_->now(manual.id), DomainStatus::Active));
  }

  void ofAnEarlierDayNobodyIsTold() {
    const auto domain = sold_->registered(client_);
    sold_->domains.actions().setAutoRenew(sold_->buyer(client_), domain.id, false);
    shop_->moveTo(Date::of(2027, 6, 9));
    const DomainDayRequest past{kPlatform, Date::of(2027, 6, 1)};
    CPPUNIT_ASSERT_EQUAL(std::string{}, words(sold_->domains.life().foresee(past)));
    CPPUNIT_ASSERT_EQUAL(std::string{}, words(sold_->domains.life().keep(shop_->staff(), past)));
    CPPUNIT_ASSERT_EQUAL(std::string{"asha.com 1; "}, words(keep()));
  }

  void whatIsLeftOutIsLeftAsItIs() {
    const auto spared = sold_->registered(client_, "spared.com");
    sold_->registered(client_, "other.com");
    shop_->moveTo(Date::of(2027, 5, 25));
    const DomainDayRequest request{kPlatform, std::nullopt, {spared.id.text()}};
    const auto foretold = words(sold_->domains.life().foresee(request));
    CPPUNIT_ASSERT(foretold.find("spared.com") == std::string::npos);
    CPPUNIT_ASSERT(foretold.find("other.com renewed") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(foretold, words(sold_->domains.life().keep(shop_->staff(), request)));
    CPPUNIT_ASSERT(words(keep()).find("spared.com renewed") != std::string::npos);
  }

 private:
  DomainDayReport keep() { return sold_->domains.life().keep(shop_->staff(), {kPlatform}); }

  // "asha.com renewed 1416.00 due 2027-06-10; asha.com 7; asha.com expired; "
  static std::string words(const DomainDayReport& report) {
    std::string all;
    for (const auto& act : report.acts) {
      all += act.domain.name;
      if (act.kind == DomainAct::Kind::Renew) {
        auto amount = act.invoice->total.text();
        all += " renewed " + amount.substr(0, amount.find(' ')) + " due " +
               act.invoice->dueDate.text() + (act.paidFromCredit ? " from credit" : "");
      }
      if (act.kind == DomainAct::Kind::Move) all += " " + std::string{wordOf(*act.becomes)};
      if (act.kind == DomainAct::Kind::Notice) all += " " + std::to_string(act.daysLeft);
      if (act.kind == DomainAct::Kind::Fail) all += " failed: " + act.detail;
      all += "; ";
    }
    return all;
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ForeseenDaysTest, "modules/domains/foreseen_days");

}  // namespace hostler
