#include "tests/support/mariadb.h"
#include "tests/support/suite.h"
#include "tests/support/test_engine.h"

#include <latch>
#include <thread>

namespace hostler::testing {

// Whoever is staff has a role that there is, whatever happens at the same time.
class StaffRolesTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(StaffRolesTest);
  CPPUNIT_TEST(aRoleThatSomebodyIsInvitedWithIsNotRemovedMeanwhile);
  CPPUNIT_TEST(aRoleThatSomebodyIsGivenIsNotRemovedMeanwhile);
  CPPUNIT_TEST(whoHasARoleThatIsGoneGetsAnotherOne);
  CPPUNIT_TEST(whoHasARoleThatIsGoneCanBeRemoved);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    EngineOptions options;
    options.database = database();
    engine_ = std::make_unique<TestEngine>(options);
    owner_ = std::make_unique<ApiClient>(engine_->owner());
    another_ = std::make_unique<ApiClient>(engine_->owner());
  }
  void tearDown() override {
    owner_.reset();
    another_.reset();
    engine_.reset();
  }

  void aRoleThatSomebodyIsInvitedWithIsNotRemovedMeanwhile() {
    for (int round = 0; round < kRounds; ++round) {
      const auto role = newRole(round);
      const auto [given, removed] =
          both([&] { return owner_->post("/admin/staff", member(round, role)); },
               [&] { return another_->remove("/admin/roles/" + role); });
      oneOfThem(given, 201, removed);
    }
  }

  void aRoleThatSomebodyIsGivenIsNotRemovedMeanwhile() {
    const auto path = "/admin/staff/" + added(kRounds, "staff");
    for (int round = 0; round < kRounds; ++round) {
      const auto role = newRole(round);
      const auto [given, removed] = both(
          [&] {
            return owner_->patch(path, {{"role", role}});
          },
          [&] { return another_->remove("/admin/roles/" + role); });
      oneOfThem(given, 200, removed);
    }
  }

  void whoHasARoleThatIsGoneGetsAnotherOne() {
    const auto path = "/admin/staff/" + withRoleThatIsGone();
    const auto named = owner_->patch(path, {{"name", "Meera"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(named.text, 200, named.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"not_an_option"},
                         owner_->patch(path, {{"role", "another"}}).fieldCode("role"));
    const auto changed = owner_->patch(path, {{"role", "staff"}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(changed.text, 200, changed.status);
    CPPUNIT_ASSERT_EQUAL(std::string{"staff"}, changed["role"].get<std::string>());
  }

  void whoHasARoleThatIsGoneCanBeRemoved() {
    const auto answer = owner_->remove("/admin/staff/" + withRoleThatIsGone());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 204, answer.status);
  }

 protected:
  virtual std::optional<db::DatabaseUrl> database() { return std::nullopt; }

 private:
  static constexpr int kRounds = 20;

  std::string newRole(int round) {
    const auto name = "shift" + std::to_string(round);
    const auto made = owner_->post("/admin/roles", {{"name", name}, {"actions", {"read"}}});
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    return name;
  }

  static Json member(int number, const std::string& role) {
    return {{"email", "m" + std::to_string(number) + "@platform.example"},
            {"name", "Member"},
            {"role", role}};
  }
  std::string added(int number, const std::string& role) {
    const auto made = owner_->post("/admin/staff", member(number, role));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(made.text, 201, made.status);
    return made["id"].get<std::string>();
  }
  // As removals and invitations that met once have left some.
  std::string withRoleThatIsGone() {
    const auto id = added(1, newRole(1));
    engine_->database().transaction(
        [](db::Transaction& tx) { tx.execute("DELETE FROM staff_roles WHERE name = 'shift1'"); });
    return id;
  }

  template <class One, class Other>
  static std::pair<ApiAnswer, ApiAnswer> both(const One& one, const Other& other) {
    std::latch start{2};
    std::optional<ApiAnswer> theirs;
    std::jthread thread{[&] {
      start.arrive_and_wait();
      theirs.emplace(other());
    }};
    start.arrive_and_wait();
    auto mine = one();
    thread.join();
    return {std::move(mine), std::move(*theirs)};
  }

  // Either somebody has the role and it stays, or it is gone and nobody has it.
  static void oneOfThem(const ApiAnswer& given, int asGiven, const ApiAnswer& removed) {
    const bool isGiven = given.status == asGiven && removed.code() == "role_in_use";
    const bool isGone = removed.status == 204 && given.fieldCode("role") == "not_an_option";
    CPPUNIT_ASSERT_MESSAGE(given.text + removed.text, isGiven || isGone);
  }

  std::unique_ptr<TestEngine> engine_;
  std::unique_ptr<ApiClient> owner_, another_;
};
HOSTLER_SUITE(StaffRolesTest, "modules/accounts/staff_roles");

class StaffRolesOnMariaDbTest : public StaffRolesTest {
  CPPUNIT_TEST_SUB_SUITE(StaffRolesOnMariaDbTest, StaffRolesTest);
  CPPUNIT_TEST_SUITE_END();

 protected:
  std::optional<db::DatabaseUrl> database() override { return MariaDb::shared().freshDatabase(); }
};
HOSTLER_SUITE(StaffRolesOnMariaDbTest, "modules/accounts/staff_roles");

}  // namespace hostler::testing
