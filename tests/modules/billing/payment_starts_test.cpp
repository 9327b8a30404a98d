#include "tests/modules/billing/till.h"

#include <algorithm>

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
  CPPUNIT_TEST(twoOpenAttemptsAreToldApart);
  CPPUNIT_TEST(aMarkIsFreeOnceNoMoneyCanComeByIt);
  CPPUNIT_TEST(whereEveryMarkIsTakenTheAttemptHasFailed);
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

  void twoOpenAttemptsAreToldApart() {
    marks();
    const auto first = payAnew(), second = payAnew(), third = payAnew();
    CPPUNIT_ASSERT_EQUAL(std::string{"mark 0"}, markOf(first));
    CPPUNIT_ASSERT_EQUAL(std::string{"mark 1"}, markOf(second));
    CPPUNIT_ASSERT_EQUAL(std::string{"mark 2"}, markOf(third));
    const auto asked = till_.gateway.asked("gateway/1.checkout");
    CPPUNIT_ASSERT_EQUAL(std::size_t{6}, asked.size());
    CPPUNIT_ASSERT(asked.back().body["taken"] == Json::array({"mark 0", "mark 1"}));
  }

  void aMarkIsFreeOnceNoMoneyCanComeByIt() {
    marks();
    const auto first = payAnew();
    till_.database->transaction([&](db::Transaction& tx) {
      tx.execute("UPDATE payments SET status = 'cancelled' WHERE id = ?", first.id);
    });
    CPPUNIT_ASSERT_EQUAL(std::string{"mark 1"}, markOf(payAnew()));
    till_.clock.advance(std::chrono::hours{8 * 24});
    CPPUNIT_ASSERT_EQUAL(std::string{"mark 0"}, markOf(payAnew()));
    CPPUNIT_ASSERT_EQUAL(std::string{"mark 2"}, markOf(payAnew()));
  }

  void whereEveryMarkIsTakenTheAttemptHasFailed() {
    marks(1);
    payAnew();
    const auto second = till_.now(payAnew().id);
    CPPUNIT_ASSERT(second.status == PaymentStatus::Failed);
    CPPUNIT_ASSERT_EQUAL(std::string{"marks_taken"}, second.errorCode);
  }

 private:
  // Coins at one address: so many amounts, one after the other.
  void marks(std::size_t most = 100) {
    till_.gateway.on("gateway/1.checkout", [most](const ProviderRequest& request) {
      const auto taken = request.body.value("taken", Json::array()).size();
      const auto mark = "mark " + std::to_string(std::min(taken, most - 1));
      return ProviderAnswer{Outcome::Succeeded,
                            {{"reference", request.body["attempt"].get<std::string>() + ":" + mark},
                             {"amount", request.body["amount"]},
                             {"state", "open"},
                             {"next_action", {{"type", "instructions"}}},
                             {"mark", mark}}};
    });
  }
  Payment payAnew() {
    const auto invoice = till_.issue(client_, rupees(500'00)).id;
    const auto begun = till_.payments.start(Till::actorOf(client_), {invoice}, "bank");
    till_.doJobs();
    return till_.now(begun.id);
  }
  static std::string markOf(const Payment& payment) {
    const auto reference = payment.reference.value();
    return reference.substr(reference.find(':') + 1);
  }
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
