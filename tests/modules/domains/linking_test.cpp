#include "modules/accounts/policy_authority.h"
#include "tests/modules/domains/in_domain_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;

// A name leads to what whoever links it may see.
template <class Engine>
class LinkingTest : public testing::InDomainShop {
  CPPUNIT_TEST_SUITE(LinkingTest);
  CPPUNIT_TEST(aServiceThatOneMayNotSeeIsNoTarget);
  CPPUNIT_TEST(aBucketThatOneMayNotSeeIsNoTarget);
  CPPUNIT_TEST(aLinkIsTakenAwayWithoutThatRight);
  CPPUNIT_TEST_SUITE_END();

 public:
  LinkingTest() : InDomainShop{placeOn<Engine>} {}
  void opened() override {
    InDomainShop::opened();
    sold_->domains.mount(router_);
    domain_ = sold_->registered(client_).id;
  }

  void aServiceThatOneMayNotSeeIsNoTarget() {
    const auto denied = Id<Service>::of(7).text(), other = Id<Service>::of(8).text();
    const auto vikram = without(denied);
    CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, refusal([&] {
                           link(vikram, {{"service_id", denied}});
                         }));
    CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, refusal([&] {
                           link(vikram, {{"instance_id", denied}});
                         }));
    CPPUNIT_ASSERT(!sold_->now(domain_).link);
    // Of what they may see it is asked whether it is theirs.
    CPPUNIT_ASSERT_EQUAL(std::string{"service_id:not_found"}, refusal([&] {
                           link(vikram, {{"service_id", other}});
                         }));
  }

  void aBucketThatOneMayNotSeeIsNoTarget() {
    const auto vikram = without("asha-backups");
    CPPUNIT_ASSERT_EQUAL(std::string{"forbidden"}, refusal([&] {
                           link(vikram, {{"bucket", "asha-backups"}});
                         }));
    CPPUNIT_ASSERT_EQUAL(std::string{"bucket:not_found"}, refusal([&] {
                           link(vikram, {{"bucket", "asha-site"}});
                         }));
  }

  void aLinkIsTakenAwayWithoutThatRight() {
    CPPUNIT_ASSERT_EQUAL(
        std::string{}, refusal([&] { link(without(Id<Service>::of(7).text()), Json::object()); }));
  }

 private:
  // A user who may do everything, and nothing to one thing.
  Actor without(const std::string& thing) {
    Policy allow, deny;
    allow.actions = deny.actions = {"*"};
    deny.effect = PolicyEffect::Deny;
    deny.resources = {thing};
    auto actor = sold_->buyer(client_);
    actor.authority = std::make_shared<const PolicyAuthority>(
        std::vector<Policy>{allow, deny}, RequestFacts{"203.0.113.7", true, shop_->clock.now()});
    return actor;
  }
  void link(const Actor& actor, const Json& body) {
    const auto match = router_.find(http::Method::Put, "/api/domains/" + domain_.text() + "/link");
    http::Context context{front::Request{}};
    context.set(actor);
    context.setPath(match.path);
    match.route->handle(context, body);
  }

  http::Router router_;
  Id<Domain> domain_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(LinkingTest, "modules/domains/linking");

}  // namespace hostler
