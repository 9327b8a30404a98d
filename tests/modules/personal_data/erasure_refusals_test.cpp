#include "tests/modules/personal_data/in_erasure.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;

// An account ends once nothing of it moves any more: what is still to be given back, removed or
// looked at by staff would be lost with it.
template <class Engine>
class ErasureRefusalsTest : public testing::InErasure {
  CPPUNIT_TEST_SUITE(ErasureRefusalsTest);
  CPPUNIT_TEST(aRefundThatWaitsForStaffIsNotLost);
  CPPUNIT_TEST(aJobThatIsParkedStaysUntilStaffHaveSeenToIt);
  CPPUNIT_TEST(jobsThatHaveEndedGoAndOthersStay);
  CPPUNIT_TEST(whatAJobStillAsksForIsNotTakenFromIt);
  CPPUNIT_TEST(whatIsLeftOfAMachineGoesFirst);
  CPPUNIT_TEST(whatOthersWaitForIsNotInTheWay);
  CPPUNIT_TEST_SUITE_END();

 public:
  ErasureRefusalsTest() : InErasure{placeOn<Engine>} {}

  void aRefundThatWaitsForStaffIsNotLost() {
    const auto payment = shop_->pay(shop_->issue(client_, inr(499'00)), "pay_1").id;
    shop_->providers.on("gateway/1.refund", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::NeedsAttention, "balance", "no balance for refunds");
    });
    shop_->refund(payment, inr(100'00));
    shop_->doJobs();

    CPPUNIT_ASSERT_EQUAL(Json({{"pending_refunds", 1}, {"parked_jobs", 1}}), inTheWay());

    shop_->providers.on("gateway/1.refund", [](const ProviderRequest& request) {
      return ProviderAnswer{
          Outcome::Succeeded,
          {{"id", "rfnd_1"}, {"state", "processed"}, {"refund", request.body["refund"]}}};
    });
    does("UPDATE jobs SET state = 1, run_at = ?, finished_at = NULL WHERE state = 5",
         shop_->clock.now());
    shop_->doJobs();
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("refunds WHERE status = 'processed'"));
    CPPUNIT_ASSERT_EQUAL(Json::object(), inTheWay());
  }

  void aJobThatIsParkedStaysUntilStaffHaveSeenToIt() {
    const auto parked = job(jobs::State::Parked, client_);
    CPPUNIT_ASSERT_EQUAL(Json({{"parked_jobs", 1}}), inTheWay());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, count("jobs WHERE state = 5"));
    does("UPDATE jobs SET state = 6 WHERE id = ?", parked);
    CPPUNIT_ASSERT_EQUAL(Json::object(), inTheWay());
  }

  void jobsThatHaveEndedGoAndOthersStay() {
    for (const auto state : {jobs::State::Queued, jobs::State::Running, jobs::State::Succeeded,
                             jobs::State::Failed, jobs::State::Discarded})
      job(state, client_);
    CPPUNIT_ASSERT_EQUAL(Json::object(), inTheWay());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count("jobs WHERE account_id IS NOT NULL"));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2},
                         count("jobs WHERE account_id IS NOT NULL AND state IN (1, 2)"));
  }

  // Without the stored answer it would go to the provider a second time.
  void whatAJobStillAsksForIsNotTakenFromIt() {
    const auto goesOn = call(job(jobs::State::Queued, client_)),
               running = call(job(jobs::State::Running, client_)),
               over = call(job(jobs::State::Succeeded, client_)), ofNobody = call({});
    CPPUNIT_ASSERT_EQUAL(Json::object(), inTheWay());
    const auto answered = [&](std::int64_t one) {
      return count("provider_operations WHERE reply IS NOT NULL AND id = " + std::to_string(one)) ==
             1;
    };
    CPPUNIT_ASSERT(answered(goesOn) && answered(running));
    CPPUNIT_ASSERT(!answered(over) && !answered(ofNobody));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{0}, count("provider_operations WHERE request <> '{}'"));
  }

  void whatIsLeftOfAMachineGoesFirst() {
    const auto volume = belonging(client_);
    CPPUNIT_ASSERT_EQUAL(Json({{"resources", 1}}), inTheWay());
    does("UPDATE compute_resources SET ended_at = ? WHERE id = ?", shop_->clock.now(), volume);
    CPPUNIT_ASSERT_EQUAL(Json::object(), inTheWay());
  }

  void whatOthersWaitForIsNotInTheWay() {
    const auto other = shop_->client();
    job(jobs::State::Parked, other);
    job(jobs::State::Parked, {});
    belonging(other);
    CPPUNIT_ASSERT_EQUAL(Json::object(), inTheWay());
    CPPUNIT_ASSERT_EQUAL(std::int64_t{2}, count("jobs WHERE state = 5"));
  }

 private:
  // Erases the account, or says how much of what keeps that from happening.
  Json inTheWay() {
    Json left = Json::object();
    try {
      erase();
    } catch (const DomainError& error) {
      CPPUNIT_ASSERT_EQUAL(std::string{"account_in_use"}, error.code());
      CPPUNIT_ASSERT_EQUAL(409, error.status());
      for (const auto& [name, number] : error.facts().items()) {
        if (number != 0) left[name] = number;
      }
    }
    return left;
  }

  std::int64_t job(jobs::State state, std::optional<Id<Account>> account) {
    const auto number = id();
    const auto now = shop_->clock.now();
    does(
        "INSERT INTO jobs (id, tenant_id, account_id, kind, lane, state, priority, run_at, "
        "payload, keep_key, attempts, crashes, fence, progress, created_at) VALUES (?, 1, ?, "
        "'test.work', 'test', ?, 2, ?, '{}', 0, 1, 0, 1, 0, ?)",
        number, account, static_cast<int>(state), now, now);
    return number;
  }

  std::int64_t call(std::optional<std::int64_t> sentBy) {
    const auto number = id();
    const auto now = shop_->clock.now();
    does(
        "INSERT INTO provider_operations (id, tenant_id, account_id, instance, operation, "
        "idempotency_key, subject, request, request_hash, state, reply, error_code, error_message, "
        "attempts, located, job_id, created_at, updated_at) VALUES (?, 1, ?, 'panel', "
        "'provisioner/1.suspend', ?, 'svc_1', '{\"name\": \"Zaphira\"}', 'h', 'succeeded', ?, "
        "'', '', 1, 0, ?, ?, ?)",
        number, client_, std::to_string(number), db::Blob{"sealed"}, sentBy, now, now);
    return number;
  }

  std::int64_t belonging(Id<Account> account) {
    const auto number = id();
    const auto now = shop_->clock.now();
    does(
        "INSERT INTO compute_resources (id, tenant_id, account_id, server_id, service_id, plugin, "
        "kind, external_id, name, state, gigabytes, facts, last_error, created_at, updated_at) "
        "VALUES (?, 1, ?, 1, 1, 'cloud', 'volumes', 'vol-1', 'data', 'ready', 10, '{}', '', ?, ?)",
        number, account, now, now);
    return number;
  }
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ErasureRefusalsTest, "modules/personal_data/erasure_refusals");

}  // namespace hostler
