#include "modules/billing/tax_number_checks.h"
#include "tests/modules/billing/paper_shop.h"
#include "tests/modules/billing/told_registers.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::PaperBuyer;
using testing::ToldRegisters;
using namespace std::chrono_literals;

// How many days a confirmed VAT number is good for is what its seller says today, not what was said
// when it was confirmed.
template <class Engine>
class TaxRecheckDaysTest : public testing::InPaperShop<Engine> {
  CPPUNIT_TEST_SUITE(TaxRecheckDaysTest);
  CPPUNIT_TEST(fewerDaysCountFromTheLastAnswer);
  CPPUNIT_TEST(moreDaysPutItOff);
  CPPUNIT_TEST(neverMeansNeverFromNowOn);
  CPPUNIT_TEST(whatWasNeverToBeAskedIsAskedFromNowOn);
  CPPUNIT_TEST(whatStaffHaveAskedForIsNotPutOff);
  CPPUNIT_TEST(aSilentRegisterKeepsItsPauses);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    testing::InPaperShop<Engine>::setUp();
    registers_ = std::make_unique<ToldRegisters>();
    registers_->enabled = {"vies"};
    registers_->on(kFrench, ToldRegisters::found("valid"));
    checks_ = std::make_unique<TaxNumberChecks>(
        TaxNumberChecks::Parts{*shop().database, shop().clock, shop().tenants, *registers_,
                               shop().audit, shop().queue, shop().bus});
    shop().handlers.template add<CheckTaxNumber>(
        {}, [this](auto& context, const auto& task) { return checks_->check(context, task); });
    shop().handlers.template add<RecheckTaxNumbers>(
        {}, [this](auto&, const auto& task) { return checks_->recheck(task); });
    PaperBuyer buyer;
    buyer.country = "FR";
    buyer.state = "";
    client_ = shop().client(buyer);
  }
  void tearDown() override {
    checks_.reset();
    registers_.reset();
    testing::InPaperShop<Engine>::tearDown();
  }

  void fewerDaysCountFromTheLastAnswer() {
    confirm();
    passDays(30);
    CPPUNIT_ASSERT(checks_->schedule().empty());
    shop().set("tax.vat_recheck_days", 31);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, checks_->schedule().size());
    passDays(0);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registers_->asked.size());
    CPPUNIT_ASSERT(checks_->schedule().empty());
    passDays(1);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, registers_->asked.size());
    // And those that are behind already are asked at once.
    passDays(20);
    shop().set("tax.vat_recheck_days", 7);
    passDays(0);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, registers_->asked.size());
  }

  void moreDaysPutItOff() {
    confirm();
    passDays(80);
    choose(365);
    passDays(20);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registers_->asked.size());
    passDays(265);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, registers_->asked.size());
  }

  void neverMeansNeverFromNowOn() {
    confirm();
    choose(0);
    passDays(4'000);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registers_->asked.size());
    CPPUNIT_ASSERT(checks_->schedule().empty());
  }

  void whatWasNeverToBeAskedIsAskedFromNowOn() {
    shop().set("tax.vat_recheck_days", 0);
    confirm();
    passDays(40);
    shop().set("tax.vat_recheck_days", 30);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, checks_->schedule().size());
    passDays(0);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, registers_->asked.size());
  }

  void whatStaffHaveAskedForIsNotPutOff() {
    confirm();
    passDays(1);
    change([&](TaxStanding& standing) { standing.askAfter(shop().clock.now()); });
    shop().set("tax.vat_recheck_days", 365);
    passDays(0);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, registers_->asked.size());
  }

  void aSilentRegisterKeepsItsPauses() {
    confirm();
    registers_->on(kFrench, ToldRegisters::silent());
    passDays(90);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, registers_->asked.size());
    const auto again = standing().checkAt.value();
    shop().set("tax.vat_recheck_days", 7);
    passDays(0);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, registers_->asked.size());
    CPPUNIT_ASSERT(standing().checkAt == again);
  }

 private:
  static constexpr const char* kFrench = "FR40303265045";

  testing::PaperShop& shop() { return *this->shop_; }
  TaxStanding standing() {
    return shop().database->read(
        [&](db::Reader& reader) { return tax_standings::one(reader, kPlatform, client_); });
  }
  void change(const std::function<void(TaxStanding&)>& how) {
    shop().database->transaction([&](db::Transaction& tx) {
      auto standing = tax_standings::lock(tx, kPlatform, client_);
      how(standing);
      tax_standings::save(tx, kPlatform, standing, shop().clock.now());
    });
  }
  void confirm() {
    change([&](TaxStanding& standing) {
      standing.name(readVatNumber(kFrench).number, shop().clock.now());
    });
    passDays(0);
    CPPUNIT_ASSERT(standing().standing == TaxIdStanding::Valid);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, registers_->asked.size());
  }
  void choose(int days) {
    shop().set("tax.vat_recheck_days", days);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, checks_->schedule().size());
    passDays(0);  // a look is taken every few minutes
    CPPUNIT_ASSERT(checks_->schedule().empty());
  }
  // And then what is found due is asked after.
  void passDays(int days) {
    shop().clock.advance(24h * days);
    shop().database->transaction([&](db::Transaction& tx) {
      shop().queue.enqueue(tx, Scope::ofTenant(kPlatform), RecheckTaxNumbers{});
    });
    shop().doJobs();
  }

  std::unique_ptr<ToldRegisters> registers_;
  std::unique_ptr<TaxNumberChecks> checks_;
  Id<Account> client_;
};

HOSTLER_SUITE_ON_BOTH_ENGINES(TaxRecheckDaysTest, "modules/billing/tax_recheck_days");

}  // namespace hostler
