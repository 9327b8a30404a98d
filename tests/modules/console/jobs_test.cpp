#include "tests/modules/console/console.h"

namespace hostler::testing {

class JobConsoleTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(JobConsoleTest);
  CPPUNIT_TEST(jobsAreFoundByStateKindAndTime);
  CPPUNIT_TEST(whatIsParkedIsTriedAgainWithFreshAttempts);
  CPPUNIT_TEST(whatRunsOrIsDoneIsLeftAlone);
  CPPUNIT_TEST(whatIsDiscardedIsOverAndSaid);
  CPPUNIT_TEST(aClientSeesTheirOwnJobAndNoInnerWords);
  CPPUNIT_TEST(onlyThePlatformsStaffSeeTheQueue);
  CPPUNIT_TEST(operationsAreShownWithoutTheirSecrets);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    console_ = std::make_unique<Console>();
    owner_ = std::make_unique<ApiClient>(console_->engine.owner());
  }
  void tearDown() override {
    owner_.reset();
    console_.reset();
  }

  void jobsAreFoundByStateKindAndTime() {
    job(jobs::State::Queued);
    const auto later = job(jobs::State::Queued, "test.errand", std::chrono::hours{24});
    const auto parked = job(jobs::State::Parked);
    job(jobs::State::Parked, "test.other");
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, found(""));
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, found("due=true&"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{2}, found("state=parked&"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, found("state=parked&kind=test.other&"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, found("state=failed&"));
    CPPUNIT_ASSERT_EQUAL(422, owner_->get("/admin/jobs?state=lost").status);
    CPPUNIT_ASSERT_EQUAL(std::string{"parked"}, stateOf(parked));
    CPPUNIT_ASSERT_EQUAL(std::string{"queued"}, stateOf(later));
    CPPUNIT_ASSERT_EQUAL(404, owner_->get("/admin/jobs/job_0000000000001").status);
  }

  void whatIsParkedIsTriedAgainWithFreshAttempts() {
    for (const auto state : {jobs::State::Parked, jobs::State::Failed, jobs::State::Discarded}) {
      const auto id = job(state);
      const auto answer = owner_->post("/admin/jobs/" + id.text() + "/retry");
      CPPUNIT_ASSERT_EQUAL_MESSAGE(answer.text, 200, answer.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"queued"}, stateOf(id));
      CPPUNIT_ASSERT_EQUAL(0, answer["attempts"].get<int>());
      CPPUNIT_ASSERT_EQUAL(std::int64_t{6}, fenceOf(id));  // whoever had it has it no more
    }
  }

  void whatRunsOrIsDoneIsLeftAlone() {
    for (const auto state : {jobs::State::Running, jobs::State::Succeeded}) {
      const auto id = job(state);
      const auto retried = owner_->post("/admin/jobs/" + id.text() + "/retry");
      CPPUNIT_ASSERT_EQUAL(409, retried.status);
      CPPUNIT_ASSERT_EQUAL(std::string{"job_state"}, retried.code());
      CPPUNIT_ASSERT_EQUAL(409, owner_->remove("/admin/jobs/" + id.text()).status);
      CPPUNIT_ASSERT_EQUAL(std::string{wordOf(state)}, stateOf(id));
    }
    const auto waiting = job(jobs::State::Queued);
    CPPUNIT_ASSERT_EQUAL(409, owner_->post("/admin/jobs/" + waiting.text() + "/retry").status);
  }

  void whatIsDiscardedIsOverAndSaid() {
    const auto id = job(jobs::State::Queued);
    const auto answer = owner_->remove("/admin/jobs/" + id.text());
    CPPUNIT_ASSERT_MESSAGE(answer.text, answer.status / 100 == 2);
    CPPUNIT_ASSERT_EQUAL(std::string{"discarded"}, stateOf(id));
    CPPUNIT_ASSERT_EQUAL(
        std::size_t{1},
        console_->engine.database()
            .query("SELECT action FROM audit_entries WHERE action = 'job.discarded'")
            .size());
  }

  void aClientSeesTheirOwnJobAndNoInnerWords() {
    auto asha = console_->engine.signedUpClient("asha@example.in");
    auto ravi = console_->engine.signedUpClient("ravi@example.in");
    const auto account = Id<Account>::parse(asha.get("/account")["id"].get<std::string>()).value();
    const auto id = job(jobs::State::Parked, "test.errand", {}, account);
    const auto seen = asha.get("/jobs/" + id.text());
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seen.text, 200, seen.status);
    CPPUNIT_ASSERT(seen.text.find("secret-host") == std::string::npos);
    CPPUNIT_ASSERT(seen.text.find("test.errand") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(404, ravi.get("/jobs/" + id.text()).status);
    CPPUNIT_ASSERT_EQUAL(404, asha.get("/jobs/" + job(jobs::State::Parked).text()).status);
  }

  void onlyThePlatformsStaffSeeTheQueue() {
    const auto id = job(jobs::State::Parked).text();
    auto client = console_->engine.signedUpClient("asha@example.in");
    for (const auto* path :
         {"/admin/jobs", "/admin/provider-operations", "/admin/settings", "/admin/test-clock"}) {
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 403, client.get(path).status);
      CPPUNIT_ASSERT_EQUAL_MESSAGE(path, 401, console_->engine.stranger().get(path).status);
    }
    CPPUNIT_ASSERT_EQUAL(403, client.post("/admin/jobs/" + id + "/retry").status);
    CPPUNIT_ASSERT_EQUAL(403, client.remove("/admin/jobs/" + id).status);
  }

  void operationsAreShownWithoutTheirSecrets() {
    auto running = job(jobs::State::Running);
    console_->engine.database().transaction([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO provider_operations (id, tenant_id, account_id, instance, operation, "
          "idempotency_key, subject, request, request_hash, state, reply, error_code, "
          "error_message, attempts, located, created_at, updated_at) VALUES (?, 1, NULL, 'panel', "
          "'provisioner/1.create', 'k', 'svc_1', ?, '', 'unknown', ?, '', 'no answer', 1, 2, 0, 0)",
          running, dump(Json{{"domain", "a.example"}, {"password", "***"}}),
          db::Blob{"sealed-bytes"});
    });
    const auto list = owner_->get("/admin/provider-operations?subject=svc_1&state=unknown");
    CPPUNIT_ASSERT_EQUAL_MESSAGE(list.text, std::size_t{1}, list["data"].size());
    CPPUNIT_ASSERT_EQUAL(2, list["data"][0]["located"].get<int>());
    CPPUNIT_ASSERT(list.text.find("sealed-bytes") == std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0},
                         owner_->get("/admin/provider-operations?state=succeeded")["data"].size());

    // Which job asked, once one has.
    CPPUNIT_ASSERT(list["data"][0]["job_id"].is_null());
    const auto asked = job(jobs::State::Running).text();
    const auto path = "/admin/provider-operations?job_id=" + asked;
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, owner_->get(path)["data"].size());
    console_->engine.database().transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE provider_operations SET job_id = ?", Id<jobs::Job>::parse(asked).value());
    });
    const auto found = owner_->get(path);
    CPPUNIT_ASSERT_EQUAL_MESSAGE(found.text, std::size_t{1}, found["data"].size());
    CPPUNIT_ASSERT_EQUAL(asked, found["data"][0]["job_id"].get<std::string>());
    CPPUNIT_ASSERT_EQUAL(asked, owner_
                                    ->get("/admin/provider-operations/" +
                                          found["data"][0]["id"].get<std::string>())["job_id"]
                                    .get<std::string>());
  }

 private:
  Id<jobs::Job> job(jobs::State state, const std::string& kind = "test.errand", Duration after = {},
                    std::optional<Id<Account>> account = {}) {
    const auto id = console_->engine.ids().next<jobs::Job>();
    const auto now = console_->clock.now();
    console_->engine.database().transaction([&](db::Transaction& tx) {
      tx.execute(
          "INSERT INTO jobs (id, tenant_id, account_id, kind, lane, state, priority, run_at, "
          "payload, keep_key, attempts, crashes, node, fence, progress, last_error, created_at) "
          "VALUES (?, 1, ?, ?, 'default', ?, 2, ?, '{\"number\":1}', 1, 3, 0, 7, 5, 0, "
          "'secret-host said no', ?)",
          id, account, kind, static_cast<int>(state), now.plus(after), now);
    });
    return id;
  }
  std::size_t found(const std::string& filter) {
    return owner_->get("/admin/jobs?" + filter + "limit=50")["data"].size();
  }
  std::string stateOf(Id<jobs::Job> id) {
    return owner_->get("/admin/jobs/" + id.text())["state"].get<std::string>();
  }
  std::int64_t fenceOf(Id<jobs::Job> id) {
    return console_->engine.database()
        .query("SELECT fence FROM jobs WHERE id = ?", id)
        .only()
        .integer("fence");
  }

  std::unique_ptr<Console> console_;
  std::unique_ptr<ApiClient> owner_;
};
HOSTLER_SUITE(JobConsoleTest, "modules/console/jobs");

}  // namespace hostler::testing
