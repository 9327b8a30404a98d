#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {
namespace {

const std::string kHelper = "helper@platform.example";
const std::string kPassword = "amber kettle 5 pine";

}  // namespace

class StaffTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StaffTest);
  CPPUNIT_TEST(anInvitedMemberChoosesAPasswordAndHasTheRolesRights);
  CPPUNIT_TEST(aChangedRoleCountsFromTheNextRequest);
  CPPUNIT_TEST(nobodyRaisesThemselvesOrAboveThemselves);
  CPPUNIT_TEST(theLastOwnerStays);
  CPPUNIT_TEST(aDisabledMemberIsOutAtOnce);
  CPPUNIT_TEST(aRolesActionsCanBeChanged);
  CPPUNIT_TEST(aTenantMakesRolesOfItsOwn);
  CPPUNIT_TEST(aRoleThatIsShippedOrHadStays);
  CPPUNIT_TEST(aRoleOfOnesOwnGivesNothingBeyondIt);
  CPPUNIT_TEST(anAddressIsOneOwnersOnly);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>();
    owner_ = std::make_unique<ApiClient>(engine_->owner());
  }
  void tearDown() override {
    owner_.reset();
    engine_.reset();
  }

  void anInvitedMemberChoosesAPasswordAndHasTheRolesRights() {
    invite("staff");
    auto helper = engine_->signedIn(kHelper, kPassword);

    CPPUNIT_ASSERT_EQUAL(std::string{"staff"},
                         helper.get("/auth/me")["user"]["role"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(200, helper.get("/admin/clients").status);
    CPPUNIT_ASSERT_EQUAL(
        403, helper
                 .post("/admin/staff",
                       {{"email", "x@platform.example"}, {"name", "X"}, {"role", "staff"}})
                 .status);
    const auto client =
        engine_->signedUpClient("asha@example.in").get("/account")["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(
        403, helper.post("/admin/clients/" + client + "/suspend", Json::object()).status);
    CPPUNIT_ASSERT_EQUAL(
        403, helper.post("/admin/clients/" + client + "/impersonate", {{"reason", "x"}}).status);
  }

  void aChangedRoleCountsFromTheNextRequest() {
    const auto id = invite("admin");
    auto helper = engine_->signedIn(kHelper, kPassword);
    CPPUNIT_ASSERT_EQUAL(200, helper.get("/auth/me").status);

    CPPUNIT_ASSERT_EQUAL(200, owner_->patch("/admin/staff/" + id, {{"role", "staff"}}).status);

    CPPUNIT_ASSERT_EQUAL(401, helper.get("/auth/me").status);
  }

  void nobodyRaisesThemselvesOrAboveThemselves() {
    const auto own = owner_->get("/auth/me")["user"]["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(403, owner_->patch("/admin/staff/" + own, {{"role", "staff"}}).status);
    CPPUNIT_ASSERT_EQUAL(200, owner_->patch("/admin/roles/admin", {{"actions", {"*"}}}).status);
    const auto id = invite("admin");
    auto admin = engine_->signedIn(kHelper, kPassword);

    CPPUNIT_ASSERT_EQUAL(403, admin.patch("/admin/staff/" + id, {{"role", "owner"}}).status);
    CPPUNIT_ASSERT_EQUAL(403, admin.patch("/admin/staff/" + own, {{"active", false}}).status);
    CPPUNIT_ASSERT_EQUAL(
        403, admin
                 .post("/admin/staff",
                       {{"email", "x@platform.example"}, {"name", "X"}, {"role", "owner"}})
                 .status);
    CPPUNIT_ASSERT_EQUAL(403, admin.patch("/admin/roles/admin", {{"actions", {"*"}}}).status);
  }

  void theLastOwnerStays() {
    const auto first = owner_->get("/auth/me")["user"]["id"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(403, owner_->remove("/admin/staff/" + first).status);
    const auto second = invite("owner");
    auto other = engine_->signedIn(kHelper, kPassword);
    CPPUNIT_ASSERT_EQUAL(204, other.remove("/admin/staff/" + first).status);

    CPPUNIT_ASSERT_EQUAL(401, owner_->get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(403, other.patch("/admin/staff/" + second, {{"active", false}}).status);
  }

  void aDisabledMemberIsOutAtOnce() {
    const auto id = invite("admin");
    auto helper = engine_->signedIn(kHelper, kPassword);

    CPPUNIT_ASSERT_EQUAL(200, owner_->patch("/admin/staff/" + id, {{"active", false}}).status);

    CPPUNIT_ASSERT_EQUAL(401, helper.get("/auth/me").status);
    CPPUNIT_ASSERT_EQUAL(401,
                         engine_->stranger()
                             .post("/auth/login", {{"email", kHelper}, {"password", kPassword}})
                             .status);
  }

  void aRolesActionsCanBeChanged() {
    invite("staff");
    auto helper = engine_->signedIn(kHelper, kPassword);
    CPPUNIT_ASSERT_EQUAL(200, helper.get("/admin/clients").status);

    CPPUNIT_ASSERT_EQUAL(200,
                         owner_->patch("/admin/roles/staff", {{"actions", {"support:*"}}}).status);

    CPPUNIT_ASSERT_EQUAL(403, helper.get("/admin/clients").status);
    CPPUNIT_ASSERT_EQUAL(409,
                         owner_->patch("/admin/roles/owner", {{"actions", Json::array()}}).status);
  }

  void aTenantMakesRolesOfItsOwn() {
    const Json billing{{"name", "billing"}, {"actions", {"read", "billing:*", "!audit:*"}}};
    const auto made = owner_->post("/admin/roles", billing);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    CPPUNIT_ASSERT(!made["shipped"].get<bool>());
    CPPUNIT_ASSERT_EQUAL(std::string{"role_exists"}, owner_->post("/admin/roles", billing).code());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"role_exists"},
        owner_->post("/admin/roles", {{"name", "owner"}, {"actions", {"*"}}}).code());
    CPPUNIT_ASSERT_EQUAL(
        std::string{"malformed"},
        owner_->post("/admin/roles", {{"name", "x1"}, {"actions", {"do anything"}}})
            .fieldCode("actions[0]"));
    CPPUNIT_ASSERT_EQUAL(
        422, owner_->post("/admin/roles", {{"name", "Night shift"}, {"actions", {"read"}}}).status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/roles/nobody").status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, owner_->get("/admin/roles")["data"].size());

    invite("billing");
    auto helper = engine_->signedIn(kHelper, kPassword);
    CPPUNIT_ASSERT_EQUAL(200, helper.get("/admin/clients").status);
    CPPUNIT_ASSERT_EQUAL(403, helper.post("/admin/roles", billing).status);
    CPPUNIT_ASSERT_EQUAL(1, owner_->get("/admin/roles/billing")["members"].get<int>());
    CPPUNIT_ASSERT_EQUAL(
        200, owner_->patch("/admin/roles/billing", {{"actions", {"support:*"}}}).status);
    CPPUNIT_ASSERT_EQUAL(403, helper.get("/admin/clients").status);
  }

  void aRoleThatIsShippedOrHadStays() {
    CPPUNIT_ASSERT_EQUAL(std::string{"shipped_role"}, owner_->remove("/admin/roles/staff").code());
    CPPUNIT_ASSERT_EQUAL(404, owner_->remove("/admin/roles/nobody").status);
    owner_->post("/admin/roles", {{"name", "billing"}, {"actions", {"read"}}});
    const auto id = invite("billing");
    const auto refused = owner_->remove("/admin/roles/billing");
    CPPUNIT_ASSERT_EQUAL(409, refused.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"role_in_use"}, refused.code());

    CPPUNIT_ASSERT_EQUAL(200, owner_->patch("/admin/staff/" + id, {{"role", "staff"}}).status);
    CPPUNIT_ASSERT_EQUAL(204, owner_->remove("/admin/roles/billing").status);
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/roles/billing").status);
    CPPUNIT_ASSERT_EQUAL(
        std::string{"not_an_option"},
        owner_->patch("/admin/staff/" + id, {{"role", "billing"}}).fieldCode("role"));
  }

  void aRoleOfOnesOwnGivesNothingBeyondIt() {
    owner_->post("/admin/roles",
                 {{"name", "people"}, {"actions", {"read", "accounts:ManageStaff"}}});
    owner_->post("/admin/roles", {{"name", "money"}, {"actions", {"billing:*"}}});
    owner_->post("/admin/roles", {{"name", "look"}, {"actions", {"read"}}});
    invite("people");
    auto helper = engine_->signedIn(kHelper, kPassword);

    const auto invited = [&](const std::string& role) {
      return helper
          .post("/admin/staff",
                {{"email", role + "@platform.example"}, {"name", "X"}, {"role", role}})
          .status;
    };
    CPPUNIT_ASSERT_EQUAL(201, invited("look"));
    for (const auto* role : {"owner", "admin", "staff", "money"})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(role, 403, invited(role));
    CPPUNIT_ASSERT_EQUAL(403, helper.remove("/admin/roles/money").status);
    CPPUNIT_ASSERT_EQUAL(403, helper.patch("/admin/roles/look", {{"actions", {"*"}}}).status);
    CPPUNIT_ASSERT_EQUAL(403,
                         helper.post("/admin/roles", {{"name", "all"}, {"actions", {"*"}}}).status);
  }

  void anAddressIsOneOwnersOnly() {
    CPPUNIT_ASSERT_THROW(
        engine_->accounts().createOwner("owner@platform.example", Secret{kPassword}), DomainError);
    CPPUNIT_ASSERT_THROW(
        engine_->accounts().createOwner("new@platform.example", Secret{"password1"}),
        ValidationError);
    CPPUNIT_ASSERT_THROW(engine_->accounts().createOwner("nonsense", Secret{kPassword}),
                         ValidationError);
  }

 private:
  // Returns the new member's id; the password is chosen by the mailed link.
  std::string invite(const std::string& role) {
    const auto invited =
        owner_->post("/admin/staff", {{"email", kHelper}, {"name", "Helper"}, {"role", role}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(invited.text, 201, invited.status);
    const auto token = engine_->messages().token("accounts.staff_invitation", kHelper);
    CPPUNIT_ASSERT_EQUAL(
        200, engine_->stranger()
                 .post("/auth/reset-password", {{"token", token}, {"password", kPassword}})
                 .status);
    return invited["id"];
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> owner_;
};

HOSTLER_SUITE(StaffTest, "modules/accounts/staff");

}  // namespace hostler::testing
