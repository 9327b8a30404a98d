#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

namespace hostler::testing {

// Who asks for a name or a new code learns nothing of who is known: as much is written for
// strangers, in a transaction of its own, so that the answer takes as long.
class RecoveryTracesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(RecoveryTracesTest);
  CPPUNIT_TEST(aForgottenNameWritesAsMuchForAStranger);
  CPPUNIT_TEST(aCodeSentAgainWritesAsMuchForAStranger);
  CPPUNIT_TEST(aMailIsWrittenForAStrangerToo);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aForgottenNameWritesAsMuchForAStranger() {
    const auto number =
        engine_.signedUpClient("asha@example.in").get("/account")["number"].get<std::string>();
    ask("/auth/forgot-username", {{"account", number}, {"email", "asha@example.in"}});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, entries("user.name_asked"));

    ask("/auth/forgot-username", {{"account", "000000000000"}, {"email", "nobody@example.in"}});

    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, entries("user.name_asked"));
  }

  void aCodeSentAgainWritesAsMuchForAStranger() {
    ask("/auth/resend-verification", {{"email", "nobody@example.in"}});
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, entries("registration.code_asked"));
    engine_.signedUpClient("asha@example.in");

    ask("/auth/resend-verification", {{"email", "asha@example.in"}});

    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, entries("registration.code_asked"));
  }

  void aMailIsWrittenForAStrangerToo() {
    engine_.signedUpClient("asha@example.in");
    const auto before = engine_.messages().all().size();
    ask("/auth/forgot-password", {{"email", "nobody@example.in"}});
    ask("/auth/forgot-password", {{"account", "000000000000"}, {"username", "nobody"}});
    ask("/auth/forgot-username", {{"account", "000000000000"}, {"email", "nobody@example.in"}});
    ask("/auth/resend-verification", {{"email", "nobody@example.in"}});
    ask("/auth/resend-verification", {{"email", "asha@example.in"}});  // proved long ago

    std::vector<std::string> written;
    const auto all = engine_.messages().all();
    for (auto i = before; i < all.size(); ++i)
      written.push_back(all[i].templateName + " to " + all[i].recipient);
    CPPUNIT_ASSERT((written == std::vector<std::string>{
                                   "accounts.reset_password to ", "accounts.reset_password to ",
                                   "accounts.forgotten_username to ", "accounts.verify_email to ",
                                   "accounts.verify_email to "}));

    // As many for one address as for somebody who is known: five in an hour.
    for (int i = 0; i < 8; ++i) ask("/auth/forgot-password", {{"email", "other@example.in"}});
    CPPUNIT_ASSERT_EQUAL(before + 10, engine_.messages().all().size());
  }

 private:
  void ask(const std::string& path, const Json& body) {
    const auto answer = engine_.stranger().post(path, body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 202, answer.status);
  }
  std::int64_t entries(const std::string& action) {
    return engine_.database()
        .query("SELECT COUNT(*) AS n FROM audit_entries WHERE action = ?", action)
        .only()
        .integer("n");
  }

  TestEngine engine_;
};

HOSTLER_SUITE(RecoveryTracesTest, "modules/accounts/recovery_traces");

}  // namespace hostler::testing
