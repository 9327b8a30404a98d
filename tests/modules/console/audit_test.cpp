#include "modules/accounts/caller_authority.h"
#include "modules/accounts/staff_roles.h"
#include "modules/console/audit_console.h"
#include "tests/modules/console/console.h"

#include <future>

namespace hostler::testing {

// Who did what, for those who may look into it.
class AuditConsoleTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(AuditConsoleTest);
  CPPUNIT_TEST(aChangeIsFoundWithWhatItChanged);
  CPPUNIT_TEST(activityLeavesOutWhatWasChanged);
  CPPUNIT_TEST(linesPageNewestFirst);
  CPPUNIT_TEST(anotherTenantsLinesAreNotThere);
  CPPUNIT_TEST(clientsAndPlainStaffSeeNothing);
  CPPUNIT_TEST(whatWasTamperedWithShows);
  CPPUNIT_TEST(theLogIsVerifiedByOneAtATime);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    console_ = std::make_unique<Console>();
    owner_ = std::make_unique<ApiClient>(console_->engine.owner());
    for (const auto* series : {"WEB", "NET"})
      CPPUNIT_ASSERT_EQUAL(200,
                           owner_->put("/admin/settings", {{"invoice.series", series}}).status);
  }
  void tearDown() override {
    owner_.reset();
    console_.reset();
  }

  void aChangeIsFoundWithWhatItChanged() {
    const auto found = owner_->get("/admin/audit?action=setting.changed&object=invoice.series");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(found.text, 200, found.status);
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, found["data"].size());
    const auto& line = found["data"][0];
    CPPUNIT_ASSERT_EQUAL(std::string{"WEB"}, line["before"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"NET"}, line["after"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(std::string{"staff"}, line["actor"].get<std::string>());
    const auto user = line["user"].get<std::string>();
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{2},
        owner_->get("/admin/audit?action=setting.changed&user=" + user)["data"].size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         owner_->get("/admin/audit?user=usr_0000000000001")["data"].size());
    CPPUNIT_ASSERT_EQUAL(422, owner_->get("/admin/audit?colour=red").status);
  }

  void activityLeavesOutWhatWasChanged() {
    const auto found = owner_->get("/admin/activity?action=setting.changed");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(found.text, std::size_t{2}, found["data"].size());
    CPPUNIT_ASSERT(!found["data"][0].contains("before"));
    CPPUNIT_ASSERT(!found["data"][0].contains("credential"));
  }

  void linesPageNewestFirst() {
    const auto all = owner_->get("/admin/audit?limit=200");
    const auto first = owner_->get("/admin/audit?limit=1");
    const auto next =
        owner_->get("/admin/audit?limit=1&cursor=" + first["next_cursor"].get<std::string>());
    CPPUNIT_ASSERT(all["data"][0] == first["data"][0]);
    CPPUNIT_ASSERT(all["data"][1] == next["data"][0]);
  }

  void anotherTenantsLinesAreNotThere() {
    auto& engine = console_->engine;
    engine.database().transaction([&](db::Transaction& tx) {
      engine.audit().record(tx, Actor::system(Id<Tenant>::of(2), "test"),
                            {"secret.plan", "x", nullptr, nullptr});
    });
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         owner_->get("/admin/audit?action=secret.plan")["data"].size());
  }

  void clientsAndPlainStaffSeeNothing() {
    auto client = console_->engine.signedUpClient("asha@example.in");
    for (const auto* path : {"/admin/audit", "/admin/activity"}) {
      CPPUNIT_ASSERT_EQUAL(403, client.get(path).status);
      CPPUNIT_ASSERT_EQUAL(401, console_->engine.stranger().get(path).status);
    }
    const ListedActions staff{StaffRoles::shipped("staff")};
    CPPUNIT_ASSERT(!staff.allows("audit:ReadEntries", {}));
    const ListedActions admin{StaffRoles::shipped("admin")};
    CPPUNIT_ASSERT(admin.allows("audit:ReadEntries", {}));
  }

  void whatWasTamperedWithShows() {
    auto& engine = console_->engine;
    while (engine.audit().seal(engine.database()) > 0) {
    }
    const auto whole = owner_->get("/admin/audit/verify");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(whole.text, 200, whole.status);
    CPPUNIT_ASSERT(whole["whole"].get<bool>());
    CPPUNIT_ASSERT(whole["seals"].get<int>() > 0);

    const auto triggers = engine.database()
                              .query("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                              .map([](const db::Row& row) { return row.text("name"); });
    const auto touched =
        static_cast<int>(owner_->get("/admin/audit?action=setting.changed")["data"].size());
    CPPUNIT_ASSERT(touched > 0);
    engine.database().transaction([&](db::Transaction& tx) {
      for (const auto& name : triggers) tx.execute("DROP TRIGGER " + name);
      tx.execute(
          "UPDATE audit_entries SET state_after = '\"HST\"' WHERE action = 'setting.changed'");
    });
    const auto torn = owner_->get("/admin/audit/verify");
    CPPUNIT_ASSERT(!torn["whole"].get<bool>());
    // Each is neither what was written nor what was sealed.
    CPPUNIT_ASSERT_EQUAL(2 * touched, torn["fault_count"].get<int>());
    CPPUNIT_ASSERT_EQUAL(static_cast<std::size_t>(2 * touched), torn["faults"].size());
    CPPUNIT_ASSERT_EQUAL(
        403, engine.signedUpClient("asha@example.in").get("/admin/audit/verify").status);
  }

  // It reads all there is, so a second one at the same time would only double the work.
  void theLogIsVerifiedByOneAtATime() {
    std::promise<void> begun, may;
    AuditConsole console{console_->engine.database(), [&] {
                           begun.set_value();
                           may.get_future().wait();
                           return AuditLog::Verdict{};
                         }};
    http::Router router;
    console.mount(router);
    const auto match = router.find(http::Method::Get, "/api/admin/audit/verify");
    const auto verify = [&] {
      http::Context context{front::Request{}};
      return match.route->handle(context, Json::object()).body;
    };
    auto first = std::async(std::launch::async, verify);
    begun.get_future().wait();

    std::string refusal = "none";
    int status = 200;
    try {
      verify();
    } catch (const DomainError& error) {
      refusal = error.code();
      status = error.status();
    } catch (const std::future_error&) {
      refusal = "a second one began";
    }
    may.set_value();

    CPPUNIT_ASSERT_EQUAL(std::string{"verification_running"}, refusal);
    CPPUNIT_ASSERT_EQUAL(409, status);
    CPPUNIT_ASSERT(first.get()["whole"].get<bool>());
  }

 private:
  std::unique_ptr<Console> console_;
  std::unique_ptr<ApiClient> owner_;
};
HOSTLER_SUITE(AuditConsoleTest, "modules/console/audit");

}  // namespace hostler::testing
