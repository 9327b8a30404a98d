#include "core/jobs/claims.h"
#include "tests/modules/billing/collector.h"

#include <random>
#include <thread>

namespace hostler {

using namespace testing;
using namespace db;
using namespace std::chrono_literals;

namespace {

constexpr auto kParked =
    "SELECT COUNT(*) AS n FROM jobs WHERE kind = 'billing.charge_saved_method' AND state = 5";

}  // namespace

// Due invoices are charged to saved methods, once.
template <class Engine>
class CollectingTest : public CppUnit::TestFixture {
  CPPUNIT_TEST_SUITE(CollectingTest);
  CPPUNIT_TEST(aDueInvoiceIsChargedOnItsDay);
  CPPUNIT_TEST(thePayerIsToldADayBefore);
  CPPUNIT_TEST(aboveTheMandatesLimitThePayerIsAsked);
  CPPUNIT_TEST(aDeclineIsTriedAgainWithAnotherMethod);
  CPPUNIT_TEST(aMethodThatIsLostIsChargedNoMore);
  CPPUNIT_TEST(theBankWantsThePayer);
  CPPUNIT_TEST(whoPaysMeanwhileIsNotCharged);
  CPPUNIT_TEST(anEarlyWebhookLeavesNothingUnmatched);
  CPPUNIT_TEST(aLostAnswerIsAskedAgainUnderItsKey);
  CPPUNIT_TEST(twoRunsAtOnceChargeOnce);
  CPPUNIT_TEST(whatTheBankTookBackIsNotChargedAgain);
  CPPUNIT_TEST(aDisputeStopsTheCollectingOfTheRest);
  CPPUNIT_TEST(whatAPersonGivesUpDoesNotBlockItsInvoice);
  CPPUNIT_TEST(nothingIsChargedTwiceWhateverHappens);
  CPPUNIT_TEST_SUITE_END();

