#include "tests/modules/billing/till.h"

namespace hostler {

using namespace testing;
using namespace db;
using Kind = GatewayNotice::Kind;

// What a webhook should have told and did not is asked after.
template <class Engine>
class ReconcilingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(ReconcilingTest);
  CPPUNIT_TEST(aSecondTryThatSucceededIsFoundAfterAFirstThatFailed);
  CPPUNIT_TEST(anAbandonedAttemptIsAskedAfterLessAndLess);
  CPPUNIT_TEST(aFailedAttemptIsForgottenInTheEnd);
  CPPUNIT_TEST(aRefundThatFailedUnheardIsFound);
  CPPUNIT_TEST(aRefundThatIsDoneIsNotAskedAfter);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    client_ = till_.client();
    invoice_ = till_.issue(client_, rupees(500'00)).id;
    payment_ = till_.attempt(client_, {invoice_});
    till_.doJobs();
  }

  void aSecondTryThatSucceededIsFoundAfterAFirstThatFailed() {
    auto failure = Till::captured(payment_, rupees(500'00), "pay_1");
    failure.kind = Kind::Failed;
    till_.desk.book({failure});
    CPPUNIT_ASSERT(till_.now(payment_.id).status == PaymentStatus::Failed);
    till_.gateway.on("gateway/1.fetch", [this](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"payments",
                              {{{"id", "pay_2"},
                                {"state", "captured"},
                                {"reference", payment_.reference.value()},
                                {"amount", toJson(rupees(500'00))}}}}}};
    });
    till_.clock.advance(std::chrono::minutes{6});
    till_.reconcile();
    CPPUNIT_ASSERT(till_.now(payment_.id).status == PaymentStatus::Succeeded);
    CPPUNIT_ASSERT(till_.now(invoice_).stored == InvoiceStatus::Paid);
    const auto asked = till_.gateway.asked("gateway/1.fetch").front().body;
    CPPUNIT_ASSERT_EQUAL(payment_.createdAt.unixMicros() / 1'000'000,
                         asked["started_at"].get<std::int64_t>());
    till_.mustAddUp();
  }

  void anAbandonedAttemptIsAskedAfterLessAndLess() {
    for (int round = 0; round < 8 * 24 * 12; ++round) {
      till_.clock.advance(std::chrono::minutes{5});
      if (anyUnsettled()) till_.reconcile();
    }
    const auto asked = till_.gateway.asked("gateway/1.fetch").size();
    CPPUNIT_ASSERT(asked >= 10 && asked <= 60);
    CPPUNIT_ASSERT(till_.now(payment_.id).status == PaymentStatus::Cancelled);
    CPPUNIT_ASSERT(!anyUnsettled());
  }

  void aFailedAttemptIsForgottenInTheEnd() {
    auto failure = Till::captured(payment_, rupees(500'00), "pay_1");
    failure.kind = Kind::Failed;
    till_.desk.book({failure});
    till_.clock.advance(std::chrono::hours{6 * 24});
    CPPUNIT_ASSERT(anyUnsettled());
    till_.clock.advance(std::chrono::hours{2 * 24});
    CPPUNIT_ASSERT(!anyUnsettled());
  }

  void aRefundThatFailedUnheardIsFound() {
    const auto refund = acceptedRefund("pending");
    till_.gateway.on("gateway/1.locate_refund", [](const ProviderRequest& request) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"refund",
                              {{"id", "rfnd_1"},
                               {"payment_id", request.body["payment_id"]},
                               {"refund", request.body["refund"]},
                               {"state", "failed"},
                               {"amount", toJson(rupees(200'00))}}}}};
    });
    till_.clock.advance(std::chrono::hours{2});
    till_.reconcile();
    CPPUNIT_ASSERT(till_.now(refund).status == RefundStatus::Failed);
    CPPUNIT_ASSERT_EQUAL(rupees(200'00), till_.creditOf(client_));
    till_.mustAddUp();
  }

  void aRefundThatIsDoneIsNotAskedAfter() {
    acceptedRefund("processed");
    till_.clock.advance(std::chrono::hours{2});
    till_.reconcile();
    CPPUNIT_ASSERT(till_.gateway.asked("gateway/1.locate_refund").empty());
  }

 private:
  bool anyUnsettled() {
    return till_.database->read(
        [&](db::Reader& reader) { return till_.billingJobs.isAnythingUnsettled(reader); });
  }
  Id<Refund> acceptedRefund(const std::string& state) {
    till_.desk.book({Till::captured(payment_, rupees(500'00), "pay_1")});
    till_.gateway.on("gateway/1.refund", [state](const ProviderRequest& request) {
      return ProviderAnswer{
          state == "pending" ? Outcome::Pending : Outcome::Succeeded,
          {{"id", "rfnd_1"}, {"state", state}, {"refund", request.body["refund"]}}};
    });
    const auto refund = till_.refund(payment_.id, rupees(200'00));
    till_.doJobs();
    return refund.id;
  }

  Engine engine_;
  Till till_{engine_.url()};
  Id<Account> client_;
  Id<Invoice> invoice_;
  Payment payment_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(ReconcilingTest, "modules/billing/reconciling");

}  // namespace hostler
