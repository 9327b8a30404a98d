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
