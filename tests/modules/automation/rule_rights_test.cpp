#include "modules/accounts/caller_authority.h"
#include "modules/automation/rule_routes.h"
#include "tests/core/db/engines.h"
#include "tests/modules/automation/shop.h"

namespace hostler {

using testing::Shop;

// Who may look at rules may ask what they would do, and runs no script of their own.
class RuleRightsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RuleRightsTest);
  CPPUNIT_TEST(whoReadsRulesSimulatesThemAsTheyAre);
  CPPUNIT_TEST(whoReadsRulesRunsNoSourceOfTheirOwn);
  CPPUNIT_TEST(whoChangesRulesTriesASourceOut);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override { routes_.mount(router_); }

  void whoReadsRulesSimulatesThemAsTheyAre() {
    const auto answer = simulate({"read"}, Json::object());
    CPPUNIT_ASSERT_EQUAL(200, answer.status);
  }

  void whoReadsRulesRunsNoSourceOfTheirOwn() {
    try {
      simulate({"read"}, {{"source", kSource}});
      CPPUNIT_FAIL("the source was run");
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, std::string{error.code()});
      CPPUNIT_ASSERT_EQUAL(403, error.status());
    }
  }

  void whoChangesRulesTriesASourceOut() {
    shop_.manyServices(1, shop_.today().plusDays(3));
    const auto answer = simulate({"read", std::string{kManageRules.action}}, {{"source", kSource}});
    CPPUNIT_ASSERT_EQUAL(200, answer.status);
    CPPUNIT_ASSERT(answer.body.dump().find("not this one") != std::string::npos);
  }

 private:
  static constexpr const char* kSource =
      "return rule { name = 'issue_renewals', when = '5 0 * * *', select = 'services.to_renew', "
      "decide = function(row) return { action = 'hold', reason = 'not this one' } end }";

  http::Answer simulate(const std::vector<std::string>& actions, const Json& body) {
    auto actor = shop_.staff();
    actor.authority = std::make_shared<const ListedActions>(actions);
    const auto match = router_.find(http::Method::Post, "/api/admin/rules/issue_renewals/simulate");
    http::Context context{front::Request{}};
    context.set(actor);
    context.setPath(match.path);
    return match.route->handle(context, body);
  }

  db::OnSqlite engine_;
  Shop shop_{engine_.url()};
  BillingRun billingRun_{
      {shop_.clock, shop_.tenants, shop_.book, shop_.runner, *shop_.database, shop_.audit}};
  RuleRoutes routes_{{*shop_.database, shop_.clock, shop_.tenants, shop_.book, shop_.runner,
                      billingRun_, shop_.services.services(), shop_.services.renewals(),
                      shop_.billing, shop_.audit}};
  http::Router router_;
};
HOSTLER_SUITE(RuleRightsTest, "modules/automation/rule_rights");

}  // namespace hostler
