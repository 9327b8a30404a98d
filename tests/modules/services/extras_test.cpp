#include "modules/billing/paid_time.h"
#include "modules/catalog/product_repository.h"
#include "tests/modules/services/terms_shop.h"

namespace hostler {

using testing::inr;
using testing::refused;
using testing::TermsShop;

// Options and add-ons over a service's life: sold, invoiced line by line, renewed with it, changed
// in the middle of a term, and told to the provider.
class ExtrasTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ExtrasTest);
  CPPUNIT_TEST(eachIsALineOfTheOrderAndOfEveryRenewal);
  CPPUNIT_TEST(theProviderIsToldWhatTheyDo);
  CPPUNIT_TEST(anAddOnInTheMiddleOfATermIsPaidToItsEndAndThenRenewedWithIt);
  CPPUNIT_TEST(whatOnlyCostsMoneyIsNoneOfTheProvidersBusiness);
  CPPUNIT_TEST(moreOfAnOptionIsPaidForTheDaysThatAreLeft);
  CPPUNIT_TEST(whatIsGivenUpComesBackAsCredit);
  CPPUNIT_TEST(anotherPlanKeepsWhatItOffersToo);
  CPPUNIT_TEST(whoHasItKeepsItsPrice);
  CPPUNIT_TEST(whatTheProviderRefusesIsPaidBack);
  CPPUNIT_TEST(aCartHoldsOnlyWhatIsOffered);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    place_ = std::make_unique<db::OnSqlite>();
    shop_ = std::make_unique<TermsShop>(place_->url());
    shop_->providers.on("provisioner/1.change_package", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, Json::object()};
    });
    OptionBody disk;
    disk.name = "disk";
    disk.title = "Extra disk";
    disk.kind = OptionKind::Quantity;
    disk.most = 100;
    disk.unit = "GB";
    disk.pricing = {tier(10'00, 50'00)};
    disk.adds = {{"disk_mb", 1024}};
    disk_ = option(disk);
    AddonBody care;
    care.name = "Care";
    care.taxClass = "998713";
    care.pricing = {tier(120'00, 0)};
    care_ = addon(care);
    small_ = plan(499'00, "Small"), large_ = plan(999'00, "Large");
  }
  void tearDown() override {
    shop_.reset();
    place_.reset();
  }

  void eachIsALineOfTheOrderAndOfEveryRenewal() {
    const auto id = bought(small_, {{"disk", 5}}, care());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"Small (shop.example) 499.00; Extra disk: 5 GB (shop.example) 50.00; Extra "
                    "disk: 5 GB, setup (shop.example) 50.00; Care (shop.example) 120.00"},
        linesOf(order_));
    CPPUNIT_ASSERT_EQUAL(inr(669'00), shop_->now(id).everyCycle());
    const auto renewal = shop_->renew(id);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"Small (shop.example) 499.00; Extra disk: 5 GB (shop.example) 50.00; Care "
                    "(shop.example) 120.00"},
        linesOf(renewal.id));
    CPPUNIT_ASSERT_EQUAL(inr(789'42), renewal.total);  // 669 and 18 %
    shop_->settle(renewal.id);
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 8, 11), shop_->now(id).paidUntil.value());
    shop_->mustAddUp();
  }

  void theProviderIsToldWhatTheyDo() {
    bought(small_, {{"disk", 5}}, {});
    const auto made = shop_->providers.asked("provisioner/1.create").at(0);
    CPPUNIT_ASSERT_EQUAL(5'000 + 5 * 1024, made.body["product_settings"]["disk_mb"].get<int>());
  }

  void anAddOnInTheMiddleOfATermIsPaidToItsEndAndThenRenewedWithIt() {
    const auto id = bought(small_, {}, {});
    shop_->moveTo(Date::of(2026, 6, 28));  // 13 of 30 days are left
    const auto change = with(id, {}, care());
    CPPUNIT_ASSERT_EQUAL(inr(52'00), change.quote.charge);
    CPPUNIT_ASSERT_EQUAL(inr(0), change.quote.credit);
    CPPUNIT_ASSERT_EQUAL(std::string{"Care, rest of the term 52.00"},
                         linesOf(change.invoice.value().id));
    CPPUNIT_ASSERT(shop_->now(id).extras.empty());
    shop_->settle(change.invoice->id);
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_->now(id).extras.size());
    CPPUNIT_ASSERT_EQUAL(Date::of(2026, 7, 11), shop_->now(id).paidUntil.value());
    CPPUNIT_ASSERT_EQUAL(std::string{"Small (shop.example) 499.00; Care (shop.example) 120.00"},
                         linesOf(shop_->renew(id).id));
    shop_->mustAddUp();
  }

  void whatOnlyCostsMoneyIsNoneOfTheProvidersBusiness() {
    const auto id = bought(small_, {}, {});
    shop_->settle(with(id, {}, care()).invoice.value().id);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->providers.asked("provisioner/1.change_package").empty());
    CPPUNIT_ASSERT(shop_->now(id).provisioning == ProvisioningState::Idle);
  }

  void moreOfAnOptionIsPaidForTheDaysThatAreLeft() {
    const auto id = bought(small_, {{"disk", 5}}, {});
    shop_->moveTo(Date::of(2026, 6, 26));  // half of the term is left
    const auto change = with(id, {{"disk", 25}}, {});
    // The plan itself and its disk for 15 of 30 days, against what was paid for them.
    CPPUNIT_ASSERT_EQUAL(inr(249'50 + 125'00), change.quote.charge);
    CPPUNIT_ASSERT_EQUAL(inr(249'50 + 25'00), change.quote.credit);
    CPPUNIT_ASSERT_EQUAL(inr(749'00), change.quote.price);
    shop_->settle(change.invoice.value().id);
    shop_->doJobs();
    const auto told = shop_->providers.asked("provisioner/1.change_package").at(0);
    CPPUNIT_ASSERT_EQUAL(5'000 + 25 * 1024, told.body["product_settings"]["disk_mb"].get<int>());
    CPPUNIT_ASSERT_EQUAL(inr(749'00), shop_->now(id).everyCycle());
    shop_->mustAddUp();
  }

  void whatIsGivenUpComesBackAsCredit() {
    const auto id = bought(small_, {{"disk", 20}}, care());
    shop_->moveTo(Date::of(2026, 6, 26));
    const auto change = with(id, {{"disk", 0}}, std::vector<AddonChoice>{});
    CPPUNIT_ASSERT(!change.invoice);
    CPPUNIT_ASSERT_EQUAL(inr(-160'00), change.quote.net);  // half of 200 and of 120
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).extras.empty());
    CPPUNIT_ASSERT_EQUAL(inr(188'80), shop_->given());  // with its tax
    CPPUNIT_ASSERT_EQUAL(std::string{"Small (shop.example) 499.00"}, linesOf(shop_->renew(id).id));
    shop_->mustAddUp();
  }

  void anotherPlanKeepsWhatItOffersToo() {
    const auto bare = shop_->plan(1'499'00, "Bare");
    const auto id = bought(small_, {{"disk", 5}}, care());
    const auto larger = shop_->change(id, large_, true);
    CPPUNIT_ASSERT_EQUAL(inr(999'00 + 50'00 + 120'00), larger.quote.price);
    CPPUNIT_ASSERT_EQUAL(inr(500'00), larger.quote.net);  // on the first day: the whole difference
    const auto without = shop_->change(id, bare, true);
    CPPUNIT_ASSERT(without.extras.empty());
    CPPUNIT_ASSERT_EQUAL(inr(1'499'00), without.quote.price);
  }

  void whoHasItKeepsItsPrice() {
    const auto id = bought(small_, {{"disk", 5}}, {});
    shop_->database->transaction([&](db::Transaction& tx) {
      auto option = extra_repository::option(tx, kPlatform, disk_).value();
      option.body.pricing = {tier(90'00, 0)};
      extra_repository::save(tx, kPlatform, option, shop_->clock.now());
    });
    const auto change = with(id, {}, care(), true);
    CPPUNIT_ASSERT_EQUAL(inr(499'00 + 50'00 + 120'00), change.quote.price);
    CPPUNIT_ASSERT_EQUAL(inr(90'00 * 6), with(id, {{"disk", 6}}, {}, true).extras.at(0).price);
    refused("validation", [&] {
      try {
        with(id, {{"disk", 5}}, {}, true);
      } catch (const ValidationError& error) {
        CPPUNIT_ASSERT_EQUAL(std::string{"same"}, error.errors().front().code);
        throw DomainError{"validation", 422, "as wanted"};
      }
    });
  }

  void whatTheProviderRefusesIsPaidBack() {
    shop_->providers.on("provisioner/1.change_package", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::Permanent, "quota", "The disk is full.");
    });
    const auto id = bought(small_, {}, {});
    const auto change = with(id, {{"disk", 10}}, {});
    shop_->settle(change.invoice.value().id);
    shop_->doJobs();
    CPPUNIT_ASSERT(shop_->now(id).extras.empty());
    CPPUNIT_ASSERT_EQUAL(change.invoice->total, shop_->given());
    CPPUNIT_ASSERT(shop_->now(id).provisioning == ProvisioningState::Idle);
    shop_->mustAddUp();
  }

  void aCartHoldsOnlyWhatIsOffered() {
    const auto bare = shop_->plan(1'499'00, "Bare");
    CPPUNIT_ASSERT_THROW(put(bare, {{"disk", 5}}, {}), ValidationError);
    CPPUNIT_ASSERT_THROW(put(bare, {}, {care_.text()}), ValidationError);
    CPPUNIT_ASSERT_THROW(put(small_, {{"disk", 101}}, {}), ValidationError);
    CPPUNIT_ASSERT_THROW(put(small_, {}, {"nonsense"}), ValidationError);
    put(small_, {{"disk", 5}}, {care_.text()});
    const auto shown = shop_->carts.show(TermsShop::holder(shop_->owner())).cart;
    CPPUNIT_ASSERT_EQUAL(inr(719'00), shown.priced.subtotal);
    // What is not offered any more cannot be bought.
    shop_->tamper("UPDATE products SET extras = NULL");
    refused("item_not_on_sale", [&] { shop_->buy(shop_->owner()); });
  }

 private:
  static TierPrice tier(std::int64_t paise, std::int64_t setup) {
    return {Currency::of("INR"), Cycle::Monthly, inr(paise), inr(setup), 1};
  }
  Id<ProductOption> option(const OptionBody& body) {
    const ProductOption option{shop_->ids.next<ProductOption>(), body};
    shop_->database->transaction([&](db::Transaction& tx) {
      extra_repository::insert(tx, kPlatform, option, shop_->clock.now());
    });
    return option.id;
  }
  Id<Addon> addon(const AddonBody& body) {
    const Addon addon{shop_->ids.next<Addon>(), body};
    shop_->database->transaction([&](db::Transaction& tx) {
      extra_repository::insert(tx, kPlatform, addon, shop_->clock.now());
    });
    return addon.id;
  }
  std::vector<AddonChoice> care() const { return {AddonChoice{care_, 1}}; }
  Id<Product> plan(std::int64_t paise, const std::string& name) {
    return shop_->plan(paise, name, [&](Product& product) {
      product.provisioning->settings = {{"plan", name}, {"disk_mb", 5'000}};
      product.options = {disk_};
      product.addons = {care_};
    });
  }
  void put(Id<Product> product, const std::map<std::string, Json>& options,
           const std::vector<Json>& addons) {
    AddToCart item;
    item.type = "product";
    item.product = product;
    item.domain = "shop.example";
    item.options = options;
    item.addons = addons;
    shop_->carts.add(TermsShop::holder(shop_->owner()), item);
  }
  Id<Service> bought(Id<Product> product, const std::map<std::string, Json>& options,
                     const std::vector<AddonChoice>& addons) {
    std::vector<Json> wanted;
    for (const auto& one : addons) wanted.push_back(toJson(one));
    put(product, options, wanted);
    const auto done = shop_->buy(shop_->owner());
    order_ = done.invoice.id;
    shop_->settle(done.invoice.id);
    shop_->doJobs();
    return done.order.items.at(0).service;
  }
  ServiceActions::Change with(Id<Service> id, const std::map<std::string, Json>& options,
                              const std::optional<std::vector<AddonChoice>>& addons,
                              bool preview = false) {
    return shop_->services.actions().changePlan(
        shop_->actorOf(shop_->owner()), id, {std::nullopt, std::nullopt, options, addons}, preview);
  }
  // "What 12.00; More 3.00": the lines of an invoice before tax.
  std::string linesOf(Id<Invoice> id) {
    std::string text;
    for (const auto& line : shop_->database->read([&](db::Reader& reader) {
           const auto invoice = shop_->billing.find(reader, Scope::ofTenant(kPlatform), id).value();
           return shop_->billing.lines(reader, invoice);
         }))
      text += (text.empty() ? "" : "; ") + line.priced.draft.description + " " +
              line.priced.taxable.decimalText();
    return text;
  }

  std::unique_ptr<db::OnSqlite> place_;
  std::unique_ptr<TermsShop> shop_;
  Id<ProductOption> disk_;
  Id<Addon> care_;
  Id<Product> small_, large_;
  Id<Invoice> order_;
};
HOSTLER_SUITE(ExtrasTest, "modules/services/extras");

}  // namespace hostler
