#include "modules/catalog/product_repository.h"
#include "tests/modules/services/terms_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::TermsShop;

// A price list that is raised: who has a service keeps its price until they were told of another
// one and its day has come; both stay on record.
template <class Engine>
class AnnouncedPricesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AnnouncedPricesTest);
  CPPUNIT_TEST(whatIsHadKeepsItsPriceUntilItsDay);
  CPPUNIT_TEST(newOnesCostTheNewPriceAtOnce);
  CPPUNIT_TEST(bothPricesAreOnRecord);
  CPPUNIT_TEST(eachClientIsToldOnce);
  CPPUNIT_TEST(theNoticeIsNotCutShort);
  CPPUNIT_TEST(whatIsInvoicedAlreadyStaysAsItIs);
  CPPUNIT_TEST(aWithdrawnPriceDoesNotCome);
  CPPUNIT_TEST(aLaterAnnouncementTakesThePlaceOfOneThatWaits);
  CPPUNIT_TEST(anotherPlanOrCycleHasItsOwnPrice);
  CPPUNIT_TEST(thePresentTermIsChargedAtTheOldPrice);
  CPPUNIT_TEST(otherShopsProductsAreNotThere);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<Engine>();
    shop_ = std::make_unique<TermsShop>(engine_->url());
    small_ = shop_->plan(499'00, "Small");
    id_ = shop_->bought({small_}).at(0);  // to 11 July
  }
  void tearDown() override {
    shop_.reset();
    engine_.reset();
  }

  void whatIsHadKeepsItsPriceUntilItsDay() {
    raiseTo(599'00);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->renew(id_).total);  // nothing is announced
    announce(Date::of(2026, 8, 1));
    CPPUNIT_ASSERT_EQUAL(inr(499'00), shop_->now(id_).price);
    CPPUNIT_ASSERT_EQUAL(inr(599'00), asRenewed().price);
    const auto august = shop_->renew(id_);  // from 11 August
    CPPUNIT_ASSERT_EQUAL(inr(706'82), august.total);
    CPPUNIT_ASSERT_EQUAL(inr(599'00), shop_->now(id_).price);
    CPPUNIT_ASSERT_EQUAL(inr(706'82), shop_->renew(id_).total);
    shop_->mustAddUp();
  }

  void newOnesCostTheNewPriceAtOnce() {
    raiseTo(599'00);
    const auto fresh = shop_->bought({small_}).at(0);
    CPPUNIT_ASSERT_EQUAL(inr(599'00), shop_->now(fresh).price);
    announce(Date::of(2026, 8, 1));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, prices(fresh).size());  // it has that price
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, prices(id_).size());
  }

  void bothPricesAreOnRecord() {
    raiseTo(599'00);
    announce(Date::of(2026, 7, 11));
    shop_->renew(id_);
    const auto price = prices(id_).at(0);
    CPPUNIT_ASSERT_EQUAL(inr(499'00), price.oldPrice);
    CPPUNIT_ASSERT_EQUAL(inr(599'00), price.price);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), price.appliedFrom.value());
    CPPUNIT_ASSERT(price.state == PriceState::Applied);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM service_steps WHERE kind = 'price_announced'"));
  }

  void eachClientIsToldOnce() {
    raiseTo(599'00);
    announce(Date::of(2026, 8, 1));
    announce(Date::of(2026, 8, 1));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, prices(id_).size());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{1},
        shop_->count("SELECT COUNT(*) AS n FROM events WHERE name = 'service.price_announced'"));
  }

  void theNoticeIsNotCutShort() {
    raiseTo(599'00);
    try {
      begin(Date::of(2026, 7, 10));  // 29 days
      CPPUNIT_FAIL("announced too late");
    } catch (const ValidationError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"effective_on"}, error.errors().front().field);
      CPPUNIT_ASSERT(error.errors().front().message.find("2026-07-11") != std::string::npos);
    }
    shop_->set("renewal.price_notice_days", 0);
    begin(Date::of(2026, 6, 11));
  }

  void whatIsInvoicedAlreadyStaysAsItIs() {
    raiseTo(599'00);
    const auto july = shop_->renew(id_);
    announce(Date::of(2026, 7, 11));
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->now(july.id).total);
    CPPUNIT_ASSERT_EQUAL(inr(706'82), shop_->renew(id_).total);
  }

  void aWithdrawnPriceDoesNotCome() {
    raiseTo(599'00);
    announce(Date::of(2026, 7, 11));
    shop_->services.prices().withdraw(shop_->staff(), small_);
    CPPUNIT_ASSERT(prices(id_).at(0).state == PriceState::Withdrawn);
    CPPUNIT_ASSERT_EQUAL(inr(588'82), shop_->renew(id_).total);
  }

  void aLaterAnnouncementTakesThePlaceOfOneThatWaits() {
    raiseTo(599'00);
    announce(Date::of(2026, 7, 11));
    raiseTo(549'00);
    announce(Date::of(2026, 7, 11));
    CPPUNIT_ASSERT(prices(id_).at(0).state == PriceState::Replaced);
    CPPUNIT_ASSERT_EQUAL(inr(647'82), shop_->renew(id_).total);
  }

  void anotherPlanOrCycleHasItsOwnPrice() {
    raiseTo(599'00);
    announce(Date::of(2026, 7, 11));
    const auto large = shop_->plan(999'00, "Large");
    shop_->providers.on("provisioner/1.change_package", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, Json::object()};
    });
    shop_->settle(shop_->change(id_, large).invoice.value().id);
    shop_->doJobs();
    CPPUNIT_ASSERT(prices(id_).at(0).state == PriceState::Replaced);
    CPPUNIT_ASSERT_EQUAL(inr(1'178'82), shop_->renew(id_).total);
  }

  void thePresentTermIsChargedAtTheOldPrice() {
    raiseTo(599'00);
    announce(Date::of(2026, 7, 11));
    shop_->settle(shop_->renew(id_).id);
    shop_->moveTo(Date::of(2026, 6, 26));  // half of the present term is left
    const auto other = shop_->plan(499'00, "Same");
    const auto quote = shop_->change(id_, other, true).quote;
    CPPUNIT_ASSERT_EQUAL(inr(249'50 + 599'00), quote.credit);
    CPPUNIT_ASSERT_EQUAL(inr(249'50 + 499'00), quote.charge);
  }

  void otherShopsProductsAreNotThere() {
    auto stranger = shop_->staff();
    stranger.scope = Scope::ofTenant(shop_->ids.next<Tenant>());
    CPPUNIT_ASSERT_THROW(shop_->services.prices().begin(stranger, small_, Date::of(2026, 12, 1)),
                         NotFound);
    CPPUNIT_ASSERT_THROW(shop_->services.prices().withdraw(stranger, small_), NotFound);
  }

 private:
  void raiseTo(std::int64_t paise) {
    shop_->database->transaction([&](db::Transaction& tx) {
      auto product = shop_->catalog.get(tx, kPlatform, small_);
      product.prices.at(0).price = inr(paise);
      product_repository::replacePrices(tx, product);
    });
  }
  void begin(Date day) { shop_->services.prices().begin(shop_->staff(), small_, day); }
  void announce(Date day) {
    begin(day);
    shop_->doJobs();
  }
  std::vector<ServicePrice> prices(Id<Service> id) {
    return shop_->database->read(
        [&](db::Reader& reader) { return service_prices::of(reader, id); });
  }
  Service asRenewed() {
    const auto service = shop_->now(id_);
    return shop_->database->read(
        [&](db::Reader& reader) { return shop_->services.renewals().asRenewed(reader, service); });
  }

  std::unique_ptr<Engine> engine_;
  std::unique_ptr<TermsShop> shop_;
  Id<Product> small_;
  Id<Service> id_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(AnnouncedPricesTest, "modules/services/announced_prices");

}  // namespace hostler
