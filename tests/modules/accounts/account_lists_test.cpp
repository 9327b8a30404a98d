#include "tests/support/mariadb.h"
#include "tests/support/team.h"

#include <algorithm>

namespace hostler::testing {

// What a policy denies to a user of an account is in none of its lists either.
class AccountListsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AccountListsTest);
  CPPUNIT_TEST(usersAndInvitations);
  CPPUNIT_TEST(policiesGroupsAndRoles);
  CPPUNIT_TEST(keysForPrograms);
  CPPUNIT_TEST(whatWasDone);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    EngineOptions options;
    options.database = database();
    engine_ = std::make_unique<TestEngine>(options);
    root_ = std::make_unique<ApiClient>(engine_->signedUpClient("asha@example.in"));
  }
  void tearDown() override {
    root_.reset();
    engine_.reset();
  }

  void usersAndInvitations() {
    const auto meera = addUser(*root_, "meera", {});
    const auto priya = made("/account/invitations", {{"email", "priya@example.in"}});
    const auto shown = made("/account/invitations", {{"email", "ravi@example.in"}});
    auto vikram = vikramWithout(*engine_, *root_, {meera, priya});
    hidden(vikram, "/account/users", meera);
    hidden(vikram, "/account/invitations", priya);
    CPPUNIT_ASSERT_EQUAL(403, vikram.get("/account/users/" + meera).status);
    CPPUNIT_ASSERT(listed(vikram, "/account/invitations", shown));
  }

  void policiesGroupsAndRoles() {
    const auto policy = made("/account/policies", {{"name", "Looks"}, {"actions", {"read"}}});
    const auto group = made("/account/groups", {{"name", "Office"}});
    const auto role = made("/account/roles", {{"name", "Keeper"}});
    const auto other = made("/account/roles", {{"name", "Second"}});
    auto vikram = vikramWithout(*engine_, *root_, {policy, group, role});
    hidden(vikram, "/account/policies", policy);
    hidden(vikram, "/account/groups", group);
    hidden(vikram, "/account/roles", role);
    CPPUNIT_ASSERT(listed(vikram, "/account/roles", other));
    for (const auto& path :
         {"/account/policies/" + policy, "/account/groups/" + group, "/account/roles/" + role})
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 403, vikram.get(path).status);
  }

  void keysForPrograms() {
    const auto key = made("/account/api-keys", {{"name", "shop"}, {"scopes", {"read"}}});
    const auto other = made("/account/api-keys", {{"name", "site"}, {"scopes", {"read"}}});
    auto vikram = vikramWithout(*engine_, *root_, {key});
    hidden(vikram, "/account/api-keys", key);
    CPPUNIT_ASSERT(listed(vikram, "/account/api-keys", other));
  }

  void whatWasDone() {
    const auto key = made("/account/api-keys", {{"name", "shop"}, {"scopes", {"read"}}});
    auto vikram = vikramWithout(*engine_, *root_, {key});
    const auto about = [&](ApiClient& who) {
      const auto page = who.get("/account/activity");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(page.text, 200, page.status);
      return std::ranges::count_if(page["data"],
                                   [&](const Json& line) { return line["object"] == key; });
    };
    CPPUNIT_ASSERT(about(*root_) > 0);
    CPPUNIT_ASSERT_EQUAL(std::ptrdiff_t{0}, std::ptrdiff_t{about(vikram)});
    CPPUNIT_ASSERT(!vikram.get("/account/activity")["data"].empty());
  }

 protected:
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }

 private:
  std::string made(const std::string& path, const Json& body) {
    const auto answer = root_->post(path, body);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 201, answer.status);
    return answer["id"].get<std::string>();
  }
  static bool listed(ApiClient& who, const std::string& path, const std::string& id) {
    const auto page = who.get(path);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(page.text, 200, page.status);
    return std::ranges::any_of(page["data"], [&](const Json& one) { return one["id"] == id; });
  }
  // From one user, while the root user sees it.
  void hidden(ApiClient& who, const std::string& path, const std::string& id) {
    CPPUNIT_ASSERT_MESSAGE(path, listed(*root_, path, id));
    CPPUNIT_ASSERT_MESSAGE(path, !listed(who, path, id));
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> root_;
};
HOSTLER_SUITE(AccountListsTest, "modules/accounts/account_lists");

class AccountListsOnMariaDbTest : public AccountListsTest {
  CPPUNIT_TEST_SUB_SUITE(AccountListsOnMariaDbTest, AccountListsTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  std::optional<db::DatabaseUrl> database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(AccountListsOnMariaDbTest, "modules/accounts/account_lists");

}  // namespace hostler::testing
