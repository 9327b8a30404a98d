#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::refused;
using testing::TermsShop;

// Terms of another length: asked for at any time, they begin where the paid one ends, on the same
// day of the month and at the price that the list has for them.
template <class Engine>
class OtherCycleTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(OtherCycleTest);
  CPPUNIT_TEST(aMonthBecomesAYearWithTheNextTermAndBackAgain);
  CPPUNIT_TEST(aPreviewSaysWhatTheNextTermCosts);
  CPPUNIT_TEST(aRenewalThatIsInvoicedAlreadyIsInvoicedAnew);
  CPPUNIT_TEST(aRenewalThatIsPaidAlreadyComesFirst);
  CPPUNIT_TEST(thePlanChangesWithIt);
  CPPUNIT_TEST(whatIsRefusedThenIsPaidBackWhole);
  CPPUNIT_TEST(whatIsFreeChangesToo);
  CPPUNIT_TEST(whatIsMadeByHandChangesToo);
  CPPUNIT_TEST(onlyWhatIsOfferedCanBeAskedFor);
  CPPUNIT_TEST(theLatestWishCounts);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    small_ = plan("Small", 499'00, 4'990'00);
  }
  void tearDown() override {
    shop_.reset();
    engine_.reset();
  }

  void aMonthBecomesAYearWithTheNextTermAndBackAgain() {
    shop_->moveTo(Date::of(2026, 8, 31));
    const auto id = shop_->bought({small_}).at(0);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 30), shop_->now(id).paidUntil.value());
    shop_->moveTo(Date::of(2026, 9, 10));
    CPPUNIT_ASSERT(!ask(id, Cycle::Annually).invoice);
    const auto renewal = shop_->renew(id);
    CPPUNIT_ASSERT_EQUAL(inr(5'888'20), renewal.total);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 9, 30), renewal.dueDate);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 9, 30), shop_->now(id).billedUntil.value());
    shop_->settle(renewal.id);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).cycle == Cycle::Monthly);  // until its term ends
    shop_->moveTo(Date::of(2026, 9, 30), 0, 1);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).cycle == Cycle::Annually);
    CPPUNIT_ASSERT_EQUAL(inr(4'990'00), shop_->now(id).price);
    CPPUNIT_ASSERT_EQUAL(31u, shop_->now(id).anchorDay);
    CPPUNIT_ASSERT(shop_->providers.asked("provisioner/1.change_package").empty());
    shop_->moveTo(Date::of(2027, 9, 10));
    ask(id, Cycle::Monthly);
    const auto month = shop_->renew(id);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), month.total);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 10, 31), shop_->now(id).billedUntil.value());
    shop_->mustAddUp();
  }

  void aPreviewSaysWhatTheNextTermCosts() {
    const auto id = shop_->bought({small_}).at(0);
    const auto change = ask(id, Cycle::Annually, true);
    CPPUNIT_ASSERT_EQUAL(inr(0), change.quote.credit);
    CPPUNIT_ASSERT_EQUAL(inr(0), change.quote.charge);
    CPPUNIT_ASSERT_EQUAL(inr(0), change.priced.total);
    CPPUNIT_ASSERT_EQUAL(inr(4'990'00), change.quote.price);
    CPPUNIT_ASSERT(change.quote.cycle == Cycle::Annually);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), change.quote.nextDueDate);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->renew(id).total);
  }

  void aRenewalThatIsInvoicedAlreadyIsInvoicedAnew() {
    const auto id = shop_->bought({small_}).at(0);
    const auto month = shop_->renew(id);
    ask(id, Cycle::Annually);
    CPPUNIT_ASSERT(shop_->now(month.id).stored == InvoiceStatus::Cancelled);
    CPPUNIT_ASSERT_EQUAL(inr(5'888'20), shop_->renew(id).total);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 7, 11), shop_->now(id).billedUntil.value());
    shop_->mustAddUp();
  }

  void aRenewalThatIsPaidAlreadyComesFirst() {
    const auto id = shop_->bought({small_}).at(0);
    shop_->settle(shop_->renew(id).id);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), ask(id, Cycle::Annually).quote.nextDueDate);
    const auto year = shop_->renew(id);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), year.dueDate);
    shop_->settle(year.id);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 8, 11), shop_->now(id).paidUntil.value());
    shop_->moveTo(Date::of(2026, 7, 11), 0, 1);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).cycle == Cycle::Monthly);
    shop_->moveTo(Date::of(2026, 8, 11), 0, 1);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).cycle == Cycle::Annually);
  }

  void thePlanChangesWithIt() {
    answers(Outcome::Succeeded);
    const auto large = plan("Large", 999'00, 9'990'00);
    const auto id = shop_->bought({small_}).at(0);
    CPPUNIT_ASSERT(!ask(id, Cycle::Annually, false, large).invoice);
    const auto renewal = shop_->renew(id);
    CPPUNIT_ASSERT_EQUAL(inr(11'788'20), renewal.total);
    shop_->settle(renewal.id);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).product == small_);
    shop_->moveTo(Date::of(2026, 7, 11), 0, 1);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).product == large);
    CPPUNIT_ASSERT(shop_->now(id).cycle == Cycle::Annually);
    CPPUNIT_ASSERT_EQUAL(inr(9'990'00), shop_->now(id).price);
  }

  void whatIsRefusedThenIsPaidBackWhole() {
    answers(Outcome::Permanent);
    const auto large = plan("Large", 999'00, 9'990'00);
    const auto id = shop_->bought({small_}).at(0);
    ask(id, Cycle::Annually, false, large);
    const auto renewal = shop_->renew(id);
    shop_->settle(renewal.id);
    shop_->moveTo(Date::of(2026, 7, 11), 0, 1);
    shop_->doJobs();
    const auto now = shop_->now(id);
    CPPUNIT_ASSERT(now.product == small_ && now.cycle == Cycle::Monthly);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), now.paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(renewal.total, shop_->given());
    const auto month = shop_->renew(id);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), month.total);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->now(id).billedUntil.value());
    shop_->mustAddUp();
  }

  void whatIsFreeChangesToo() {
    const auto free = plan("Free", 0, 0);
    const auto id = shop_->bought({free}).at(0);
    ask(id, Cycle::Annually);
    CPPUNIT_ASSERT(shop_->services.renewals().issue(shop_->staff(), {id}, false).empty());
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 7, 11), shop_->now(id).billedUntil.value());
    shop_->moveTo(Date::of(2026, 7, 11), 0, 1);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).cycle == Cycle::Annually);
  }

  void whatIsMadeByHandChangesToo() {
    const auto id = shop_->service(shop_->owner(), Date::of(2026, 7, 11), [&](Service& service) {
      service.plugin.clear();
      service.server.reset();
      service.product =
          plan("By hand", 499'00, 4'990'00, [](Product& product) { product.provisioning.reset(); });
      service.anchorDay = 11;
    });
    ask(id, Cycle::Annually);
    shop_->settle(shop_->renew(id).id);
    shop_->moveTo(Date::of(2026, 7, 11), 0, 1);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).cycle == Cycle::Annually);
    CPPUNIT_ASSERT_EQUAL(Date::of(2027, 7, 11), shop_->now(id).paidUntil.value());
  }

  void onlyWhatIsOfferedCanBeAskedFor() {
    const auto id = shop_->bought({small_}).at(0);
    const auto codeOf = [&](Cycle cycle) {
      try {
        ask(id, cycle);
      } catch (const ValidationError& error) {
        return error.errors().front().field + " " + error.errors().front().code;
      }
      return std::string{"taken"};
    };
    CPPUNIT_ASSERT_EQUAL(std::string{"cycle not_offered"}, codeOf(Cycle::Quarterly));
    CPPUNIT_ASSERT_EQUAL(std::string{"cycle not_recurring"}, codeOf(Cycle::OneTime));
    CPPUNIT_ASSERT_EQUAL(std::string{"cycle not_recurring"}, codeOf(Cycle::Hourly));
    CPPUNIT_ASSERT_EQUAL(std::string{"product_id same"}, codeOf(Cycle::Monthly));
  }

  void theLatestWishCounts() {
    const auto large = plan("Large", 999'00, 9'990'00);
    const auto id = shop_->bought({small_}).at(0);
    ask(id, Cycle::Annually, false, large);
    ask(id, Cycle::Annually);
    CPPUNIT_ASSERT_EQUAL(inr(5'888'20), shop_->renew(id).total);
    refused("change_under_way", [&] { ask(id, Cycle::Annually, false, large); });
  }

 private:
  Id<Product> plan(
      const std::string& name, std::int64_t month, std::int64_t year,
      const std::function<void(Product&)>& change = [](Product&) {}) {
    return shop_->plan(month, name, [&](Product& product) {
      auto annual = product.prices.at(0);
      annual.cycle = Cycle::Annually;
      annual.price = inr(year);
      product.prices.push_back(annual);
      change(product);
    });
  }
  ServiceActions::Change ask(Id<Service> service, Cycle cycle, bool preview = false,
                             std::optional<Id<Product>> product = {}) {
    return shop_->services.actions().changePlan(shop_->actorOf(shop_->owner()), service,
                                                {product, cycle, {}, {}}, preview);
  }
  void answers(Outcome outcome) {
    shop_->providers.on("provisioner/1.change_package", [outcome](const ProviderRequest&) {
      return outcome == Outcome::Succeeded
                 ? ProviderAnswer{Outcome::Succeeded, Json::object()}
                 : ProviderAnswer::failed(outcome, "no_package", "There is no such package.");
    });
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Product> small_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(OtherCycleTest, "modules/services/other_cycle");

}  // namespace hostler
