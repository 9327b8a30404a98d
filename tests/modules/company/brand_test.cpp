#include "modules/resellers/brand.h"

#include "core/secrets/digest.h"
#include "modules/billing/qr_png.h"
#include "modules/company/company_module.h"
#include "tests/core/db/engines.h"
#include "tests/modules/billing/on_billing_routes.h"
#include "tests/modules/billing/told_registers.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

// A shop's logo is on its pages, and on the documents that are issued while it is there.
template <class Engine>
class BrandTest : public testing::OnBillingRoutes {
  CPPUNIT_TEST_SUITE(BrandTest);
  CPPUNIT_TEST(strangersSeeTheLogo);
  CPPUNIT_TEST(aDocumentKeepsTheLogoOfItsDay);
  CPPUNIT_TEST(noOtherFileIsShownAsTheLogo);
  CPPUNIT_TEST(aLogoIsASmallPngOfOnesOwn);
  CPPUNIT_TEST(clientsSetNone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    place_ = std::make_unique<Engine>();
    Given given;
    given.database = place_->url();
    given.documents = [this](Id<Tenant>, const std::string&, const std::string&,
                             const Json& model) {
      printed_ = model["brand"]["logo_png"].template get<std::string>();
      return std::string{"<p>"};
    };
    start(registers_, std::move(given));
    company_ = std::make_unique<CompanyModule>(CompanyModule::Parts{
        engine_->database(), engine_->tenants(), engine_->audit(), files_->files()});
    company_->mount(engine_->router());
  }
  void tearDown() override {
    company_.reset();
    end();
    place_.reset();
  }

  void strangersSeeTheLogo() {
    CPPUNIT_ASSERT(!brand().contains("logo"));
    const auto set = owner_->put("/admin/brand/logo", {{"file", uploaded(kPng)}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(set.text, 200, set.status);
    const auto path = brand()["logo"].template get<std::string>();
    CPPUNIT_ASSERT_EQUAL(Json(path), set["logo"]);
    const auto shown = engine_->stranger().get(path.substr(4));  // below /api
    CPPUNIT_ASSERT_EQUAL(200, shown.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"image/png"}, shown.header("content-type"));
    CPPUNIT_ASSERT(shown.text == kPng);
    CPPUNIT_ASSERT_EQUAL(200, owner_->remove("/admin/brand/logo").status);
    CPPUNIT_ASSERT(!brand().contains("logo"));
    CPPUNIT_ASSERT_EQUAL(404, engine_->stranger().get(path.substr(4)).status);
  }

  void aDocumentKeepsTheLogoOfItsDay() {
    const auto before = issued();
    owner_->put("/admin/brand/logo", {{"file", uploaded(kPng)}});
    const auto under = issued();
    const auto other = qrPng("another logo");
    owner_->put("/admin/brand/logo", {{"file", uploaded(other)}});
    const auto after = issued();
    CPPUNIT_ASSERT_EQUAL(std::string{}, logoOf(before));
    CPPUNIT_ASSERT_EQUAL(base64(kPng), logoOf(under));
    CPPUNIT_ASSERT_EQUAL(base64(other), logoOf(after));
    // What belongs to nothing goes within a day: these belong to documents.
    owner_->remove("/admin/brand/logo");
    engine_->clock().advance(std::chrono::hours{48});
    files_->files().removeOrphans();
    owner_ = std::make_unique<testing::ApiClient>(engine_->owner());
    CPPUNIT_ASSERT_EQUAL(base64(kPng), logoOf(under));
  }

  void noOtherFileIsShownAsTheLogo() {
    const auto secret = uploaded(qrPng("a contract"));
    CPPUNIT_ASSERT_EQUAL(404, engine_->stranger().get("/brand/logo/" + secret).status);
    owner_->put("/admin/brand/logo", {{"file", uploaded(kPng)}});
    CPPUNIT_ASSERT_EQUAL(404, engine_->stranger().get("/brand/logo/" + secret).status);
    CPPUNIT_ASSERT_EQUAL(404, engine_->stranger().get("/brand/logo/logo.png").status);
  }

  void aLogoIsASmallPngOfOnesOwn() {
    refused("fil_0000000000001", "not_found");
    refused(uploaded("not a picture", "logo.txt"), "not_png");
    refused(uploaded(kPng + std::string(300'000, '\0')), "too_large");
    CPPUNIT_ASSERT(!brand().contains("logo"));
  }

  void clientsSetNone() {
    CPPUNIT_ASSERT_EQUAL(403, client_->put("/admin/brand/logo", {{"file", uploaded(kPng)}}).status);
    CPPUNIT_ASSERT_EQUAL(403, client_->remove("/admin/brand/logo").status);
  }

 private:
  Json brand() {
    return brandOf(engine_->tenants().get(kPlatform), engine_->tenants().settings(kPlatform));
  }
  // As the owner's, as it is once the workshop has made it anew.
  std::string uploaded(const std::string& bytes, const std::string& name = "logo.png") {
    Actor owner;
    owner.kind = Actor::Kind::Staff;
    owner.scope = Scope::ofTenant(kPlatform);
    owner.user = engine_->database()
                     .query("SELECT id FROM users WHERE kind = 'staff'")
                     .only()
                     .template id<User>("id");
    return files_->files().keep(owner, bytes, name, "").id.text();
  }
  void refused(const std::string& file, const std::string& code) {
    const auto answer = owner_->put("/admin/brand/logo", {{"file", file}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 422, answer.status);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, code, answer.fieldCode("file"));
  }
  std::string issued() {
    const auto answer = owner_->post(
        "/admin/invoices", {{"account", account_},
                            {"lines", Json::array({{{"description", "Moving a site"},
                                                    {"unit_price", testing::paise(499'00)},
                                                    {"sac", "998315"}}})}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
    return answer["id"].template get<std::string>();
  }
  // As its PDF prints it, in base64.
  std::string logoOf(const std::string& invoice) {
    printed_ = "never printed";
    owner_->get("/admin/invoices/" + invoice + "/pdf");
    return printed_;
  }

  const std::string kPng = qrPng("a logo");
  std::unique_ptr<Engine> place_;
  testing::ToldRegisters registers_;
  std::unique_ptr<CompanyModule> company_;
  std::string printed_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(BrandTest, "modules/company/brand");

}  // namespace hostler
