#include "core/app/bridges.h"
#include "modules/accounts/policy_authority.h"
#include "tests/modules/compute/cloud_shop.h"
#include "tests/modules/domains/domain_shop.h"

namespace hostler {

// A client links a domain to what they have, machines among it, by the program's own check.
class LinkedNamesTest : public testing::InCloudShop {
  CPPUNIT_TEST_SUITE(LinkedNamesTest);
  CPPUNIT_TEST(aDomainLeadsToAMachine);
  CPPUNIT_TEST(anothersMachineIsNoTarget);
  CPPUNIT_TEST(whatIsNoMachineIsLinkedAsAService);
  CPPUNIT_TEST(aMachineThatHasEndedIsNoTarget);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aDomainLeadsToAMachine() {
    link({{"instance_id", machine_.text()}});
    const auto linked = sold_->now(domain_).link;
    CPPUNIT_ASSERT(linked && linked->kind == DomainLinkKind::Instance);
    CPPUNIT_ASSERT_EQUAL(machine_.text(), linked->to);
    link(Json::object());
    CPPUNIT_ASSERT(!sold_->now(domain_).link);
  }

  void anothersMachineIsNoTarget() {
    for (const auto& id : {ravisMachine_.text(), Id<Service>::of(9).text(), std::string{"web1"}})
      CPPUNIT_ASSERT_EQUAL(std::string{"instance_id:not_found"}, refusal("instance_id", id));
    CPPUNIT_ASSERT(!sold_->now(domain_).link);
  }

  void whatIsNoMachineIsLinkedAsAService() {
    const auto hosting = shop_->service(asha_, shop_->today().plusDays(300), [](Service& service) {
      service.plugin = "mail";
      service.externalId = "mail1";
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"instance_id:not_found"},
                         refusal("instance_id", hosting.text()));
    CPPUNIT_ASSERT_EQUAL(std::string{}, refusal("service_id", hosting.text()));
    CPPUNIT_ASSERT(sold_->now(domain_).link->kind == DomainLinkKind::Service);
    CPPUNIT_ASSERT_EQUAL(std::string{"bucket:not_found"}, refusal("bucket", machine_.text()));
  }

  void aMachineThatHasEndedIsNoTarget() {
    shop_->tamper("UPDATE services SET status = 'terminated'");
    CPPUNIT_ASSERT_EQUAL(std::string{"instance_id:not_found"},
                         refusal("instance_id", machine_.text()));
  }

 protected:
  std::vector<db::Migration> moreMigrations() override {
    auto all = InCloudShop::moreMigrations();
    const auto steps = domainsMigrations();
    all.insert(all.end(), steps.begin(), steps.end());
    return all;
  }
  void opened() override {
    InCloudShop::opened();
    sold_ = std::make_unique<testing::DomainShop>(*shop_);
    sold_->isLinkable = [this](db::Reader& reader, const Scope& scope, DomainLinkKind kind,
                               const std::string& to) {
      return app::isLinkable(shop_->services.services(), compute_->desk(), reader, scope, kind, to);
    };
    sold_->domains.mount(router_);
    domain_ = sold_->registered(asha_).id;
  }
  void closing() override {
    sold_.reset();
    InCloudShop::closing();
  }

 private:
  // As the API takes it, from Asha, who may do everything.
  void link(const Json& body) {
    Policy allow;
    allow.actions = {"*"};
    auto actor = sold_->buyer(asha_);
    actor.authority = std::make_shared<const PolicyAuthority>(
        std::vector<Policy>{allow}, RequestFacts{"203.0.113.7", true, shop_->clock.now()});
    const auto match = router_.find(http::Method::Put, "/api/domains/" + domain_.text() + "/link");
    http::Context context{front::Request{}};
    context.set(actor);
    context.setPath(match.path);
    match.route->handle(context, body);
  }
  std::string refusal(const std::string& member, const std::string& id) {
    try {
      link({{member, id}});
    } catch (const ValidationError& error) {
      return error.errors().front().field + ":" + error.errors().front().code;
    }
    return {};
  }

  http::Router router_;
  std::unique_ptr<testing::DomainShop> sold_;
  Id<Domain> domain_;
};
HOSTLER_SUITE(LinkedNamesTest, "core/app/linked_names");

}  // namespace hostler