 public:
  void aDueInvoiceIsChargedOnItsDay() {
    at_.save("token_1");
    const auto invoice = at_.due();
    at_.run();
    CPPUNIT_ASSERT(at_.charges.made.empty());
    at_.till.clock.advance(25h);
    at_.run();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.charges.made.size());
    CPPUNIT_ASSERT(at_.till.now(invoice).stored == InvoiceStatus::Paid);
    at_.passDays(9);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.charges.made.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"done"}, at_.state(invoice));
    at_.till.mustAddUp();
  }

  void thePayerIsToldADayBefore() {
    at_.save("token_1");
    at_.due();
    at_.run();
    at_.run();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.announced.size());
    CPPUNIT_ASSERT(at_.till.clock.now().plus(24h) <= at_.announced.front().chargeAt);
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), at_.announced.front().amount);
    at_.till.clock.set(at_.announced.front().chargeAt.minus(1s));
    at_.run();
    CPPUNIT_ASSERT(at_.charges.made.empty());
    at_.till.clock.advance(1s);
    at_.run();
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.charges.made.size());
  }

  void aboveTheMandatesLimitThePayerIsAsked() {
    at_.save("token_1");
    const auto within = at_.due(rupees(15'000'00));
    const auto above = at_.due(rupees(15'000'01));
    at_.passDays(9);
    CPPUNIT_ASSERT(at_.till.now(within).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT(at_.till.now(above).stored == InvoiceStatus::Unpaid);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.asked.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"amount_needs_payer"}, at_.asked.front().reason);
  }

  void aDeclineIsTriedAgainWithAnotherMethod() {
    at_.save("token_1");
    at_.save("token_2");
    std::vector<std::string> tried;
    at_.decline([&](const ProviderRequest& request) {
      tried.push_back(request.body["method"].get<std::string>());
      return tried.size() < 3 ? "insufficient_funds" : "";
    });
    const auto invoice = at_.due();
    at_.passDays(9);
    CPPUNIT_ASSERT_EQUAL(std::size_t{3}, tried.size());
    CPPUNIT_ASSERT(tried[0] == "token_1" && tried[1] == "token_2" && tried[2] == "token_1");
    CPPUNIT_ASSERT(at_.till.now(invoice).stored == InvoiceStatus::Paid);
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{3},
        at_.till.count("SELECT COUNT(DISTINCT payment_id) AS n FROM collection_attempts"));
    const auto second = at_.due();
    at_.decline([](const ProviderRequest&) { return "insufficient_funds"; });
    at_.passDays(20);
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, at_.state(second));
    CPPUNIT_ASSERT_EQUAL(std::string{"attempts_used_up"}, at_.asked.back().reason);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{4},
                         at_.till.count("SELECT MAX(number) AS n FROM collection_attempts"));
  }

  void aMethodThatIsLostIsChargedNoMore() {
    at_.save("token_1");
    at_.decline([](const ProviderRequest&) { return "stolen_card"; });
    const auto invoice = at_.due();
    at_.passDays(9);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.till.gateway.asked("gateway/1.charge").size());
    CPPUNIT_ASSERT_EQUAL(std::string{"stolen_card"}, at_.methods().front().blocked);
    CPPUNIT_ASSERT_EQUAL(std::string{"no_method"}, at_.asked.back().reason);
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, at_.state(invoice));
    at_.till.methods.refresh(Scope::ofAccount(kPlatform, at_.client), "bank");
    CPPUNIT_ASSERT_EQUAL(std::string{"stolen_card"}, at_.methods().front().blocked);
  }

  void theBankWantsThePayer() {
    at_.save("token_1");
    at_.decline([](const ProviderRequest&) { return "authentication_required"; });
    at_.till.gateway.on("gateway/1.checkout", [](const ProviderRequest& request) {
      return ProviderAnswer{Outcome::Succeeded,
                            {{"reference", "pi_" + request.body["attempt"].get<std::string>()},
                             {"amount", request.body["amount"]},
                             {"state", "open"},
                             {"next_action", {{"type", "stripe_payment_element"}}}}};
    });
    const auto invoice = at_.due();
    at_.passDays(3);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.asked.size());
    CPPUNIT_ASSERT_EQUAL(std::string{"authentication_required"}, at_.asked.front().reason);
    const auto waiting = at_.till.now(at_.asked.front().payment.value());
    CPPUNIT_ASSERT(waiting.status == PaymentStatus::RequiresAction && waiting.nextAction);
    at_.till.desk.book({Till::captured(waiting, rupees(1000'00), "pay_3ds")});
    CPPUNIT_ASSERT(at_.till.now(invoice).stored == InvoiceStatus::Paid);
    at_.passDays(9);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.till.gateway.asked("gateway/1.charge").size());
  }

  void whoPaysMeanwhileIsNotCharged() {
    at_.save("token_1");
    const auto invoice = at_.due();
    at_.run();
    at_.till.clock.advance(25h);
    at_.till.collections.run();  // the attempt is written down, its job waits
    const auto byHand =
        at_.till.payments.markPaid(Till::staff(), invoice, "cheque", "000123", rupees(1000'00));
    at_.till.doJobs();
    CPPUNIT_ASSERT(byHand.status == PaymentStatus::Succeeded);
    CPPUNIT_ASSERT(at_.charges.made.empty());
    at_.till.mustAddUp();
  }

  void anEarlyWebhookLeavesNothingUnmatched() {
    at_.save("token_1");
    at_.due();
    at_.till.gateway.on("gateway/1.charge", [this](const ProviderRequest& request) {
      auto answer = at_.charges.charge(request);
      GatewayDelivery delivery;
      delivery.gateway = "bank";
      delivery.eventId = "evt_" + request.body["attempt"].get<std::string>();
      delivery.providerType = "payment.captured";
      delivery.body = "{}";
      GatewayNotice notice;
      notice.gateway = "bank";
      notice.kind = GatewayNotice::Kind::Captured;
      notice.references = {answer.reply["reference"].get<std::string>()};
      notice.transactionId = answer.reply["payment"]["id"].get<std::string>();
      notice.amount = fromJson<Money>(answer.reply["payment"]["amount"]);
      delivery.notices = {notice};
      at_.till.desk.receive(delivery);
      return answer;
    });
    at_.passDays(3);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.charges.made.size());
    CPPUNIT_ASSERT_EQUAL(
        std::int64_t{0},
        at_.till.count("SELECT COUNT(*) AS n FROM gateway_events WHERE state = 'unmatched'"));
    CPPUNIT_ASSERT_EQUAL(rupees(0), at_.till.creditOf(at_.client));
    at_.till.mustAddUp();
  }

  void aLostAnswerIsAskedAgainUnderItsKey() {
    at_.save("token_1");
    const auto invoice = at_.due();
    bool lost = false;
    at_.till.gateway.on("gateway/1.charge", [&](const ProviderRequest& request) {
      auto answer = at_.charges.charge(request);
      if (!std::exchange(lost, true))
        return ProviderAnswer::failed(Outcome::Unknown, "answer_lost", "the line went dead");
      return answer;
    });
    at_.passDays(3);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.charges.made.size());
    CPPUNIT_ASSERT_EQUAL(2, at_.charges.asked.begin()->second);
    CPPUNIT_ASSERT(at_.till.now(invoice).stored == InvoiceStatus::Paid);
    at_.till.mustAddUp();
  }

  void twoRunsAtOnceChargeOnce() {
    at_.save("token_1");
    for (int i = 0; i < 4; ++i) at_.due();
    const auto both = [&] {
      std::vector<std::thread> schedulers;
      for (int i = 0; i < 3; ++i) schedulers.emplace_back([&] { at_.till.collections.run(); });
      for (auto& one : schedulers) one.join();
    };
    both();
    at_.till.clock.advance(25h);
    both();
    at_.till.doJobs();
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, at_.charges.made.size());
    CPPUNIT_ASSERT_EQUAL(std::size_t{4}, at_.announced.size());
    at_.till.mustAddUp();
  }

  // The client had paid it in the browser, and their bank takes it back.
  void whatTheBankTookBackIsNotChargedAgain() {
    at_.save("token_1");
    const auto invoice = at_.due();
    pay(invoice, rupees(1000'00));
    at_.till.desk.book(
        {Till::about(GatewayNotice::Kind::DisputeLost, "pay_1", "dp_1", rupees(1000'00))});
    CPPUNIT_ASSERT_EQUAL(rupees(1000'00), at_.till.now(invoice).balance);
    at_.passDays(9);
    CPPUNIT_ASSERT(at_.charges.made.empty());
    CPPUNIT_ASSERT(at_.announced.empty());
    at_.till.mustAddUp();
  }

  void aDisputeStopsTheCollectingOfTheRest() {
    at_.save("token_1");
    const auto invoice = at_.due();
    pay(invoice, rupees(400'00));
    at_.run();
    CPPUNIT_ASSERT_EQUAL(std::string{"waiting"}, at_.state(invoice));
    auto opened = Till::about(GatewayNotice::Kind::DisputeOpen, "pay_1", "dp_1", rupees(400'00));
    opened.disputeState = "open";
    at_.till.desk.book({opened});
    at_.passDays(3);
    CPPUNIT_ASSERT(at_.charges.made.empty());
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, at_.state(invoice));
    CPPUNIT_ASSERT_EQUAL(std::string{"disputed"}, at_.asked.back().reason);
  }

  void whatAPersonGivesUpDoesNotBlockItsInvoice() {
    at_.save("token_1");
    at_.till.gateway.on("gateway/1.charge", [](const ProviderRequest&) {
      return ProviderAnswer::failed(Outcome::NeedsAttention, "credentials_refused", "no");
    });
    const auto invoice = at_.due();
    at_.passDays(2);
    CPPUNIT_ASSERT_EQUAL(std::int64_t{1}, at_.till.count(kParked));
    CPPUNIT_ASSERT_EQUAL(std::string{"charging"}, at_.state(invoice));
    jobs::Job job;
    job.kind = ChargeSavedMethod::kKind;
    job.payload =
        Json::parse(at_.till.database->query("SELECT payload FROM jobs WHERE kind = ?", job.kind)
                        .only()
                        .text("payload"));
    const auto discard = [&] {
      at_.till.database->transaction(
          [&](db::Transaction& tx) { at_.till.chargeJob.givenUp(tx, Till::staff(), job); });
    };
    discard();
    discard();
    CPPUNIT_ASSERT_EQUAL(std::string{"stopped"}, at_.state(invoice));
    CPPUNIT_ASSERT_EQUAL(std::string{"given_up"}, at_.asked.back().reason);
    at_.passDays(9);
    CPPUNIT_ASSERT_EQUAL(std::size_t{1}, at_.till.gateway.asked("gateway/1.charge").size());
    at_.till.gateway.on("gateway/1.charge", [this](const ProviderRequest& request) {
      return at_.charges.charge(request);
    });
    at_.till.savedPayments.pay(Till::actorOf(at_.client), invoice, "bank",
                               at_.methods().front().id);
    at_.till.doJobs();
    CPPUNIT_ASSERT(at_.till.now(invoice).stored == InvoiceStatus::Paid);
    at_.till.mustAddUp();
  }

  // Answers get lost, calls die before and after their effect, jobs are run by two, what they came
  // to is forgotten, webhooks come early, twice or never: each invoice is paid once, or waits.
  void nothingIsChargedTwiceWhateverHappens() {
    std::random_device device;
    const auto seed = device();
    std::mt19937 dice{seed};
    const auto often = [&](int outOf) {
      return std::uniform_int_distribution{1, outOf}(dice) == 1;
    };
    at_.save("token_1");
    at_.save("token_2");
    std::vector<Id<Invoice>> invoices;
    for (int i = 0; i < 6; ++i) invoices.push_back(at_.due(rupees(100'00 + i)));
    at_.till.gateway.on("gateway/1.charge", [&](const ProviderRequest& request) {
      const auto attempt = request.body["attempt"].get<std::string>();
      const bool before = at_.charges.made.contains(attempt);
      if (often(4)) throw std::runtime_error{"died before the effect"};
      if (!before && often(3))
        return ProviderAnswer::failed(Outcome::Permanent, "insufficient_funds", "no money");
      if (!before && often(4))
        return ProviderAnswer::failed(Outcome::Retryable, "unreachable", "no line");
      auto answer = at_.charges.charge(request);
      if (often(3)) throw std::runtime_error{"died after the effect"};
      if (often(3)) return ProviderAnswer::failed(Outcome::Unknown, "answer_lost", "dead line");
      return answer;
    });
    for (int round = 0; round < 80; ++round) {
      at_.till.collections.run();
      if (often(3)) at_.till.collections.run();
      forgetfulJobs(often);
      at_.till.clock.advance(7h);
    }
    for (int i = 0; i < 3; ++i) {
      at_.till.doJobs();
      at_.till.clock.advance(7h);
    }
    const auto why = "seed " + std::to_string(seed);
    std::map<std::int64_t, int> paid;
    for (const auto& [attempt, amount] : at_.charges.made) ++paid[fromJson<Money>(amount).minor()];
    for (const auto& [amount, times] : paid) CPPUNIT_ASSERT_EQUAL_MESSAGE(why, 1, times);
    std::int64_t unbooked = 0;
    for (const auto invoice : invoices) {
      const auto now = at_.till.now(invoice);
      const bool isPaid = now.stored == InvoiceStatus::Paid;
      CPPUNIT_ASSERT_MESSAGE(why, paid.contains(now.total.minor()) || !isPaid);
      if (paid.contains(now.total.minor()) && !isPaid) ++unbooked;
    }
    // What nobody got an answer about in so many tries waits for a person, where they see it.
    CPPUNIT_ASSERT_MESSAGE(why, unbooked <= at_.till.count(kParked));
    CPPUNIT_ASSERT_EQUAL_MESSAGE(why, rupees(0), at_.till.creditOf(at_.client));
    at_.till.mustAddUp();
  }

 private:
  void pay(Id<Invoice> invoice, Money amount) {
    const auto payment = at_.till.attempt(at_.client, {invoice});
    at_.till.desk.book({Till::captured(payment, amount, "pay_1")});
  }

  // As Till::doJobs, but what a job came to is now and then forgotten, as by a death in between: it
  // is due again once its lease is over.
  void forgetfulJobs(const std::function<bool(int)>& often) {
    jobs::Claims claims{*at_.till.database, at_.till.clock, 7, at_.till.handlers};
    const auto due = claims.due();
    for (const auto& lane : due.lanes) {
      for (const auto& job : claims.claim(lane, 5)) {
        const auto& handler = *at_.till.handlers.find(job.kind);
        jobs::Context context{*at_.till.database, at_.till.clock, job, 7};
        auto result = jobs::Result::done();
        try {
          result = handler.run(context);
        } catch (const std::exception& error) {
          result = jobs::Result::retry(error.what());
        }
        if (often(4)) result = jobs::Result::wait(std::chrono::minutes{5}, "forgotten");
        if (result.kind() != jobs::Result::Kind::Recorded) claims.record(job, handler, result);
      }
    }
  }

  Engine engine_;
  Collector at_{engine_.url()};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(CollectingTest, "modules/billing/collecting");

}  // namespace hostler
