#include "core/db/schema_session.h"
#include "modules/services/service_tasks.h"
#include "tests/modules/services/service_shop.h"

#include <utility>

namespace hostler {

using testing::ServiceShop;

namespace {

// Of what is done through it, the first transaction begins only after something else was
// committed.
class InterruptedDatabase final : public db::Database {
 public:
  InterruptedDatabase(db::Database& inner, std::function<void()> before)
      : inner_{inner}, before_{std::move(before)} {}

  bool isWaiting() const { return before_ != nullptr; }
  bool inTransaction() const override { return inner_.inTransaction(); }
  db::Dialect dialect() const override { return inner_.dialect(); }
  Instant serverTime() override { return inner_.serverTime(); }
  PoolState pool() const override { return inner_.pool(); }
  std::unique_ptr<db::SchemaSession> schemaSession(std::chrono::milliseconds patience) override {
    return inner_.schemaSession(patience);
  }

 protected:
  void inTransaction(const std::function<void(db::Transaction&)>& work) override {
    if (const auto before = std::exchange(before_, nullptr)) before();
    inner_.transaction([&](db::Transaction& tx) { work(tx); });
  }
  void inSnapshot(const std::function<void(db::Reader&)>& work) override {
    inner_.read([&](db::Reader& reader) { work(reader); });
  }
  void inStatement(const std::function<void(db::Reader&)>& work) override {
    inner_.readOne([&](db::Reader& reader) { work(reader); });
  }
  void inUnit(const std::function<void(db::Transaction&)>& onBegin,
              const std::function<void()>& work) override {
    inner_.together(onBegin, work);
  }

 private:
  db::Database& inner_;
  std::function<void()> before_;
};

}  // namespace

// Money that comes between the look at a service and the call to its provider: what is committed
// before the call is sent holds.
class LastSecondTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(LastSecondTest);
  CPPUNIT_TEST(aPaymentBeforeTheSuspensionIsSentPreventsIt);
  CPPUNIT_TEST(aPaymentAfterTheBackupPreventsTheRemoval);
  CPPUNIT_TEST(whatWasRemovedWhileItWasPaidIsShownToAPerson);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aPaymentBeforeTheSuspensionIsSentPreventsIt() {
    const auto id = shop_.running();
    shop_.suspend(id, SuspensionReason::Overdue);
    const auto job = shop_.jobOf(SuspendService::kKind);
    doSuspension([&] { change("UPDATE services SET provisioning = 'idle'"); });

    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("suspend"));
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Active, ProvisioningState::Idle));
    CPPUNIT_ASSERT(shop_.stateOf(job) == jobs::State::Succeeded);
  }

  void aPaymentAfterTheBackupPreventsTheRemoval() {
    const auto id = shop_.suspended(SuspensionReason::Overdue);
    shop_.terminate(id);
    shop_.panel.on("backup", [&](const ProviderRequest& request) {
      change("UPDATE services SET provisioning = 'idle'");
      return shop_.panel.act(request);
    });
    shop_.doJobs();

    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, shop_.panel.asked("backup"));
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("terminate"));
    CPPUNIT_ASSERT(shop_.is(shop_.now(id), ServiceStatus::Suspended, ProvisioningState::Idle));
  }

  void whatWasRemovedWhileItWasPaidIsShownToAPerson() {
    const auto id = shop_.running();
    const auto invoice = shop_.overdue(id);
    shop_.suspend(id, SuspensionReason::Overdue);
    shop_.doJobs();
    shop_.moveBy(std::chrono::hours{360});
    shop_.terminate(id);
    shop_.panel.on("terminate", [&](const ProviderRequest& request) {
      shop_.panel.recovers("terminate");
      shop_.pay(invoice);
      return shop_.panel.act(request);
    });
    shop_.settle(std::chrono::minutes{5});

    CPPUNIT_ASSERT(shop_.now(id).provisioning == ProvisioningState::Attention);
    CPPUNIT_ASSERT(shop_.now(id).lastError.find("b1") != std::string::npos);
    CPPUNIT_ASSERT_EQUAL(std::size_t{0}, shop_.panel.asked("unsuspend"));
  }

 private:
  void change(const std::string& sql) {
    shop_.engine.database().transaction([&](db::Transaction& tx) { tx.execute(sql); });
  }
  // Does the suspension that is due. It has looked at its service when `meanwhile` is committed,
  // and has not marked its call as sent.
  void doSuspension(const std::function<void()>& meanwhile) {
    constexpr int kNode = 7;
    auto& engine = shop_.engine;
    jobs::Claims claims{engine.database(), engine.clock(), kNode, shop_.handlers,
                        &shop_.interventions};
    int done = 0;
    for (const auto& lane : claims.due().lanes) {
      for (const auto& job : claims.claim(lane, 10)) {
        if (job.kind != SuspendService::kKind) continue;
        InterruptedDatabase database{engine.database(), meanwhile};
        const auto& handler = *shop_.handlers.find(job.kind);
        jobs::Context context{database, engine.clock(), job, kNode};
        const auto result = handler.run(context);
        CPPUNIT_ASSERT(!database.isWaiting());
        if (result.kind() != jobs::Result::Kind::Recorded) claims.record(job, handler, result);
        ++done;
      }
    }
    CPPUNIT_ASSERT_EQUAL(1, done);
  }

  ServiceShop shop_;
};
HOSTLER_SUITE(LastSecondTest, "modules/services/last_second");

}  // namespace hostler
