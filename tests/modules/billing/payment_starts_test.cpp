#include "tests/modules/billing/till.h"

namespace hostler {

using namespace testing;
using namespace db;

// A gateway that cannot be reached for some minutes must not make an invoice unpayable.
template <class Engine>
class PaymentStartsTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(PaymentStartsTest);
  CPPUNIT_TEST(anAttemptThatNeverReachedItsGatewayHasFailed);
  CPPUNIT_TEST(afterAnOutageTheInvoiceCanBePaidAgain);
  CPPUNIT_TEST(anAnswerThatIsNoCheckoutFailsTheAttempt);
  CPPUNIT_TEST(anAttemptOnItsWayIsUsedAgain);
  CPPUNIT_TEST(anAttemptWhoseJobIsGoneIsNotUsedAgain);
  CPPUNIT_TEST_SUITE_END();

 public:
  void setUp() override {
    client_ = till_.client();
    invoice_ = till_.issue(client_, rupees(500'00)).id;
  }

  void anAttemptThatNeverReachedItsGatewayHasFailed() {
    outage();
    const auto first = pay();
    till_.doAllJobs();
    CPPUNIT_ASSERT(till_.now(first.id).status == PaymentStatus::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"unreachable"}, till_.now(first.id).errorCode);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1},
                         till_.count("SELECT COUNT(*) AS n FROM jobs WHERE state = 5"));
  }

  void afterAnOutageTheInvoiceCanBePaidAgain() {
    outage();
    const auto first = pay();
    till_.doAllJobs();
    works();
    const auto second = pay();
    CPPUNIT_ASSERT(second.id != first.id);
    till_.doJobs();
    CPPUNIT_ASSERT(till_.now(second.id).status == PaymentStatus::RequiresAction);
    CPPUNIT_ASSERT(pay().id == second.id);
  }

  void anAnswerThatIsNoCheckoutFailsTheAttempt() {
    till_.gateway.on("gateway/1.checkout", [](const ProviderRequest&) {
      return ProviderAnswer{Outcome::Succeeded, {{"reference", ""}}};
    });
    const auto first = pay();
    till_.doJobs();
    CPPUNIT_ASSERT(till_.now(first.id).status == PaymentStatus::Failed);
  }

  void anAttemptOnItsWayIsUsedAgain() { CPPUNIT_ASSERT(pay().id == pay().id); }

  void anAttemptWhoseJobIsGoneIsNotUsedAgain() {
    const auto first = pay();
    till_.database->transaction(
        [](db::Transaction& tx) { tx.execute("UPDATE jobs SET state = 5"); });
    CPPUNIT_ASSERT(pay().id != first.id);
  }

 private:
  Payment pay() { return till_.payments.start(Till::actorOf(client_), {invoice_}, "bank"); }
  void outage() {
    till_.gateway.on("gateway/1.checkout", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::Retryable, "unreachable", "no answer");
    });
  }
  void works() {
    till_.gateway.on("gateway/1.checkout", [](const ProviderRequest& request) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"reference", "order_" + request.body["attempt"].get<std::string>()},
                             {"amount", request.body["amount"]},
                             {"state", "open"},
                             {"next_action", {{"type", "redirect"}}}}};
    });
  }

  Engine engine_;
  Till till_{engine_.url()};
  Id<Account> client_;
  Id<Invoice> invoice_;
};
HOSTLER_SUITE_ON_BOTH_ENGINES(PaymentStartsTest, "modules/billing/payment_starts");

}  // namespace hostler
