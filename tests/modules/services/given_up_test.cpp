#include "modules/services/service_tasks.h"
#include "tests/modules/services/service_shop.h"

namespace hostler {

using testing::ServiceShop;

// Nothing that clients have paid for goes silent: whatever ends a job without success is shown to a
// person, who can take it up again.
class GivenUpTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(GivenUpTest);
  CPPUNIT_TEST(aCreateThatIsTriedInVainNeedsAPerson);
  CPPUNIT_TEST(aJobThatThrowsForTheLastTimeNeedsAPerson);
  CPPUNIT_TEST(aJobThatKillsItsWorkersNeedsAPerson);
  CPPUNIT_TEST(whatAProviderHasAcceptedIsAskedAfter);
  CPPUNIT_TEST(whatAProviderNeverFinishesNeedsAPerson);
  CPPUNIT_TEST(aJobThatIsTriedAgainTakesTheServiceUpAgain);
  CPPUNIT_TEST(aJobWhoseServiceHasGoneOnIsNotTriedAgain);
  CPPUNIT_TEST(aJobIsNotTriedAgainBesideItsTwin);
  CPPUNIT_TEST(aDiscardedJobIsNotRevived);
  CPPUNIT_TEST(aDiscardedCreateNeedsAPerson);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aCreateThatIsTriedInVainNeedsAPerson() {
    const auto id = ordered();
    shop_.panel.fails("create", Outcome::Retryable, "the server is down");
    shop_.settle(std::chrono::hours{72});
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT_EQUAL(std::string{"the server is down"}, shop_.now(id).lastError);
    CPPUNIT_ASSERT_EQUAL(std::size_t{40}, shop_.panel.asked("create"));
    CPPUNIT_ASSERT(shop_.stateOf(job()) == jobs::State::Parked);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, told());
  }

  void aJobThatThrowsForTheLastTimeNeedsAPerson() {
    const auto id = ordered();
    shop_.panel.on("create", [](const ProviderRequest&) -> ProviderAnswer {
      throw std::runtime_error{"out of memory"};
    });
    shop_.settle(std::chrono::hours{72});
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, told());
  }

  void aJobThatKillsItsWorkersNeedsAPerson() {
    const auto made = ordered();
    shop_.killWorkers(3);
    CPPUNIT_ASSERT(shop_.stateOf(job()) == jobs::State::Parked);
    CPPUNIT_ASSERT(shop_.is(shop_.now(made), ServiceStatus::Pending, ProvisioningState::Attention));
    CPPUNIT_ASSERT(shop_.now(made).lastError.find("died three times") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, told());
    shop_.console.retry(shop_.staff(), job());
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.is(shop_.now(made), ServiceStatus::Active, ProvisioningState::Idle));

    shop_.moveBy(std::chrono::seconds{1});
    shop_.suspend(made, SuspensionReason::Staff);
    shop_.killWorkers(3);
    CPPUNIT_ASSERT(shop_.is(shop_.now(made), ServiceStatus::Active, ProvisioningState::Attention));
    shop_.moveBy(std::chrono::seconds{1});
    shop_.terminate(made);
    shop_.killWorkers(3);
    CPPUNIT_ASSERT(shop_.is(shop_.now(made), ServiceStatus::Active, ProvisioningState::Attention));
    CPPUNIT_ASSERT_EQUAL(std::int64_t{3}, told());
  }

  void whatAProviderHasAcceptedIsAskedAfter() {
    tellPending("create", 1);
    const auto id = ordered();
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Creating);
    shop_.panel.accounts["u1"] = {"example.com", false};  // by and by it is there
    shop_.settle(std::chrono::minutes{10});
    CPPUNIT_ASSERT(shop_.now(id).status == ServiceStatus::Active);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.asked("create"));

    shop_.moveBy(std::chrono::seconds{1});
    tellPending("suspend", 2);
    shop_.suspend(id, SuspensionReason::Staff);
    shop_.settle(std::chrono::minutes{10});
    CPPUNIT_ASSERT(shop_.now(id).status == ServiceStatus::Suspended);

    tellPending("terminate", 2);
    shop_.terminate(id);
    shop_.settle(std::chrono::minutes{10});
    CPPUNIT_ASSERT(shop_.now(id).status == ServiceStatus::Terminated);
  }

  void whatAProviderNeverFinishesNeedsAPerson() {
    const auto id = shop_.running();
    shop_.panel.on("suspend", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Pending, Json::object()};
    });
    shop_.suspend(id, SuspensionReason::Staff);
    shop_.settle(std::chrono::minutes{5});
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Suspending);
    shop_.moveBy(std::chrono::hours{37});
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, told());
  }

  void aJobThatIsTriedAgainTakesTheServiceUpAgain() {
    const auto id = ordered();
    shop_.panel.fails("create", Outcome::NeedsAttention, "the licence ran out");
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Attention);

    shop_.panel.recovers("create");
    shop_.console.retry(shop_.staff(), job());
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Creating);
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Idle));
  }

  void aJobWhoseServiceHasGoneOnIsNotTriedAgain() {
    const auto id = shop_.running();
    shop_.panel.fails("suspend", Outcome::NeedsAttention);
    shop_.suspend(id, SuspensionReason::Staff);
    shop_.doJobs();
    const auto failed = shop_.jobOf(SuspendService::kKind);
    shop_.terminate(id);
    shop_.doJobs();
    CPPUNIT_ASSERT_THROW(shop_.console.retry(shop_.staff(), failed), DomainError);
    CPPUNIT_ASSERT(shop_.stateOf(failed) == jobs::State::Parked);
  }

  void aJobIsNotTriedAgainBesideItsTwin() {
    const auto id = ordered();
    shop_.panel.fails("create", Outcome::NeedsAttention);
    shop_.doJobs();
    const auto first = job();
    shop_.moveBy(std::chrono::seconds{1});
    shop_.services.actions().provision(shop_.staff(), id, {});
    CPPUNIT_ASSERT(job() != first);
    CPPUNIT_ASSERT_THROW(shop_.console.retry(shop_.staff(), first), DomainError);
    CPPUNIT_ASSERT(shop_.stateOf(first) == jobs::State::Parked);
  }

  void aDiscardedJobIsNotRevived() {
    ordered();
    shop_.console.discard(shop_.staff(), job());
    CPPUNIT_ASSERT_THROW(shop_.console.retry(shop_.staff(), job()), DomainError);
    CPPUNIT_ASSERT(shop_.stateOf(job()) == jobs::State::Discarded);
  }

  void aDiscardedCreateNeedsAPerson() {
    const auto id = ordered();
    shop_.console.discard(shop_.staff(), job());
    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, told());
    // And a person can have it made.
    shop_.services.actions().provision(shop_.staff(), id, {});
    shop_.doJobs();
    CPPUNIT_ASSERT(shop_.now(id).status == ServiceStatus::Active);
  }

 private:
  Id<Service> ordered() {
    const auto made = shop_.order();
    shop_.pay(made.invoice);
    return made.service;
  }
  Id<jobs::Job> job() { return shop_.jobOf(CreateService::kKind); }
  std::int64_t told() {
    return shop_.count("SELECT COUNT(*) AS n FROM events WHERE name = 'service.needs_attention'");
  }
  // Goes on being pending so often, and then does it.
  void tellPending(const std::string& verb, int left) {
    shop_.panel.on(verb, [this, verb, left](const ProviderRequest& request) {
      if (left == 0) return shop_.panel.act(request);
      tellPending(verb, left - 1);
      return ProviderAnswer{Outcome::Pending, Json::object()};
    });
  }

  ServiceShop shop_;
};
HOSTLER_SUITE(GivenUpTest, "modules/services/given_up");

}  // namespace hostler
