#include "modules/accounts/team_desk.h"
#include "modules/accounts/user_repository.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {

/// How many are asked to join an account, and how many can.
class InvitationsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(InvitationsTest);
  CPPUNIT_TEST(invitationsHaveAnEndAndComeByThePage);
  CPPUNIT_TEST(whoIsInvitedWhileThereWasRoomNeedsRoomToJoin);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    engine_ = std::make_unique<TestEngine>();
    root_ = std::make_unique<ApiClient>(engine_->signedUpClient("asha@example.in"));
  }
  void tearDown() override {
    root_.reset();
    engine_.reset();
  }

  void invitationsHaveAnEndAndComeByThePage() {
    const auto address = [](int number) { return "p" + std::to_string(number) + "@example.in"; };
    for (int i = 0; i < 50; ++i) invite(address(i), 201);
    invite(address(50), 409);
    invite(address(7), 201);  // in place of the older one
    const auto page = root_->get("/account/invitations?limit=30");
    CPPUNIT_ASSERT_EQUAL(std::size_t{30}, page["data"].size());
    CPPUNIT_ASSERT_EQUAL(address(7), page["data"][0]["email"].get<std::string>());
    const auto rest = root_->get("/account/invitations?limit=30&cursor=" +
                                 page["next_cursor"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::size_t{20}, rest["data"].size());
    CPPUNIT_ASSERT(rest["next_cursor"].is_null());
    // Whoever withdraws and invites anew meets the limit of a day.
    for (int i = 52; i < 100; ++i) {
      const auto id = root_->get("/account/invitations?limit=1")["data"][0]["id"];
      CPPUNIT_ASSERT_EQUAL(204,
                           root_->remove("/account/invitations/" + id.get<std::string>()).status);
      invite(address(i), 201);
    }
    invite(address(8), 429);
    engine_->clock().advance(std::chrono::hours{24});
    root_ = std::make_unique<ApiClient>(engine_->signedIn("asha@example.in"));
    invite(address(8), 201);
  }

  void whoIsInvitedWhileThereWasRoomNeedsRoomToJoin() {
    invite("priya@example.in", 201);
    const Json body{{"token", engine_->messages().token("account_invitation", "priya@example.in")},
                    {"username", "priya"},
                    {"password", TestEngine::kPassword}};
    engine_->database().transaction([&](db::Transaction& tx) {
      const auto root = tx.query("SELECT id FROM users WHERE login_email = 'asha@example.in'")
                            .only()
                            .id<User>("id");
      const auto kept = user_repository::find(tx, kPlatform, root).value();
      for (std::size_t i = 1; i < TeamDesk::kMostUsers; ++i) {
        auto user = kept;
        user.id = engine_->ids().next<User>();
        user.kind = UserKind::Iam;
        user.username = "user" + std::to_string(i);
        user_repository::insert(tx, {user, "x", false}, user.createdAt);
      }
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"too_many"},
                         engine_->stranger().post("/auth/accept-invite", body).code());
  }

 private:
  void invite(const std::string& email, int status) {
    const auto answer = root_->post("/account/invitations", {{"email", email}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, status, answer.status);
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> root_;
};
HOSTLER_SUITE(InvitationsTest, "modules/accounts/invitations");

}  // namespace hostler::testing
