#include "tests/core/db/threads.h"
#include "tests/modules/billing/money_shop.h"

namespace hostler {

using db::OnMariaDb;
using db::OnSqlite;
using testing::inr;
using testing::MoneyShop;
using testing::Seed;
using Kind = GatewayNotice::Kind;

// Everything that can happen to money, in any order, by several people at once, with gateways that
// refuse, lose answers and repeat themselves, and with work that is undone half-way: what must hold
// holds afterwards.
template <class Engine>
class MoneyPropertiesTest : public testing::InShop {
  CPPUNIT_TEST_SUITE(MoneyPropertiesTest);
  CPPUNIT_TEST(anyOrderOfOperationsAddsUp);
  CPPUNIT_TEST(manyAtOnceAddUp);
  CPPUNIT_TEST_SUITE_END();

  static constexpr bool kQuick = std::is_same_v<Engine, OnSqlite>;

 public:
  MoneyPropertiesTest() : testing::InShop{testing::InShop::placeOn<Engine>} {}

  void opened() override {
    for (int i = 0; i < 4; ++i) clients_.push_back(shop_->client());
    shop_->set("invoice.round_to_whole_unit", seed_.value % 2 == 0);
    shop_->providers.on("gateway/1.refund", [this](const ProviderRequest&) { return told(); });
    shop_->providers.on("gateway/1.locate_refund", [this](const ProviderRequest&) {
      auto answer = told();
      if (answer.outcome == Outcome::Succeeded) answer.reply = {{"refund", answer.reply}};
      return answer;
    });
  }

  void anyOrderOfOperationsAddsUp() {
    std::mt19937_64 random{seed_.value};
    for (int round = 0; round < (kQuick ? 12 : 4); ++round) {
      for (int i = 0; i < 200; ++i) act(random);
      mustHold();
    }
  }

