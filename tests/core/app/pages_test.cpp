#include "core/app/pages.h"

#include "tests/support/suite.h"

#include <algorithm>
#include <fstream>
#include <unistd.h>

namespace hostler::app {

namespace fs = std::filesystem;

// A page arrives with the brand of the host that was asked for.
class PagesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PagesTest);
  CPPUNIT_TEST(aPageBearsTheBrandOfItsHost);
  CPPUNIT_TEST(aBrandCannotWriteMarkup);
  CPPUNIT_TEST(aPageIsServedWhereNoBrandIsKnown);
  CPPUNIT_TEST(aPageThatChangedWithItsBrandIsSentAnew);
  CPPUNIT_TEST(theRestIsServedAsItIs);
  CPPUNIT_TEST(onlyThePaymentPageLetsGatewaysIn);
  CPPUNIT_TEST(onlyPagesThatAskLetCaptchasIn);
  CPPUNIT_TEST_SUITE_END();

  fs::path folder_;
  std::optional<Json> brand_ = Json{{"name", "Sahyadri"}};
  plugin::Manifest::Checkout origins_, captchas_;

 public:
  void setUp() override {
    folder_ = fs::temp_directory_path() / ("pages_test." + std::to_string(::getpid()));
    fs::create_directories(folder_ / "admin" / "assets");
    write("admin/index.html",
          R"(<html><head><title>Hostler</title><meta name="brand" content="" /></head></html>)");
    write("admin/assets/app.js", "let title = '<title>Hostler</title>'");
  }
  void tearDown() override { fs::remove_all(folder_); }

  void aPageBearsTheBrandOfItsHost() {
    const auto page = body(ask("/admin/clients"));
    CPPUNIT_ASSERT(page.find("<title>Sahyadri at shop.example</title>") != std::string::npos);
    CPPUNIT_ASSERT(page.find("&quot;name&quot;:&quot;Sahyadri at shop.example&quot;") !=
                   std::string::npos);
  }

  void aBrandCannotWriteMarkup() {
    brand_ = Json{{"name", "</title><script>alert('1')</script>\""}};
    const auto page = body(ask("/admin/"));
    CPPUNIT_ASSERT(page.find("<script") == std::string::npos);
    CPPUNIT_ASSERT(page.find("&lt;script&gt;alert(&#39;1&#39;)") != std::string::npos);
  }

  void aPageIsServedWhereNoBrandIsKnown() {
    brand_ = std::nullopt;
    CPPUNIT_ASSERT(body(ask("/admin/")).find("<title>Hostler</title>") != std::string::npos);
  }

  void aPageThatChangedWithItsBrandIsSentAnew() {
    const auto tag = header(ask("/admin/"), "ETag");
    CPPUNIT_ASSERT_EQUAL(304, ask("/admin/", tag).status);
    brand_ = Json{{"name", "Deccan"}};
    CPPUNIT_ASSERT_EQUAL(200, ask("/admin/", tag).status);
  }

  void theRestIsServedAsItIs() {
    const auto script = ask("/admin/assets/app.js");
    CPPUNIT_ASSERT(std::holds_alternative<front::FileBody>(script.body));
    CPPUNIT_ASSERT_EQUAL(304, ask("/admin/assets/app.js", header(script, "ETag")).status);
  }

  void onlyThePaymentPageLetsGatewaysIn() {
    origins_ = {
        {"https://js.pay.example"}, {"https://frame.pay.example"}, {"https://api.pay.example"}};
    const auto paying = header(ask("/pay/pay_1"), "Content-Security-Policy");
    CPPUNIT_ASSERT(paying.find("script-src 'self' https://js.pay.example;") != std::string::npos);
    CPPUNIT_ASSERT(paying.find("frame-src https://frame.pay.example;") != std::string::npos);
    CPPUNIT_ASSERT(paying.find("connect-src 'self' https://api.pay.example;") != std::string::npos);
    CPPUNIT_ASSERT(paying.find("frame-ancestors 'none'") != std::string::npos);
    for (const auto* path : {"/", "/pay", "/payments/", "/admin/pay/", "/checkout"}) {
      const auto policy = header(ask(path), "Content-Security-Policy");
      CPPUNIT_ASSERT_MESSAGE(path, policy.find("pay.example") == std::string::npos);
      CPPUNIT_ASSERT_MESSAGE(path, policy.starts_with("default-src 'none'; script-src 'self';"));
    }
    origins_ = {};
    CPPUNIT_ASSERT_EQUAL(header(ask("/"), "Content-Security-Policy"),
                         header(ask("/pay/pay_1"), "Content-Security-Policy"));
  }

  void onlyPagesThatAskLetCaptchasIn() {
    captchas_ = {{"https://captcha.example"}, {"https://captcha.example"}, {}};
    for (const auto* path : {"/login", "/register", "/forgot-password", "/forgot-username",
                             "/contact", "/admin/login"}) {
      const auto policy = header(ask(path), "Content-Security-Policy");
      CPPUNIT_ASSERT_MESSAGE(
          path, policy.find("script-src 'self' https://captcha.example;") != std::string::npos);
      CPPUNIT_ASSERT_MESSAGE(
          path, policy.find("frame-src https://captcha.example;") != std::string::npos);
    }
    for (const auto* path :
         {"/", "/pay/pay_1", "/admin/", "/loginx", "/login/x", "/reset-password"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(
          path, std::string::npos,
          header(ask(path), "Content-Security-Policy").find("captcha.example"));
    captchas_ = {};
    CPPUNIT_ASSERT_EQUAL(header(ask("/"), "Content-Security-Policy"),
                         header(ask("/login"), "Content-Security-Policy"));
  }

 private:
  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream{folder_ / name, std::ios::binary} << bytes;
  }

  front::Response ask(const std::string& path, const std::string& tag = {}) const {
    front::Request request;
    request.method = front::Method::Get;
    request.target = path;
    request.headers = {{"host", "shop.example"}};
    if (!tag.empty()) request.headers.emplace_back("if-none-match", tag);
    return Pages{folder_,
                 [this](std::string_view host) {
                   auto brand = brand_;
                   if (brand && (*brand)["name"] == "Sahyadri")
                     (*brand)["name"] = "Sahyadri at " + std::string{host};
                   return brand;
                 },
                 [this] { return origins_; }, [this] { return captchas_; }}
        .answer(request);
  }

  static std::string body(const front::Response& response) {
    CPPUNIT_ASSERT_EQUAL(200, response.status);
    return std::get<std::string>(response.body);
  }

  static std::string header(const front::Response& response, const std::string& name) {
    const auto found =
        std::ranges::find(response.headers, name, [](const auto& header) { return header.first; });
    return found == response.headers.end() ? std::string{} : found->second;
  }
};

HOSTLER_SUITE(PagesTest, "core/app/pages");

}  // namespace hostler::app
