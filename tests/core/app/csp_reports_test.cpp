#include "core/app/csp_reports.h"

#include "core/app/pages.h"
#include "tests/support/suite.h"

namespace hostler::app {

// What a page was kept from loading is told to the engine.
class CspReportsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CspReportsTest);
  CPPUNIT_TEST(everyPageSaysWhereToReport);
  CPPUNIT_TEST(reportsOfBothFormsAreTaken);
  CPPUNIT_TEST(nonsenseIsRefused);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { mountCspReports(router_); }

  void everyPageSaysWhereToReport() {
    front::Request request;
    request.method = front::Method::Get;
    request.target = "/";
    const auto page = Pages{std::filesystem::path{"/nonexistent"}}.answer(request);
    const auto policy = std::ranges::find(page.headers, "Content-Security-Policy",
                                          [](const auto& header) { return header.first; });
    CPPUNIT_ASSERT(policy != page.headers.end());
    CPPUNIT_ASSERT(policy->second.ends_with("report-uri /api/csp-report"));
  }

  void reportsOfBothFormsAreTaken() {
    CPPUNIT_ASSERT_EQUAL(204, report(R"({"csp-report":{"document-uri":"https://a.example/x?y=1",
      "effective-directive":"img-src","blocked-uri":"https://evil.example/a"}})"));
    CPPUNIT_ASSERT_EQUAL(204, report(R"([{"type":"csp-violation","body":{"documentURL":7}}, 5])"));
    CPPUNIT_ASSERT_EQUAL(204, report("{}"));
  }

  void nonsenseIsRefused() {
    CPPUNIT_ASSERT_THROW(report("nonsense"), DomainError);
    CPPUNIT_ASSERT_THROW(report(""), DomainError);
  }

 private:
  int report(std::string body) {
    const auto match = router_.find(http::Method::Post, "/api/csp-report");
    CPPUNIT_ASSERT(match.route != nullptr);
    CPPUNIT_ASSERT(match.route->bodyLimit <= 16 * 1024);
    front::Request request;
    request.method = front::Method::Post;
    request.body = std::move(body);
    http::Context context{std::move(request)};
    return match.route->handle(context, Json()).status;
  }

  http::Router router_;
};
HOSTLER_SUITE(CspReportsTest, "core/app/csp_reports");

}  // namespace hostler::app