  void tenThousandInARowAddUp() {
    std::mt19937_64 random{seed_.value};
    for (int i = 0; i < 10'000; ++i) act(random);
    mustHold();
  }

  void manyAtOnceAddUp() {
    db::inThreads(8, [&](int thread) {
      std::mt19937_64 random{seed_.value + 1 + static_cast<std::uint64_t>(thread)};
      for (int i = 0; i < (kQuick ? 120 : 40); ++i) act(random);
    });
    mustHold();
  }

 private:
  using Random = std::mt19937_64;

  static std::int64_t upTo(Random& random, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>{0, most}(random);
  }
  template <class T>
  std::optional<T> any(Random& random, const std::vector<T>& from) {
    const std::lock_guard lock{mutex_};
    if (from.empty()) return std::nullopt;
    return from[static_cast<std::size_t>(upTo(random, static_cast<std::int64_t>(from.size()) - 1))];
  }
  template <class T>
  void keep(std::vector<T>& in, const T& one) {
    const std::lock_guard lock{mutex_};
    in.push_back(one);
  }
  std::string name(const std::string& prefix) { return prefix + std::to_string(++names_); }

  ProviderAnswer told() {
    Random random{seed_.value + static_cast<std::uint64_t>(++answers_)};
    switch (upTo(random, 5)) {
      case 0:
        return ProviderAnswer::failed(Outcome::Unknown, "timeout", "no answer");
      case 1:
        return ProviderAnswer::failed(Outcome::Permanent, "refused", "too old");
      case 2:
        return ProviderAnswer::failed(Outcome::Retryable, "busy", "again");
      default:
        return {Outcome::Succeeded,
                {{"id", name("rfnd_")}, {"state", upTo(random, 1) == 0 ? "pending" : "processed"}}};
    }
  }

  // One operation; every tenth is undone after it was done. What the rules refuse is no failure.
  void act(Random& random) {
    struct Undone {};
    try {
      if (upTo(random, 9) != 0) return one(random);
      shop_->database->transaction([&](db::Transaction&) {
        one(random);
        throw Undone{};
      });
    } catch (const Undone&) {
    } catch (const DomainError&) {
    } catch (const db::Conflict&) {
      // Too many at once on a few rows: it was rolled back, as anybody's call is then.
    } catch (const std::exception& error) {
      CPPUNIT_FAIL(seed_.text() + ": " + error.what());
    }
  }

  void one(Random& random) {
    const auto client = any(random, clients_).value();
    const auto invoice = any(random, invoices_);
    const auto payment = any(random, payments_);
    const auto choice = upTo(random, 13);
    if (choice <= 2 || !invoice || !payment) return begin(random, client);
    switch (choice) {
      case 3:
        return shop_->payments.addCredit(shop_->staff(), client, inr(upTo(random, 50'000) + 1),
                                         "x");
      case 4:
        return byHand(random, *invoice);
      case 5:
        shop_->payments.start(shop_->staff(), {*invoice}, "wallet");
        return;
      case 6:
        return correct(random, *invoice);
      case 7:
      case 8:
        return refund(random, *payment);
      case 9:
        return tell(random, MoneyShop::captured(*payment, inr(upTo(random, 90'000)), name("pay_")));
      case 10:
        return again(random);
      case 11:
        return dispute(random);
      case 12:
        return atTheGateway(random);
      default:
        shop_->clock.advance(std::chrono::minutes{upTo(random, 90)});
        if (!shop_->database->inTransaction()) shop_->doJobs();
    }
  }

  void begin(Random& random, Id<Account> client) {
    InvoiceRequest request;
    request.account = client;
    request.payFromCredit = upTo(random, 2) == 0;
    for (auto lines = upTo(random, 3) + 1; lines > 0; --lines)
      request.lines.push_back(MoneyShop::line(inr(upTo(random, 60'000)), upTo(random, 2) + 1));
    const auto invoice = shop_->database->transaction(
        [&](db::Transaction& tx) { return shop_->billing.issue(tx, shop_->staff(), request); });
    std::vector<Id<Invoice>> together{invoice.id};
    if (const auto other = any(random, invoices_); other && upTo(random, 2) == 0) {
      const auto theirs = shop_->now(*other);
      if (theirs.account == client && theirs.isOpen()) together.push_back(*other);
    }
    std::optional<Payment> payment;
    if (shop_->now(invoice.id).balance.isPositive()) payment = shop_->attempt(client, together);
    if (shop_->database->inTransaction()) return;  // it is about to be undone
    keep(invoices_, invoice.id);
    if (payment) keep(payments_, *payment);
  }

  void byHand(Random& random, Id<Invoice> invoice) {
    const auto amount = inr(upTo(random, 90'000) + 1);
    shop_->payments.markPaid(shop_->staff(), invoice, "cash", name("utr_"), amount);
  }

  void correct(Random& random, Id<Invoice> invoice) {
    shop_->database->transaction([&](db::Transaction& tx) {
      switch (upTo(random, 5)) {
        case 0:
          return shop_->corrections.cancel(tx, shop_->staff(), invoice, "x");
        case 1:
          return shop_->corrections.writeOff(tx, shop_->staff(), invoice, "x");
        default:
          shop_->corrections.credit(tx, shop_->staff(), invoice, inr(upTo(random, 40'000) + 1),
                                    "x");
      }
    });
  }

  void refund(Random& random, const Payment& payment) {
    std::optional<Money> amount;
    if (upTo(random, 2) != 0) amount = inr(upTo(random, 50'000) + 1);
    shop_->refund(payment.id, amount,
                  upTo(random, 1) == 0 ? RefundDestination::Source : RefundDestination::Credit);
  }

  // By event or by what the browser brought, alone or with something that was told before.
  void tell(Random& random, const GatewayNotice& notice) {
    if (!notice.amount.isPositive()) return;
    std::vector<GatewayNotice> notices{notice};
    if (const auto old = any(random, told_); old && upTo(random, 3) == 0) notices.push_back(*old);
    keep(told_, notice);
    if (upTo(random, 1) == 0) return shop_->gateway.book(notices);
    if (shop_->database->inTransaction()) return;  // deliveries have transactions of their own
    shop_->gateway.receive({"bank", name("evt_"), "test", "{}", true, notices});
  }

  void again(Random& random) {
    if (const auto old = any(random, told_)) tell(random, *old);
  }

  std::optional<GatewayNotice> anyCapture(Random& random) {
    auto notice = any(random, told_);
    return notice && notice->kind == Kind::Captured ? notice : std::nullopt;
  }

  void dispute(Random& random) {
    const auto capture = anyCapture(random);
    if (!capture) return;
    const auto id = "dp_" + capture->transactionId;
    tell(random, MoneyShop::about(upTo(random, 1) == 0 ? Kind::DisputeWon : Kind::DisputeLost,
                                  capture->transactionId, id, capture->amount));
  }

  void atTheGateway(Random& random) {
    const auto capture = anyCapture(random);
    if (!capture) return;
    const auto id = "dash_" + capture->transactionId + std::to_string(upTo(random, 1));
    tell(random,
         MoneyShop::about(upTo(random, 3) == 0 ? Kind::RefundFailed : Kind::RefundProcessed,
                          capture->transactionId, id, inr(capture->amount.minor() / 2 + 1)));
  }

  void mustHold() {
    std::string faults;
    for (const auto& fault : Ledger::verify(*shop_->database).faults) faults += fault + "\n";
    CPPUNIT_ASSERT_EQUAL_MESSAGE(seed_.text(), std::string{}, faults);
    for (const auto id : invoices_) {
      const auto invoice = shop_->now(id);
      CPPUNIT_ASSERT_MESSAGE(seed_.text(), !invoice.balance.isNegative());
      CPPUNIT_ASSERT_MESSAGE(seed_.text(), !invoice.total.lessThan(invoice.balance));
      CPPUNIT_ASSERT_MESSAGE(seed_.text() + " " + id.text(),
                             !invoice.isOpen() || invoice.balance.isPositive());
    }
    allocationsMustFit();
    for (const auto client : clients_)
      CPPUNIT_ASSERT_MESSAGE(seed_.text(), !shop_->creditOf(client).isNegative());
  }

  // No movement is given to invoices beyond its amount; no refund beyond its payment; no credit
  // notes beyond their invoice, in no part of it.
  void allocationsMustFit() {
    for (const auto& row : shop_->database->query("SELECT amount, allocations FROM transactions")) {
      std::int64_t given = 0;
      for (const auto& part : Json::parse(row.text("allocations")))
        given += part.at(1).template get<std::int64_t>();
      CPPUNIT_ASSERT_MESSAGE(seed_.text(), given <= row.integer("amount"));
    }
    for (const auto id : invoices_) {
      const auto invoice = shop_->now(id);
      std::int64_t total = 0;
      std::map<std::string, std::int64_t> taken;
      for (const auto& row : shop_->database->query(
               "SELECT total, taxes FROM credit_notes WHERE invoice_id = ?", id)) {
        total += row.integer("total");
        for (const auto& tax : taxesFromJson(Json::parse(row.text("taxes")), invoice.currency))
          taken[tax.name] += tax.amount.minor();
      }
      CPPUNIT_ASSERT_MESSAGE(seed_.text(), total <= invoice.total.minor());
      for (const auto& tax : invoice.taxes)
        CPPUNIT_ASSERT_MESSAGE(seed_.text(), taken[tax.name] <= tax.amount.minor());
    }
    CPPUNIT_ASSERT_EQUAL_MESSAGE(
        seed_.text(), std::int64_t{0},
        shop_->count("SELECT COUNT(*) AS n FROM payments WHERE refunded > paid"));
  }

  Seed seed_;
  std::mutex mutex_;
  std::vector<Id<Account>> clients_;
  std::vector<Id<Invoice>> invoices_;
  std::vector<Payment> payments_;
  std::vector<GatewayNotice> told_;
  std::atomic<int> names_{0}, answers_{0};
};
HOSTLER_SUITE_ON_BOTH_ENGINES(MoneyPropertiesTest, "modules/billing/money_properties");

// As many on the other engine would take minutes.
class LongMoneyTest : public MoneyPropertiesTest<OnSqlite> {
  CPPUNIT_TEST_SUITE(LongMoneyTest);
  CPPUNIT_TEST(tenThousandInARowAddUp);
  CPPUNIT_TEST_SUITE_END();
};
HOSTLER_SUITE(LongMoneyTest, "modules/billing/money_properties");

}  // namespace hostler
