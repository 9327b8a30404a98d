#include "modules/accounts/pattern_reach.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

const std::string kHelper = "helper@platform.example";
const std::string kBoss = "boss@platform.example";
const std::string kPassword = "amber kettle 5 pine";

}  // namespace

// Support helps clients; it neither becomes one nor decides what one pays. And nobody hands out
// rights that they do not have.
class StaffLimitsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StaffLimitsTest);
  CPPUNIT_TEST(supportCannotTurnAClientsMailToItself);
  CPPUNIT_TEST(supportDecidesNeitherTaxNorGroup);
  CPPUNIT_TEST(whoeverMayChangeContactsShowsAFactorFirst);
  CPPUNIT_TEST(nobodyChangesARoleAboveTheirOwn);
  CPPUNIT_TEST(nobodyAllowsMoreThanTheyMay);
  CPPUNIT_TEST(patternsAreComparedByWhatTheyCover);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>();
    owner_ = std::make_unique<ApiClient>(engine_->owner());
    client_ = engine_->signedUpClient("asha@example.in").get("/account")["id"];
  }
  void tearDown() override {
    owner_.reset();
    engine_.reset();
  }

  void supportCannotTurnAClientsMailToItself() {
    auto helper = member(kHelper, "staff");
    const auto path = "/admin/clients/" + client_;

    CPPUNIT_ASSERT_EQUAL(403, helper.patch(path, {{"email", "mine@evil.example"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, helper.patch(path, {{"phone", "+919800000001"}}).status);
    CPPUNIT_ASSERT_EQUAL(200, helper.patch(path, {{"company", "Rao & Co"}}).status);
    CPPUNIT_ASSERT_EQUAL(std::string{"asha@example.in"},
                         owner_->get(path)["email"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(200, owner_->patch(path, {{"phone", "+919800000001"}}).status);
  }

  void supportDecidesNeitherTaxNorGroup() {
    auto helper = member(kHelper, "staff");
    const auto path = "/admin/clients/" + client_;

    CPPUNIT_ASSERT_EQUAL(403, helper.patch(path, {{"tax_exempt", true}}).status);
    CPPUNIT_ASSERT_EQUAL(403, helper.patch(path, {{"group", "vip"}}).status);
    CPPUNIT_ASSERT(!owner_->get(path)["tax_exempt"].get<bool>());
  }

  void whoeverMayChangeContactsShowsAFactorFirst() {
    engine_->clock().advance(std::chrono::minutes{1});
    const auto path = "/admin/clients/" + client_;
    CPPUNIT_ASSERT_EQUAL(
        200, owner_
                 ->patch("/admin/roles/staff", {{"actions",
                                                 {"accounts:ReadClients", "accounts:UpdateClient",
                                                  "accounts:UpdateClientContact"}}})
                 .status);
    auto helper = member(kHelper, "staff");

    // In a sandbox staff without a factor are asked for none.
    CPPUNIT_ASSERT_EQUAL(200, helper.patch(path, {{"phone", "+919800000002"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, helper.patch(path, {{"group", "vip"}}).status);
  }

  void nobodyChangesARoleAboveTheirOwn() {
    CPPUNIT_ASSERT_EQUAL(200, owner_->patch("/admin/roles/staff", {{"actions", {"*"}}}).status);
    auto helper = member(kHelper, "staff");

    CPPUNIT_ASSERT_EQUAL(403,
                         helper.patch("/admin/roles/admin", {{"actions", Json::array()}}).status);
  }

  void nobodyAllowsMoreThanTheyMay() {
    CPPUNIT_ASSERT_EQUAL(
        200,
        owner_->patch("/admin/roles/admin", {{"actions", {"accounts:*", "!accounts:Impersonate"}}})
            .status);
    auto boss = member(kBoss, "admin");

    for (const auto& actions : {Json{"*"}, Json{"billing:Refund"}, Json{"accounts:*"},
                                Json{"accounts:Imp*"}, Json{"*:Read*"}}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(actions.dump(), 403,
                                   boss.patch("/admin/roles/staff", {{"actions", actions}}).status);
    }
    for (const auto& actions :
         {Json{"accounts:ReadClients"}, Json{"accounts:*", "!accounts:Impersonate"},
          Json{"accounts:*", "!accounts:I*"}, Json::array()}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(actions.dump(), 200,
                                   boss.patch("/admin/roles/staff", {{"actions", actions}}).status);
    }
  }

  void patternsAreComparedByWhatTheyCover() {
    using Patterns = std::vector<std::string>;
    const auto includes = [](const Patterns& own, const Patterns& others) {
      return allowsAllOf(own, others);
    };
    CPPUNIT_ASSERT(includes({"*"}, {"*", "read", "billing:*", "*:Read*"}));
    CPPUNIT_ASSERT(includes({"read"}, {"billing:ReadInvoices", "*:List*", "read"}));
    CPPUNIT_ASSERT(!includes({"read"}, {"billing:Re*"}));
    CPPUNIT_ASSERT(!includes({"billing:Read*"}, {"read"}));
    CPPUNIT_ASSERT(!includes({"billing:*"}, {"*:Read*"}));
    CPPUNIT_ASSERT(!includes({"*", "!accounts:ManageStaff"}, {"*"}));
    CPPUNIT_ASSERT(!includes({"*", "!accounts:ManageStaff"}, {"accounts:M*"}));
    CPPUNIT_ASSERT(includes({"*", "!accounts:ManageStaff"}, {"billing:*"}));
    CPPUNIT_ASSERT(includes({"*", "!accounts:ManageStaff"}, {"*", "!accounts:*"}));
    CPPUNIT_ASSERT(includes({}, {"!billing:*"}));
    CPPUNIT_ASSERT(!includes({}, {"billing:*"}));
  }

 private:
  ApiClient member(const std::string& email, const std::string& role) {
    const auto invited =
        owner_->post("/admin/staff", {{"email", email}, {"name", "Somebody"}, {"role", role}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(invited.text, 201, invited.status);
    const auto token = engine_->messages().token("accounts.staff_invitation", email);
    CPPUNIT_ASSERT_EQUAL(
        200, engine_->stranger()
                 .post("/auth/reset-password", {{"token", token}, {"password", kPassword}})
                 .status);
    return engine_->signedIn(email, kPassword);
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> owner_;
  std::string client_;
};

HOSTLER_SUITE(StaffLimitsTest, "modules/accounts/staff_limits");

}  // namespace hostler::testing
