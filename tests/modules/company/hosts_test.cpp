#include "modules/company/company_module.h"
#include "tests/core/db/engines.h"
#include "tests/modules/billing/on_billing_routes.h"
#include "tests/modules/billing/told_registers.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

// Brands have host names, which the platform's staff give them.
template <class Engine>
class HostsTest : public testing::OnBillingRoutes {
  CPPUNIT_TEST_SUITE(HostsTest);
  CPPUNIT_TEST(aBrandIsFoundUnderItsHosts);
  CPPUNIT_TEST(aHostIsNeverTakenFromAnotherBrand);
  CPPUNIT_TEST(thePlatformsOwnAddressIsNobodyElses);
  CPPUNIT_TEST(whatIsNoHostNameIsRefused);
  CPPUNIT_TEST(thosePeopleAloneGiveHostsWhoRunThePlatform);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    place_ = std::make_unique<Engine>();
    Given given;
    given.database = place_->url();
    start(registers_, std::move(given));
    company_ = std::make_unique<CompanyModule>(CompanyModule::Parts{
        engine_->database(), engine_->tenants(), engine_->audit(), files_->files()});
    company_->mount(engine_->router());
    reseller_ = seller(2);
    other_ = seller(3);
  }
  void tearDown() override {
    company_.reset();
    end();
    place_.reset();
  }

  void aBrandIsFoundUnderItsHosts() {
    const auto added = add("Panel.Reseller.Example", reseller_);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(added.text, 201, added.status);
    CPPUNIT_ASSERT_EQUAL(Json("panel.reseller.example"), added["host"]);
    CPPUNIT_ASSERT(engine_->tenants().ofHost("panel.reseller.example:443") == reseller_);
    CPPUNIT_ASSERT_EQUAL(201, add("भारत.example", reseller_).status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, owner_->get("/admin/hosts")["data"].size());
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove("/admin/hosts/panel.reseller.example").status);
    CPPUNIT_ASSERT(engine_->tenants().ofHost("panel.reseller.example") == kPlatform);
    CPPUNIT_ASSERT_EQUAL(404, owner_->remove("/admin/hosts/panel.reseller.example").status);
    // Without saying whose it is one's own.
    const auto own = owner_->post("/admin/hosts", {{"host", "shop.platform.example"}});
    CPPUNIT_ASSERT_EQUAL(Json(kPlatform.text()), own["tenant_id"]);
  }

  void aHostIsNeverTakenFromAnotherBrand() {
    add("panel.reseller.example", reseller_);
    const auto theft = add("panel.reseller.example", other_);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(theft.text, 409, theft.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"host_taken"}, theft.code());
    CPPUNIT_ASSERT(engine_->tenants().ofHost("panel.reseller.example") == reseller_);
    const auto again = add("panel.reseller.example", reseller_);
    CPPUNIT_ASSERT_EQUAL(std::string{"taken"}, again.fieldCode("host"));
  }

  void thePlatformsOwnAddressIsNobodyElses() {
    // Nobody claims it in the list, and yet it is the platform's.
    CPPUNIT_ASSERT_EQUAL(std::string{"host_taken"}, add("shop.example", reseller_).code());
    CPPUNIT_ASSERT_EQUAL(201, add("shop.example", kPlatform).status);
  }

  void whatIsNoHostNameIsRefused() {
    for (const auto* host : {"https://panel.example.com", "panel.example.com:8443", "localhost",
                             "192.0.2.7", "panel_.example.com", "a b.example"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(host, std::string{"malformed"},
                                   add(host, reseller_).fieldCode("host"));
    }
    CPPUNIT_ASSERT_EQUAL(std::string{"not_found"},
                         add("panel.example.com", Id<Tenant>::of(99)).fieldCode("tenant_id"));
    CPPUNIT_ASSERT(owner_->get("/admin/hosts")["data"].empty());
  }

  void thosePeopleAloneGiveHostsWhoRunThePlatform() {
    CPPUNIT_ASSERT_EQUAL(403,
                         client_->post("/admin/hosts", {{"host", "thief.example.com"}}).status);
    CPPUNIT_ASSERT_EQUAL(401, engine_->stranger().get("/admin/hosts").status);
    engine_->database().transaction([](db::Transaction& tx) {
      tx.execute("UPDATE users SET totp_confirmed_at = 1 WHERE kind = 'staff'");
      tx.execute("UPDATE sessions SET fresh_at = NULL");
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"step_up_required"},
                         add("panel.example.com", reseller_).code());
  }

 private:
  Id<Tenant> seller(std::int64_t number) {
    auto tenant = engine_->tenants().get(kPlatform);
    tenant.id = Id<Tenant>::of(number);
    tenant.publicUrl = "https://seller" + std::to_string(number) + ".example";
    engine_->database().transaction(
        [&](db::Transaction& tx) { engine_->tenants().save(tx, tenant); });
    return tenant.id;
  }
  testing::ApiAnswer add(const std::string& host, Id<Tenant> tenant) {
    return owner_->post("/admin/hosts", {{"host", host}, {"tenant_id", tenant.text()}});
  }

  std::unique_ptr<Engine> place_;
  testing::ToldRegisters registers_;
  std::unique_ptr<CompanyModule> company_;
  Id<Tenant> reseller_, other_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(HostsTest, "modules/company/hosts");

}  // namespace hostler
